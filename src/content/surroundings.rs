//! What the checks of a text look at besides the text: the sources, topics and people that it names, and the names by which
//! it could have named topics.

use std::collections::HashMap;

use super::{Condition, Person, Reference, ReferenceKey, ReviewDraft, Slug, Therapy, TopicNames};

/// What a text rests on, and what it could name. What is missing here is no finding of these checks: whether names exist
/// is looked up elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    pub references: HashMap<ReferenceKey, Reference>,
    pub therapies: HashMap<Slug, Therapy>,
    pub conditions: HashMap<Slug, Condition>,
    pub people: HashMap<Slug, Person>,
    /// The newest review that is kept beside the revisions of the article, where there is one.
    pub last_review: Option<ReviewDraft>,
    /// Every name of every therapy and condition that there is.
    pub topic_names: TopicNames,
    /// Whether the text is another than the one that was reviewed, as far as its history is known.
    pub has_changed_since_review: bool,
}
