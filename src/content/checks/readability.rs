//! Whether an English text is easy enough to read.

use super::{Checked, Found, Place};
use crate::content::{ArticleDraft, Code, Reading, Section, walk_blocks};

/// The grade of fewer words is chance.
const MIN_WORDS: u32 = 50;

/// How many sections a message names.
const MAX_NAMED: usize = 5;

/// One finding for an article, which names the sections that cause it, the hardest first.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let max = checked.rules.max_reading_grade;
    let draft = checked.draft;
    if !draft.locale.is_english() {
        return;
    }
    let reading = Reading::of_article(draft);
    let Some(grade) = grade_of(&reading).filter(|grade| *grade > max) else {
        return;
    };
    let message = format!(
        "the reading grade of the text is {grade:.1}, above {max} (Flesch-Kincaid, English only){}",
        causes_of(draft, max)
    );
    let advice = "write shorter sentences and plainer words, or set --max-reading-grade to what your readers can take";
    let place = Place::Front("title");
    found.push(Found::new(Code::HardToRead, place, message, advice));
}

fn grade_of(reading: &Reading) -> Option<f64> {
    reading
        .grade()
        .filter(|_| reading.word_count() >= MIN_WORDS)
}

/// The sections above a grade, each by its id and with its grade.
fn causes_of(draft: &ArticleDraft, max: f64) -> String {
    let graded = draft.sections.iter().filter_map(|section| {
        let grade = grade_of(&reading_of(section)).filter(|grade| *grade > max)?;
        Some((section, grade))
    });
    let mut hard: Vec<(&Section, f64)> = graded.collect();
    hard.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named = hard.iter().take(MAX_NAMED);
    let named: Vec<String> = named
        .map(|(section, grade)| format!("“{}” {grade:.1}", section.heading))
        .collect();
    match hard.len() {
        0 => String::new(),
        count if count > MAX_NAMED => format!(
            ": above all in {} and {} more sections",
            named.join(", "),
            count - MAX_NAMED
        ),
        _ => format!(": above all in {}", named.join(", ")),
    }
}

fn reading_of(section: &Section) -> Reading {
    let mut reading = Reading::default();
    walk_blocks(&mut section.blocks.clone(), &mut |piece| {
        reading.visit(&piece)
    });
    reading
}
