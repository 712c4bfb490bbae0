//! Sentences that say what a treatment does, or what research has shown.

use super::patterns::{DOES, HEDGES, HELPS_TO, NEGATIONS, OBJECTS, RESEARCH, TREATMENTS};
use crate::content::{Naming, Topic, TopicNames};

/// True for a sentence that says what research has shown.
pub fn states_research(text: &str) -> bool {
    RESEARCH.is_match(text) && !NEGATIONS.is_match(text)
}

/// True for one that says, without a hedge, that a treatment does something for a complaint.
pub fn states_effect(text: &str, names: &TopicNames) -> bool {
    if HEDGES.is_match(text) || NEGATIONS.is_match(text) {
        return false;
    }
    let patterns = [&DOES, &HELPS_TO].into_iter();
    let verbs = patterns.flat_map(|pattern| pattern.captures_iter(text));
    let told = verbs.filter_map(|captures| {
        let object = captures.name("object")?.as_str();
        let verb = captures.get(0)?.start();
        is_object(object, names).then_some(verb)
    });
    // What stands before one of them stands before the last.
    let last = told.max().and_then(|verb| text.get(..verb));
    last.is_some_and(|subject| names_treatment(subject, names))
}

/// Whether the words before a verb name what may be its subject.
fn names_treatment(text: &str, names: &TopicNames) -> bool {
    TREATMENTS.is_match(text) || names.find_in(text).iter().any(is_therapy)
}

fn is_object(object: &str, names: &TopicNames) -> bool {
    OBJECTS.is_match(object)
        || names
            .find_at_start(object)
            .is_some_and(|naming| is_condition(&naming))
}

fn is_therapy(naming: &Naming) -> bool {
    let mut topics = naming.topics.iter();
    topics.any(|topic| matches!(topic, Topic::Therapy(_)))
}

fn is_condition(naming: &Naming) -> bool {
    let mut topics = naming.topics.iter();
    topics.any(|topic| matches!(topic, Topic::Condition(_)))
}
