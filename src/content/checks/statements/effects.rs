//! Sentences that say what a treatment does, or what research has shown.

use super::TopicWords;
use super::patterns::{DOES, HEDGES, HELPS_TO, NEGATIONS, OBJECTS, RESEARCH, TREATMENTS};

/// True for a sentence in small letters that says what research has shown.
pub fn states_research(text: &str) -> bool {
    RESEARCH.is_match(text) && !NEGATIONS.is_match(text)
}

/// True for one that says, without a hedge, that a treatment does something for a complaint.
pub fn states_effect(text: &str, words: &TopicWords) -> bool {
    if HEDGES.is_match(text) || NEGATIONS.is_match(text) {
        return false;
    }
    let Some(subject_end) = end_of_first_treatment(text, words) else {
        return false;
    };
    [&DOES, &HELPS_TO].into_iter().any(|pattern| {
        pattern.captures_iter(text).any(|captures| {
            let verb = captures.get(0).map_or(0, |verb| verb.start());
            let object = captures.name("object").map_or("", |object| object.as_str());
            // The subject stands before the verb.
            subject_end <= verb && is_object(object, words)
        })
    })
}

/// Where the first treatment that a text names has been named.
fn end_of_first_treatment(text: &str, words: &TopicWords) -> Option<usize> {
    let known = TREATMENTS.find(text).map(|found| found.end());
    let therapies = words.therapies.iter();
    let named = therapies.filter_map(|name| end_of_words(text, name));
    known.into_iter().chain(named).min()
}

fn is_object(object: &str, words: &TopicWords) -> bool {
    let mut conditions = words.conditions.iter();
    OBJECTS.is_match(object) || conditions.any(|name| object.starts_with(name.as_str()))
}

/// Where a name ends that stands in a text as whole words.
fn end_of_words(text: &str, name: &str) -> Option<usize> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    if name.is_empty() {
        return None;
    }
    let ends = text
        .match_indices(name)
        .map(|(at, _)| (at, at + name.len()));
    ends.filter(|(at, end)| {
        is_edge(text[..*at].chars().next_back()) && is_edge(text[*end..].chars().next())
    })
    .map(|(_, end)| end)
    .next()
}
