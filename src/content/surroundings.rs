//! What the checks of a text look at besides the text: the sources, topics and people that it names, and the names by which
//! it could have named topics.

use std::collections::HashMap;

use super::{
    Condition, Person, Reference, ReferenceKey, Slug, StandingReview, Therapy, TopicNames,
};

/// What a text rests on, and what it could name. What is missing here is no finding of these checks: whether names exist
/// is looked up elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    pub references: HashMap<ReferenceKey, Reference>,
    pub therapies: HashMap<Slug, Therapy>,
    pub conditions: HashMap<Slug, Condition>,
    pub people: HashMap<Slug, Person>,
    /// Every name of every therapy and condition that there is.
    pub topic_names: TopicNames,
    /// The review that counts for the text. Without one it is that of the front matter, of which no history is known.
    pub review: Option<StandingReview>,
}
