//! What feeds tell of new and changed articles.

use super::{ArticleSummary, Moment, Person};

/// A part of what was published or changed, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    pub entries: Vec<FeedEntry>,
    /// When an article was published, changed or withdrawn last; none before that ever happened. It never goes back.
    pub updated_at: Option<Moment>,
}

/// A published article as feeds tell of it.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    pub article: ArticleSummary,
    pub authors: Vec<Person>,
}
