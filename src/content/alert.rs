//! Alerts: sources that something published rests on and that have a notice, and against what they were looked up.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Anchor, Locale, Moment, NoticeKind, Reference, Slug};

/// A source with a notice, and what published rests on it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceAlert {
    /// The source. Its `notice` is the graver of those in `notices`.
    pub reference: Reference,
    /// Who says what of it: its author, the data, or both.
    #[schema(max_items = 2)]
    pub notices: Vec<AttributedNotice>,
    /// How many published articles cite or list it.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 1)]
    pub article_count: u32,
    /// These articles by slug and language, the first 100; `/v1/references/{key}/articles` has all of them.
    #[schema(max_items = 100)]
    pub articles: Vec<AlertedArticle>,
    /// The therapies whose descriptions cite it, by slug.
    pub therapies: Vec<AlertedTopic>,
    /// The conditions whose descriptions cite it, by slug.
    pub conditions: Vec<AlertedTopic>,
}

/// A notice, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AttributedNotice {
    /// Who says so.
    pub said_by: NoticeSource,
    /// What is said of the source.
    pub kind: NoticeKind,
    /// The day on which its publisher said so.
    #[schema(example = "2024-05-02")]
    pub on: Date,
}

/// Who says that a source has a notice: its `author`, in the bibliography, or the `data` on retractions that was imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "data")]
pub enum NoticeSource {
    /// Who wrote the bibliography.
    Author,
    /// The data that was imported last.
    Data,
}

/// A published article that cites or lists a source with a notice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlertedArticle {
    /// The id of the article (UUIDv7, RFC 9562); it never changes.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The slug at which it is found.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that it is written in.
    pub locale: Locale,
    /// Its title, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// The ids of the blocks and list items that cite the source, in order; empty where it is only further reading.
    pub blocks: Vec<Anchor>,
}

/// A therapy or condition whose description cites a source with a notice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlertedTopic {
    /// The slug at which it is found.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "deep-tissue-massage")]
    pub slug: Slug,
    /// Its name.
    #[schema(example = "Deep tissue massage")]
    pub name: String,
    /// The ids of the blocks and list items that cite the source, in order.
    pub blocks: Vec<Anchor>,
}

/// The data on retractions against which references are looked up, or that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RetractionData {
    /// No data was imported.
    Unchecked(UncheckedRetractions),
    /// Data was imported.
    Imported(ImportedRetractions),
}

/// No data on retractions was imported: nothing is known but what the authors of bibliographies wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UncheckedRetractions {
    /// The same in words, for a person.
    #[schema(example = "Unchecked: no data on retractions was imported.")]
    pub statement: String,
}

/// The data on retractions that was imported last. References are looked up in it by DOI and PubMed id; one that has
/// neither cannot be found in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportedRetractions {
    /// What can be said of a source without a notice, in words, for a person.
    #[schema(
        example = "A source that is not listed has no notice in the data of 2026-11-20, or it has no DOI and no PubMed id."
    )]
    pub statement: String,
    /// The day of the data.
    #[schema(example = "2026-11-20")]
    pub dated_on: Date,
    /// The SHA-256 of the file that was imported, in hexadecimal.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "9cff41996068a2e8664902ceed147545fb17d212990b79e8bfec8469f37b4a5e"
    )]
    pub sha256: String,
    /// When it was imported.
    pub imported_at: Moment,
    /// How many rows it has.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 68_869)]
    pub rows: u32,
    /// How many of them name no paper by DOI or PubMed id, or could not be read.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 75)]
    pub unused_rows: u32,
}

impl UncheckedRetractions {
    pub fn new() -> Self {
        Self {
            statement: "Unchecked: no data on retractions was imported.".to_owned(),
        }
    }
}

impl Default for UncheckedRetractions {
    fn default() -> Self {
        Self::new()
    }
}

impl ImportedRetractions {
    /// True when much has been retracted since.
    pub fn is_old(&self, today: Date) -> bool {
        const YEAR_DAYS: i32 = 365;
        (today - self.dated_on).get_days() > YEAR_DAYS
    }

    /// What may be said of a source that is not found in the data of a day. Never that it was not retracted.
    pub fn statement_of(dated_on: Date) -> String {
        format!(
            "A source that is not listed has no notice in the data of {dated_on}, or it has no DOI and no PubMed id."
        )
    }
}
