//! Reviews that are made over HTTP, beside the revisions of an article.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Moment, Person, ReviewDraft, ReviewKind, Slug};

/// A review of the published revision of an article.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewReview {
    /// The number of the revision that was reviewed, which the article says as `revision`. It must be the published one.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub revision: i32,
    /// Who reviewed, as slugs of people; each once.
    #[schema(min_items = 1, max_items = 20, example = json!(["sinew-editors"]))]
    pub by: Vec<Slug>,
    /// The day of the review. It may be tomorrow by UTC, because it is tomorrow somewhere.
    #[schema(example = "2026-11-22")]
    pub on: Date,
    /// The day by which the next review is due, after that of this one. Left out, it is due after the interval that the
    /// server is set to.
    #[schema(example = "2027-11-22")]
    pub next: Option<Date>,
    /// What was reviewed.
    pub kind: ReviewKind,
}

impl NewReview {
    /// The same as a front matter would say it.
    pub fn draft(&self) -> ReviewDraft {
        ReviewDraft {
            by: self.by.clone(),
            on: self.on,
            next: self.next,
            kind: self.kind,
        }
    }
}

/// A review as it was kept. It is never changed; a newer one takes its place.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RecordedReview {
    /// The number of the revision that was reviewed.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub revision: i32,
    /// Who reviewed.
    pub reviewed_by: Vec<Person>,
    /// The day of the review.
    #[schema(example = "2026-11-22")]
    pub reviewed_on: Date,
    /// The day by which the next review is due.
    #[schema(example = "2027-11-22")]
    pub next_review_on: Date,
    /// What was reviewed.
    pub kind: ReviewKind,
    /// True for the review that the article shows: none is of a later day, and of the same day none was made after it.
    #[schema(example = true)]
    pub is_current: bool,
    /// When the review was kept.
    pub recorded_at: Moment,
    /// The public part of the key with which it was kept.
    #[schema(pattern = "^[0-9A-Za-z]{7,8}$", example = "8f3d2c1a")]
    pub written_by: String,
    /// What was said with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "Read against the guideline of 2023"
    )]
    pub message: Option<String>,
}
