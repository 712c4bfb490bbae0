//! Inlines: what stands inside a paragraph, a list item, a caption or a cell.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Href, ReferenceKey, Slug};

/// One piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(TextInline),
    /// Words that lead elsewhere.
    Link(LinkInline),
    /// Words that name a therapy, condition or article of ours.
    Mention(MentionInline),
    /// The place that points at references.
    Citation(CitationInline),
    /// The end of a line that its author set.
    LineBreak(LineBreakInline),
}

/// Words, as one run of one style.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TextInline {
    /// The words, in plain text.
    #[schema(
        example = "The sciatic nerve is formed by several nerve roots that leave the lower spine."
    )]
    pub text: String,
    /// True for strong importance (CommonMark `**`).
    #[schema(example = false)]
    pub strong: bool,
    /// True for stress emphasis (CommonMark `*`).
    #[schema(example = false)]
    pub emphasis: bool,
}

/// Words that lead to a page elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LinkInline {
    /// The words of the link, in plain text.
    #[schema(example = "the trial's full text")]
    pub text: String,
    /// True for strong importance of the link's words.
    #[schema(example = false)]
    pub strong: bool,
    /// True for stress emphasis of the link's words.
    #[schema(example = true)]
    pub emphasis: bool,
    /// Where the link leads.
    pub href: Href,
}

/// Words that name a therapy, condition or article that this API serves. What is named is public: it is at the address
/// of its kind, `/v1/articles/{slug}`, `/v1/therapies/{slug}` or `/v1/conditions/{slug}`. An article in another than the
/// default language takes the `locale` of the text that names it, as `?locale=`. What is not public stands as `text`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MentionInline {
    /// The words of the mention as they stand in the sentence, in plain text.
    #[schema(example = "deep-tissue massage")]
    pub text: String,
    /// True for strong importance of the mention's words.
    #[schema(example = false)]
    pub strong: bool,
    /// True for stress emphasis of the mention's words.
    #[schema(example = false)]
    pub emphasis: bool,
    /// What is named.
    pub kind: MentionKind,
    /// The slug of what is named.
    pub slug: Slug,
    /// The title of the article, or the name of the therapy or condition, as it is today.
    // Stored text has none: it is empty until `building` fills it in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(required, example = "Deep-tissue massage")]
    pub title: String,
}

/// What a mention can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "therapy")]
pub enum MentionKind {
    /// An article, at `/v1/articles/{slug}`.
    Article,
    /// A therapy, at `/v1/therapies/{slug}`.
    Therapy,
    /// A condition, at `/v1/conditions/{slug}`.
    Condition,
}

impl MentionKind {
    /// The word that stands for the kind in a seed file and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Therapy => "therapy",
            Self::Condition => "condition",
        }
    }
}

/// The place in the text that points at one or more references of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CitationInline {
    /// The keys of the references, as in the article's `references`.
    #[schema(example = json!(["bell-2008", "yeun-2017"]), min_items = 1)]
    pub references: Vec<ReferenceKey>,
    /// The numbers of the references, in the order of `references`, as the bibliography of the same answer has them.
    // Stored text has none: they are empty, like the label, until `numbering` fills them in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required, example = json!([2, 5]), min_items = 1, minimum = 1, maximum = 100_000)]
    pub numbers: Vec<u32>,
    /// What a page prints for the citation: the numbers, ascending, in square brackets.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schema(required, example = "[2, 5]")]
    pub label: String,
    /// The place inside the source, as its author wrote it. Only a citation of a single reference has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "p. 281")]
    pub locator: Option<String>,
}

/// The end of a line that its author set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LineBreakInline {}
