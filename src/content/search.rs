//! What is asked of a search and what it answers. How texts are indexed and how excerpts are cut stands below.

mod excerpt;
mod query;
mod searchable;
mod sought;
mod words;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Anchor, ClaimStrength, Locale, Slug};
use crate::error::InvalidValue;

pub use excerpt::{Marked, SearchExcerpt};
pub use query::{SearchQuery, SearchTerm};
pub use searchable::{Searchable, SearchablePart};
pub use sought::Sought;
pub use words::{count_of_words, folded, spellings};

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "article")]
pub enum SearchKind {
    /// An article.
    Article,
    /// A therapy.
    Therapy,
    /// A condition.
    Condition,
}

/// What a search found: hits in the order of their rank, and how many there are of what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchPage {
    /// The query that is answered, as it came.
    #[schema(max_length = 200, example = "massage for sciatca")]
    pub query: String,
    /// Words that nothing has, each with the one like it that was searched for instead. Empty when the query is answered as
    /// it came.
    #[schema(max_items = 32)]
    pub corrected: Vec<SearchCorrection>,
    /// Small words, such as `the`, that were not searched for because the query has others.
    #[schema(max_items = 100, example = json!(["for"]))]
    pub left_out: Vec<String>,
    /// Words that more than half of many pages have: hits need not have them, because other words of the query say more.
    #[schema(max_items = 100, example = json!([]))]
    pub common: Vec<String>,
    /// True when nothing has all the words, and the hits are what has some of them.
    #[schema(example = false)]
    pub is_partial: bool,
    /// How many hits there are on all pages.
    #[schema(minimum = 0, maximum = 1_000_000_000, example = 2)]
    pub total: u32,
    /// The hits of this page, the best first.
    #[schema(max_items = 100)]
    pub items: Vec<SearchHit>,
    /// How many of all hits are of what.
    pub facets: SearchFacets,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsIjIxMDQ0MTMiLCIxMiJd"
    )]
    pub next_cursor: Option<String>,
}

/// A word that nothing has, and the one that was searched for instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SearchCorrection {
    /// The word of the query.
    #[schema(example = "sciatca")]
    pub from: String,
    /// The word that was searched for, in lower case and without diacritics.
    #[schema(example = "sciatica")]
    pub to: String,
}

/// Something that a search found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchKind,
    /// The slug of it.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language of the article; therapies and conditions have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The title of the article, or the name of the therapy or condition, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// The section of the article in which most of the words are; left out when that is its title, its summary or what stands
    /// before the first heading, and for therapies and conditions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<SearchSection>,
    /// What it says about the words of the query: of the section, if one is named.
    #[schema(max_items = 2)]
    pub excerpts: Vec<SearchExcerpt>,
    /// The address of it.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica"
    )]
    pub link: String,
}

/// The section of an article in which the words of a query are.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SearchSection {
    /// The anchor of the section, fit for the fragment of a URL.
    #[schema(value_type = String, pattern = "^[a-z][a-z0-9-]*$", max_length = 120, example = "benefits")]
    pub id: Anchor,
    /// The heading, in plain text.
    #[schema(example = "How massage may help")]
    pub heading: String,
}

/// How many of all hits are of what: the values that narrow the search, those of most hits first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct SearchFacets {
    /// Articles, therapies, conditions.
    #[schema(max_items = 3)]
    pub kinds: Vec<KindCount>,
    /// The conditions that hits name, or are.
    pub conditions: Vec<TopicCount>,
    /// The therapies that hits name, or are.
    pub therapies: Vec<TopicCount>,
    /// How well sources carry what articles claim.
    #[schema(max_items = 5)]
    pub strengths: Vec<StrengthCount>,
}

/// How many hits are of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KindCount {
    /// The kind, as `kind` takes it.
    pub kind: SearchKind,
    /// How many hits are of it.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 2)]
    pub count: u32,
}

/// How many hits name a therapy or condition.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TopicCount {
    /// The slug, as `therapy` or `condition` takes it.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "sciatica")]
    pub slug: Slug,
    /// The name, in plain text.
    #[schema(example = "Sciatica")]
    pub name: String,
    /// How many hits name it.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 2)]
    pub count: u32,
}

/// How many articles claim something of a strength.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StrengthCount {
    /// The strength, as `strength` takes it.
    pub strength: ClaimStrength,
    /// How many hits have a claim of it.
    #[schema(minimum = 1, maximum = 1_000_000_000, example = 1)]
    pub count: u32,
}

/// What the beginning of a query may become.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestionList {
    /// At most ten suggestions, titles and names before headings, short ones first.
    #[schema(max_items = 10)]
    pub items: Vec<Suggestion>,
}

/// A title, name or heading that has the words which have been typed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Suggestion {
    /// The title, the name or the heading, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub text: String,
    /// What it is the title or a name of, or the heading in.
    pub kind: SearchKind,
    /// The slug of that.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language of the article; therapies and conditions have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The anchor of the section whose heading it is; left out for titles and names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[a-z][a-z0-9-]*$", max_length = 120, example = "benefits")]
    pub section: Option<Anchor>,
    /// The address of the article, therapy or condition.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica"
    )]
    pub link: String,
}

impl SearchKind {
    /// Every kind with its word.
    pub const ALL: [(&'static str, Self); 3] = [
        ("article", Self::Article),
        ("therapy", Self::Therapy),
        ("condition", Self::Condition),
    ];

    /// The kind that a word stands for.
    pub fn parse(word: &str) -> Result<Self, InvalidValue> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, kind)| *kind).ok_or_else(|| {
            InvalidValue::new("`article`, `therapy` or `condition`".to_owned(), word)
        })
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Therapy => "therapy",
            Self::Condition => "condition",
        }
    }
}
