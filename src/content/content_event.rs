//! What is told live of a change.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Locale, PieceKind};

/// One event, as its lines `event`, `id` and `data` have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LiveEvent {
    /// What happened.
    pub event: Happening,
    /// Where who has it stands, as a token of `/v1/sync`.
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyJjOWFkYmYwYiIsIjEiLCIxIiwidGhlcmFweSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiLCIwIiwiMzRjZjdkZTJjZjZkMTUxMSJd"
    )]
    pub id: String,
    /// What it says, as JSON: a `ContentEvent`, or with `reset` a `ResetEvent`.
    #[schema(max_length = 10_000, example = r#"{"sync":"/v1/sync"}"#)]
    pub data: String,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "changed")]
pub enum Happening {
    /// Readers find something otherwise than before, or for the first time.
    Changed,
    /// Readers find something no more.
    Deleted,
    /// What the client had last is not known any more, so it begins anew.
    Reset,
}

impl Happening {
    /// The word by which clients listen for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Reset => "reset",
        }
    }
}

/// What the data of an event `changed` or `deleted` is, as JSON: what readers find otherwise than before, or no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContentEvent {
    /// What it is.
    pub kind: PieceKind,
    /// The `id` of an article, the `slug` of a therapy, condition or person, the `key` of a reference.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: String,
    /// Where readers find it, or found it last; of a reference its key.
    #[schema(example = "massage-for-sciatica")]
    pub slug: String,
    /// The language of an article; left out for what has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The names by which caches find the answers of it and the lists that may have it, as `Cache-Tag` and `Surrogate-Key` have
    /// them. What shows it has events of its own; of several changes at once, the first names the lists of claims of all.
    #[schema(example = json!(["article:019aaafb-6c00-7000-8000-000000000001", "slug:massage-for-sciatica", "list:articles"]))]
    pub cache_tags: Vec<String>,
}

impl ContentEvent {
    pub fn of(kind: PieceKind, id: &str, slug: &str, locale: Option<&Locale>) -> Self {
        let own = format!("{}:{id}", kind.as_str());
        // Where an article is found now, nothing was found before.
        let place = locale.map(|_| format!("slug:{slug}"));
        let list = match kind {
            PieceKind::Article => "list:articles",
            PieceKind::Therapy => "list:therapies",
            PieceKind::Condition => "list:conditions",
            PieceKind::Person => "list:people",
            PieceKind::Reference => "list:references",
        };
        let tags = [own].into_iter().chain(place).chain([list.to_owned()]);
        Self {
            kind,
            id: id.to_owned(),
            slug: slug.to_owned(),
            locale: locale.cloned(),
            cache_tags: tags.collect(),
        }
    }
}

/// What the data of an event `reset` is, as JSON: the events after the one that the client had last cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ResetEvent {
    /// Where everything is to be had anew.
    #[schema(example = "/v1/sync")]
    pub sync: String,
}
