//! What a claim rests on, in a few words that a reader and a physiotherapist find fair: which sources there are, and what
//! the strongest of them can show. Whether that carries the claim is for the checks to say.

mod words;

use super::{NoticeKind, Reference, StudyType};
use words::{ONE_PERSON, ONE_TRIAL, Words, words};

/// Sources of one study type and level.
struct Group {
    study_type: Option<StudyType>,
    level: Option<u8>,
    count: usize,
}

/// Says what a claim rests on that cites these sources. A retracted one carries nothing.
pub fn rests_on(sources: &[&Reference]) -> String {
    if sources.is_empty() {
        return "It cites nothing, so nobody can follow it to a source.".to_owned();
    }
    let has = |source: &&&Reference, kind| source.notice.is_some_and(|notice| notice.kind == kind);
    let retracted = sources
        .iter()
        .filter(|source| has(source, NoticeKind::Retracted));
    let retracted = retracted.count();
    if retracted == sources.len() {
        return match retracted {
            1 => "Its only source was retracted, so nothing stands behind it.".to_owned(),
            _ => "All of its sources were retracted, so nothing stands behind it.".to_owned(),
        };
    }
    let standing = sources
        .iter()
        .filter(|source| !has(source, NoticeKind::Retracted));
    let groups = grouped(standing.copied());
    let mut said = format!("{}. {}", listed(&groups), can_show(&groups));
    if retracted > 0 {
        let were = if retracted == 1 { "was" } else { "were" };
        said.push_str(&format!(
            " {} of its sources {were} retracted and cannot count.",
            capitalised(&number(retracted))
        ));
    }
    let doubted = sources
        .iter()
        .filter(|source| has(source, NoticeKind::Concern))
        .count();
    if doubted > 0 {
        said.push_str(&format!(
            " For {} of its sources an expression of concern was published.",
            number(doubted)
        ));
    }
    said
}

/// The sources by level and study type, the strongest first; those without a level come last.
fn grouped<'a>(sources: impl Iterator<Item = &'a Reference>) -> Vec<Group> {
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
        (Some(StudyType::RandomisedTrial), 1) => ONE_TRIAL,
        (Some(StudyType::CaseReport), 1) => ONE_PERSON,
        (study_type, _) => words(study_type).2,
    }
}

impl Group {
    fn listed(&self) -> String {
        let Words(one, several, _) = words(self.study_type);
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
