//! What a claim rests on, in a few words that a reader and a physiotherapist find fair: which sources there are, and what
//! the strongest of them can show. Whether that carries the claim is for the checks to say.

mod words;

use super::{Claim, NoticeKind, Reference, Slug, StudyType, TherapySummary};

/// Sources of one study type and level.
struct Group {
    study_type: Option<StudyType>,
    level: Option<u8>,
    count: usize,
}

/// Says what a claim rests on that cites these sources. A retracted one carries nothing, and what a study of something else
/// can show counts only where there is nothing else. `therapies` are those that a source may be about besides its question.
pub fn rests_on(sources: &[&Reference], claim: &Claim, therapies: &[TherapySummary]) -> String {
    if sources.is_empty() {
        return "It cites nothing, so nobody can follow it to a source.".to_owned();
    }
    let (retracted, standing): (Vec<&Reference>, Vec<&Reference>) =
        sources.iter().partition(|source| source.is_retracted());
    if standing.is_empty() {
        return match retracted.len() {
            1 => "Its only source was retracted, so nothing stands behind it.".to_owned(),
            _ => "All of its sources were retracted, so nothing stands behind it.".to_owned(),
        };
    }
    format!(
        "{}{}",
        what_they_show(&standing, claim, therapies),
        notices(retracted.len(), &standing)
    )
}

/// What the sources are, what those that speak for the claim can show, and which are about something else.
fn what_they_show(standing: &[&Reference], claim: &Claim, therapies: &[TherapySummary]) -> String {
    let (direct, indirect): (Vec<&Reference>, Vec<&Reference>) = standing
        .iter()
        .partition(|source| something_else(source, claim, therapies).is_empty());
    let telling = if direct.is_empty() {
        &indirect
    } else {
        &direct
    };
    let mut said = format!(
        "{}. {}",
        listed(&grouped(standing)),
        can_show(&grouped(telling))
    );
    if !indirect.is_empty() {
        let others = indirect.iter();
        let others = others.flat_map(|source| something_else(source, claim, therapies));
        said.push_str(&elsewhere(indirect.len(), standing.len(), others));
    }
    said
}

/// " One of its sources was retracted and cannot count.", and likewise of concerns about those that stand.
fn notices(retracted: usize, standing: &[&Reference]) -> String {
    let mut said = String::new();
    if retracted > 0 {
        let were = if retracted == 1 { "was" } else { "were" };
        let count = capitalised(&number(retracted));
        said.push_str(&format!(
            " {count} of its sources {were} retracted and cannot count."
        ));
    }
    let notices = standing.iter().filter_map(|source| source.notice);
    let doubted = notices.filter(|notice| notice.kind == NoticeKind::Concern);
    match doubted.count() {
        0 => {}
        count => said.push_str(&format!(
            " For {} of its sources an expression of concern was published.",
            number(count)
        )),
    }
    said
}

/// Whether a source speaks for a claim: it was not retracted, and is not known to be about something else.
pub fn speaks_for(source: &Reference, claim: &Claim, therapies: &[TherapySummary]) -> bool {
    !source.is_retracted() && something_else(source, claim, therapies).is_empty()
}

/// What a source is about instead of the condition of a claim; nothing where it does not say, or where it is about the
/// treatment whatever it is for.
fn something_else<'a>(
    source: &'a Reference,
    claim: &Claim,
    therapies: &[TherapySummary],
) -> Vec<&'a Slug> {
    let is_therapy = |slug: &Slug| therapies.iter().any(|therapy| therapy.slug == *slug);
    another_question(source, claim, is_therapy)
}

/// What a source is about that is not the question of a claim; nothing where it does not say, where it is about the
/// condition, and where it is about the therapy whatever it is for.
pub fn another_question<'a>(
    source: &'a Reference,
    claim: &Claim,
    is_therapy: impl Fn(&Slug) -> bool,
) -> Vec<&'a Slug> {
    if source.about.contains(&claim.condition) {
        return Vec::new();
    }
    let about = source.about.iter();
    let others = about.filter(|slug| **slug != claim.therapy && !is_therapy(slug));
    let others: Vec<&Slug> = others.collect();
    match others.is_empty() && !source.about.contains(&claim.therapy) {
        true => source.about.iter().collect(),
        false => others,
    }
}

/// " One of its sources is about something else: shoulder."
fn elsewhere<'a>(count: usize, all: usize, others: impl Iterator<Item = &'a Slug>) -> String {
    let mut named: Vec<String> = Vec::new();
    for other in others {
        let words = other.as_str().replace('-', " ");
        if !named.contains(&words) {
            named.push(words);
        }
    }
    let who = match (count, all) {
        (1, 1) => "Its source is".to_owned(),
        (1, _) => "One of its sources is".to_owned(),
        (count, all) if count == all => "All of its sources are".to_owned(),
        (count, _) => format!("{} of its sources are", capitalised(&number(count))),
    };
    format!(" {who} about something else: {}.", named.join(", "))
}

/// The sources by level and study type, the strongest first; those without a level come last.
fn grouped(sources: &[&Reference]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for source in sources {
        let study_type = source.study_type;
        let level = source.proposed_level().map(|level| level.value);
        let known = groups
            .iter_mut()
            .find(|group| (group.study_type, group.level) == (study_type, level));
        match known {
            Some(group) => group.count += 1,
            None => groups.push(Group {
                study_type,
                level,
                count: 1,
            }),
        }
    }
    groups.sort_by_key(|group| (group.level.unwrap_or(u8::MAX), rank(group.study_type)));
    groups
}

/// The order of study types that share a level, or have none: that of their list, unless nobody has said.
fn rank(study_type: Option<StudyType>) -> usize {
    let known = study_type.and_then(|wanted| {
        let mut all = StudyType::ALL.iter();
        all.position(|(_, study_type)| *study_type == wanted)
    });
    known.unwrap_or(usize::MAX)
}

/// "One meta-analysis (level 1) and two case reports (level 4)".
fn listed(groups: &[Group]) -> String {
    let mut parts: Vec<String> = groups.iter().map(Group::listed).collect();
    let last = parts.pop().unwrap_or_default();
    let all = match parts.is_empty() {
        true => last,
        false => format!("{} and {last}", parts.join(", ")),
    };
    capitalised(&all)
}

/// What the strongest sources can show.
fn can_show(groups: &[Group]) -> &'static str {
    let Some(strongest) = groups.first() else {
        return "";
    };
    match (strongest.study_type, strongest.count) {
        (Some(StudyType::RandomisedTrial), 1) => words::ONE_TRIAL,
        (Some(StudyType::CaseReport), 1) => words::ONE_PERSON,
        (study_type, _) => words::can_show(study_type),
    }
}

impl Group {
    fn listed(&self) -> String {
        let (one, several) = match self.study_type {
            Some(study_type) => study_type.nouns(),
            None => (
                "source of a kind that nobody has named",
                "sources of a kind that nobody has named",
            ),
        };
        let name = if self.count == 1 { one } else { several };
        let level = match self.level {
            Some(level) => format!("level {level}"),
            None => "no level".to_owned(),
        };
        format!("{} {name} ({level})", number(self.count))
    }
}

/// A small number as a word, as it stands within a sentence.
fn number(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
