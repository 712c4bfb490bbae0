//! The orders that lists of articles can have.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::InvalidValue;

/// The order of a list of articles.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ArticleSort {
    /// What was first published last comes first: an edit does not move an article.
    #[default]
    FirstPublishedAtDesc,
    /// What was first published first comes first.
    FirstPublishedAtAsc,
    /// The revision that was published last comes first.
    PublishedAtDesc,
    /// The revision that was published first comes first.
    PublishedAtAsc,
    /// The text that changed last comes first.
    UpdatedAtDesc,
    /// The text that has not changed for longest comes first.
    UpdatedAtAsc,
    /// By title, without case and diacritics.
    TitleAsc,
    /// By title, the last letters first.
    TitleDesc,
}

impl ArticleSort {
    /// Every order with the word that a query writes for it.
    pub const ALL: [(&'static str, Self); 8] = [
        ("first_published_at_desc", Self::FirstPublishedAtDesc),
        ("first_published_at_asc", Self::FirstPublishedAtAsc),
        ("published_at_desc", Self::PublishedAtDesc),
        ("published_at_asc", Self::PublishedAtAsc),
        ("updated_at_desc", Self::UpdatedAtDesc),
        ("updated_at_asc", Self::UpdatedAtAsc),
        ("title_asc", Self::TitleAsc),
        ("title_desc", Self::TitleDesc),
    ];

    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let known = Self::ALL.into_iter().find(|(word, _)| *word == text);
        let words = || Self::ALL.map(|(word, _)| word).join(", ");
        known
            .map(|(_, sort)| sort)
            .ok_or_else(|| InvalidValue::new(format!("one of {}", words()), text))
    }

    /// True when what is greatest comes first.
    pub fn is_descending(self) -> bool {
        match self {
            Self::FirstPublishedAtDesc
            | Self::PublishedAtDesc
            | Self::UpdatedAtDesc
            | Self::TitleDesc => true,
            Self::FirstPublishedAtAsc
            | Self::PublishedAtAsc
            | Self::UpdatedAtAsc
            | Self::TitleAsc => false,
        }
    }

    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.into_iter().find(|(_, sort)| *sort == self);
        known.map_or("", |(word, _)| word)
    }
}
