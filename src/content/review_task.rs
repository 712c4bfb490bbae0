//! What somebody has to look at: articles whose review is due, and publications that failed.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ArticleLinks, FailedSchedule, Locale, Person, Slug};
use crate::error::InvalidValue;

/// Something that has to be looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ReviewTask {
    /// A published article that somebody has to review.
    Review(DueReview),
    /// A publication that failed at its moment.
    FailedPublication(FailedSchedule),
}

/// A published article that somebody has to review.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DueReview {
    /// Why it is in the list that was asked for.
    pub state: DueState,
    /// The article to review.
    pub article: ReviewedArticle,
    /// The number of its published revision, which a review names.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub revision: i32,
    /// The day of its last review; left out of what was never reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2023-11-22")]
    pub last_reviewed_on: Option<Date>,
    /// The day by which its next review is due; of what was never reviewed, that of its first publication.
    #[schema(example = "2026-11-22")]
    pub next_review_on: Date,
    /// Who reviewed it last. Empty for what was never reviewed.
    pub reviewed_by: Vec<Person>,
    /// True when a claim, a citation or clinical text has changed since the last review.
    #[schema(example = true)]
    pub has_changed_since: bool,
}

/// Why an article has to be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "overdue")]
pub enum DueState {
    /// Its review is due within the days of notice that the server is set to.
    Due,
    /// The day of its review is over, or it is public and was never reviewed.
    Overdue,
    /// It has changed since its review.
    Changed,
}

/// The article of a review.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReviewedArticle {
    /// The id of the article (UUIDv7, RFC 9562); it never changes.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The name in its address, unique in its locale.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that it is written in.
    pub locale: Locale,
    /// Its title, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// Where it and its parts are.
    pub links: ArticleLinks,
}

impl DueState {
    /// Every state with its word.
    pub const ALL: [(&'static str, Self); 3] = [
        ("due", Self::Due),
        ("overdue", Self::Overdue),
        ("changed", Self::Changed),
    ];

    /// The state that a word stands for.
    pub fn parse(word: &str) -> Result<Self, InvalidValue> {
        let known = Self::ALL.iter().find(|(known, _)| *known == word);
        known
            .map(|(_, state)| *state)
            .ok_or_else(|| InvalidValue::new("`due`, `overdue` or `changed`".to_owned(), word))
    }

    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, state)| *state == self);
        known.map_or("", |(word, _)| word)
    }
}
