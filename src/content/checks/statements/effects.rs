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
    [&DOES, &HELPS_TO].into_iter().any(|pattern| {
        pattern.captures_iter(text).any(|captures| {
            let verb = captures.get(0).map_or(0, |verb| verb.start());
            let object = captures.name("object").map_or("", |object| object.as_str());
            names_treatment(&text[..verb], words) && is_object(object, words)
        })
    })
}

/// The subject stands before the verb.
fn names_treatment(before: &str, words: &TopicWords) -> bool {
    let mut therapies = words.therapies.iter();
    TREATMENTS.is_match(before) || therapies.any(|name| has_words(before, name))
}

fn is_object(object: &str, words: &TopicWords) -> bool {
    let mut conditions = words.conditions.iter();
    OBJECTS.is_match(object) || conditions.any(|name| object.starts_with(name.as_str()))
}

/// True where a name stands in a text as whole words.
fn has_words(text: &str, name: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let after = text[at + name.len()..].chars().next();
            is_edge(text[..at].chars().next_back()) && is_edge(after)
        })
}
