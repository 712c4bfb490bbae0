//! Where an article stands between its draft and its readers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Addresses, Locale, Moment, Slug};

/// Where an article stands: which of its revisions is worked on, which is public, and what is to happen when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ArticleStanding {
    /// The id of the article (UUIDv7, RFC 9562); it never changes.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The slug at which the article and its draft are found today.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in.
    pub locale: Locale,
    /// The title of the draft, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// The number of the newest revision: the draft.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 4)]
    pub head_revision: i32,
    /// The number of the revision that readers see, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 3)]
    pub published_revision: Option<i32>,
    /// The number of the revision that becomes public at `publish_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 4)]
    pub scheduled_revision: Option<i32>,
    /// When the scheduled revision becomes public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at: Option<Moment>,
    /// When what is public ceases to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpublish_at: Option<Moment>,
    /// When it was first published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_published_at: Option<Moment>,
    /// When the published revision was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Moment>,
    /// When the newest revision was written.
    pub drafted_at: Moment,
    /// Where its parts are.
    pub links: StandingLinks,
}

/// Addresses of an article for those who write it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StandingLinks {
    /// The draft.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/draft"
    )]
    pub draft: String,
    /// The draft as readers would see it.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/draft/preview"
    )]
    pub preview: String,
    /// Its revisions.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica/revisions"
    )]
    pub revisions: String,
}

impl StandingLinks {
    pub fn of(slug: &Slug, locale: &Locale, addresses: &Addresses) -> Self {
        Self {
            draft: addresses.article(slug, locale, "/draft"),
            preview: addresses.article(slug, locale, "/draft/preview"),
            revisions: addresses.article(slug, locale, "/revisions"),
        }
    }
}
