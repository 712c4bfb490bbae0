//! The therapies and conditions that a page is about, where it says so beyond doubt.

use super::assembling::Page;
use super::excerpt::{first_paragraph, first_sentence, words_of};
use super::names::slug_of;
use super::notes::quoted;
use super::purposes;
use crate::content::{Block, Condition, ListItem, Section, Therapy};

/// The last word of the name of a treatment.
const TREATMENTS: [&str; 22] = [
    "massage",
    "therapy",
    "release",
    "acupuncture",
    "acupressure",
    "reflexology",
    "shiatsu",
    "yoga",
    "pilates",
    "stretching",
    "manipulation",
    "mobilization",
    "mobilisation",
    "needling",
    "cupping",
    "taping",
    "ultrasound",
    "osteopathy",
    "chiropractic",
    "rolfing",
    "traction",
    "exercise",
];
/// The longest name, in words.
const MAX_NAME_WORDS: usize = 5;
/// Words that a definition of a condition uses.
const CONDITIONS: [&str; 16] = [
    "condition",
    "pain",
    "disorder",
    "syndrome",
    "disease",
    "injury",
    "inflammation",
    "symptom",
    "symptoms",
    "numbness",
    "tear",
    "sprain",
    "strain",
    "illness",
    "infection",
    "nerve",
];

impl Page<'_, '_> {
    /// Names the therapies of a list of treatments, if most of its items begin with one.
    pub fn name_therapies(&mut self, blocks: &mut [Block], line: usize) {
        for block in blocks {
            let Block::List(list) = block else { continue };
            let names: Vec<Option<String>> = list.items.iter().map(name_in).collect();
            let named = names.iter().flatten().count();
            if named < 2 || named * 3 < list.items.len() * 2 {
                continue;
            }
            for (item, name) in list.items.iter_mut().zip(names) {
                if let Some(name) = name {
                    self.name_therapy(item, name, line);
                }
            }
        }
    }

    fn name_therapy(&mut self, item: &mut ListItem, name: String, line: usize) {
        let summary = first_sentence(&words_of(&item.content)).to_owned();
        let Some(slug) = slug_of(&name).filter(|_| !summary.is_empty()) else {
            return;
        };
        item.therapy = Some(slug.clone());
        if !self.named.insert(slug.clone()) {
            return;
        }
        self.notes.add(
            line,
            format!(
                "the therapy {slug} was made from an item of a list: {}",
                quoted(&name)
            ),
            "look over its name and summary in `therapies/`",
        );
        self.therapies.push(Therapy {
            slug,
            name,
            also_known_as: Vec::new(),
            summary,
            description: Vec::new(),
            contraindications: Vec::new(),
            references: Vec::new(),
        });
    }

    /// The condition that a section "What is X?" explains.
    pub fn name_condition(&mut self, section: &Section, line: usize) {
        let Some(name) = condition_in(&section.heading) else {
            return;
        };
        let summary = first_paragraph(&section.blocks).map(|text| first_sentence(&text).to_owned());
        let Some(summary) = summary.filter(|summary| explains(summary, &name)) else {
            return;
        };
        let Some(slug) = slug_of(&name).filter(|slug| self.named.insert(slug.clone())) else {
            return;
        };
        self.notes.add(
            line,
            format!(
                "the condition {slug} was made from the section {}",
                quoted(&section.heading)
            ),
            "look over its name and summary in `conditions/`",
        );
        self.conditions.push(Condition {
            slug,
            name,
            also_known_as: Vec::new(),
            summary,
            description: Vec::new(),
            codes: Vec::new(),
            red_flags: Vec::new(),
            references: Vec::new(),
        });
    }
}

/// The treatment that an item is about: its label, or the words it begins with.
fn name_in(item: &ListItem) -> Option<String> {
    let text = item
        .label
        .clone()
        .unwrap_or_else(|| words_of(&item.content));
    let words: Vec<&str> = text.split_whitespace().take(MAX_NAME_WORDS).collect();
    let is_treatment = |word: &&str| {
        let word = word.trim_end_matches([',', ':', '.', ';']).to_lowercase();
        TREATMENTS.contains(&word.as_str())
    };
    let last = words.iter().position(is_treatment)?;
    let name = words[..=last].join(" ");
    let name = name.trim_end_matches([',', ':', '.', ';']);
    let is_name = last > 0 || item.label.is_some();
    let has_article = ["a ", "an ", "the ", "this ", "your ", "our "]
        .iter()
        .any(|article| name.to_lowercase().starts_with(article));
    (is_name && !has_article && !name.contains([',', ':', '.', '['])).then(|| capitalised(name))
}

fn condition_in(heading: &str) -> Option<String> {
    let heading = heading.trim().trim_end_matches('?').trim();
    let lower = heading.to_lowercase();
    let start = ["what is ", "what's ", "what’s "]
        .iter()
        .find(|start| lower.starts_with(**start))?;
    let name = heading.get(start.len()..)?.trim();
    let words = purposes::words_of(name);
    let first = words.split(' ').next().unwrap_or_default();
    let is_name = (1..=4).contains(&name.split_whitespace().count())
        && ![
            "a", "an", "the", "it", "this", "that", "your", "my", "our", "going", "new",
        ]
        .contains(&first);
    let is_treatment = words.split(' ').any(|word| TREATMENTS.contains(&word));
    (is_name && !is_treatment).then(|| capitalised(name))
}

/// True if a sentence says what kind of trouble something is.
fn explains(sentence: &str, name: &str) -> bool {
    let words = format!(" {} ", purposes::words_of(sentence));
    words.contains(&format!(" {} ", purposes::words_of(name)))
        && CONDITIONS
            .iter()
            .any(|word| words.contains(&format!(" {word} ")))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters
        .next()
        .map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
