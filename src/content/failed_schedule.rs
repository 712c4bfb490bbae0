//! What was to happen at a moment and did not.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Finding, Locale, Moment, Slug};

/// A revision that was to become public at a moment and did not, because it was not fit for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FailedSchedule {
    /// The article that it is of.
    pub article: ScheduledArticle,
    /// The number of the revision.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 4)]
    pub revision: i32,
    /// When it was to become public.
    pub due_at: Moment,
    /// When that was tried.
    pub failed_at: Moment,
    /// What stood against it.
    pub findings: Vec<Finding>,
}

/// The article of something that was to happen.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScheduledArticle {
    /// The id of the article (UUIDv7, RFC 9562); it never changes.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The slug at which its draft is found today.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in.
    pub locale: Locale,
    /// The title of the draft, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
}
