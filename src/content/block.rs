//! Blocks: what an introduction and a section are made of. Each is a named member of one closed union.

mod table;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Anchor, Claim, Href, Image, Inline, Slug};

pub use table::{TableBlock, TableCell, TableRow};

/// One block of an article. A page renders it with one `switch` over `type`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph(ParagraphBlock),
    /// Items, bulleted or numbered, or what to do and not to do.
    List(ListBlock),
    /// A picture with its caption.
    Figure(FigureBlock),
    /// What must not be overlooked.
    Callout(CalloutBlock),
    /// Something readers can do themselves.
    Tip(TipBlock),
    /// A term explained.
    Definition(DefinitionBlock),
    /// Somebody's words.
    Quote(QuoteBlock),
    /// Rows and columns.
    Table(TableBlock),
    /// A question and its answer.
    Faq(FaqBlock),
    /// A video elsewhere.
    Video(VideoBlock),
    /// A change of subject.
    Divider(DividerBlock),
}

impl Block {
    /// Its id in the article.
    pub fn id(&self) -> &Anchor {
        match self {
            Self::Paragraph(paragraph) => &paragraph.id,
            Self::List(list) => &list.id,
            Self::Figure(figure) => &figure.id,
            Self::Callout(callout) => &callout.id,
            Self::Tip(tip) => &tip.id,
            Self::Definition(definition) => &definition.id,
            Self::Quote(quote) => &quote.id,
            Self::Table(table) => &table.id,
            Self::Faq(faq) => &faq.id,
            Self::Video(video) => &video.id,
            Self::Divider(divider) => &divider.id,
        }
    }
}

/// One block inside another: the same paragraphs and lists, and nothing that could hold blocks again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SimpleBlock {
    /// Running text.
    Paragraph(ParagraphBlock),
    /// Items.
    List(ListBlock),
}

/// Running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ParagraphBlock {
    /// The id of the paragraph.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "guideline")]
    pub id: Anchor,
    /// The text of the paragraph.
    pub content: Vec<Inline>,
    /// What the paragraph claims, if it is a statement about what helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// Items, bulleted or numbered, or what to do and not to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListBlock {
    /// The id of the list.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "five-benefits")]
    pub id: Anchor,
    /// How the items are marked.
    pub style: ListStyle,
    /// The items in order.
    pub items: Vec<ListItem>,
}

/// How the items of a list are marked: `bulleted`, `numbered` from one, `do` (advice to follow) or `dont` (things to
/// avoid).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "bulleted")]
pub enum ListStyle {
    /// In no order.
    Bulleted,
    /// In order, from one.
    Numbered,
    /// Advice to follow.
    Do,
    /// Things to avoid.
    Dont,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListItem {
    /// The id of the item.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "less-back-pain")]
    pub id: Anchor,
    /// The bold words that lead in, without their colon, in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Less low back pain")]
    pub label: Option<String>,
    /// The text of the item after its label.
    pub content: Vec<Inline>,
    /// Items one level deeper; there is no third level.
    pub items: Vec<NestedItem>,
    /// The therapy that the item is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub therapy: Option<Slug>,
    /// The condition that the item is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "piriformis-syndrome")]
    pub condition: Option<Slug>,
    /// A picture that belongs to the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// What the item claims, if it is a statement about what helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// One item of the second level of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NestedItem {
    /// The text of the nested item.
    pub content: Vec<Inline>,
}

/// A picture with its caption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FigureBlock {
    /// The id of the figure.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "nerve-course")]
    pub id: Anchor,
    /// The picture.
    pub image: Image,
    /// The caption; empty when its author gave none.
    pub caption: Vec<Inline>,
}

/// What must not be overlooked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalloutBlock {
    /// The id of the callout.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "see-a-doctor")]
    pub id: Anchor,
    /// How much it matters.
    pub role: CalloutRole,
    /// The title, in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Call an ambulance or go to A&E now")]
    pub title: Option<String>,
    /// What it says.
    pub body: Vec<SimpleBlock>,
}

/// How much a callout matters: `info` adds, `key_point` sums up, `warning` asks for caution, `emergency` for help now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "emergency")]
pub enum CalloutRole {
    /// Something besides.
    Info,
    /// The point of the text.
    KeyPoint,
    /// Take care.
    Warning,
    /// Get help now.
    Emergency,
}

/// Something readers can do themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TipBlock {
    /// The id of the tip.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "heat-and-cold")]
    pub id: Anchor,
    /// The title of the tip, in plain text.
    #[schema(example = "Heat and cold")]
    pub title: String,
    /// What to do.
    pub body: Vec<SimpleBlock>,
    /// A picture of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
}

/// A term explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DefinitionBlock {
    /// The id of the definition.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "what-is-piriformis-syndrome")]
    pub id: Anchor,
    /// The term, in plain text.
    #[schema(example = "Piriformis syndrome")]
    pub term: String,
    /// What it means.
    pub body: Vec<SimpleBlock>,
    /// The condition that the term names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "piriformis-syndrome")]
    pub condition: Option<Slug>,
}

/// Somebody's words, as they were said or written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuoteBlock {
    /// The id of the quote.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "client-words")]
    pub id: Anchor,
    /// The words.
    pub body: Vec<SimpleBlock>,
    /// Who said or wrote them, in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "A client after four sessions")]
    pub attribution: Option<String>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FaqBlock {
    /// The id of the question.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "worse")]
    pub id: Anchor,
    /// The question, in plain text.
    #[schema(example = "Can massage make sciatica worse?")]
    pub question: String,
    /// The answer.
    pub answer: Vec<SimpleBlock>,
}

/// A video elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VideoBlock {
    /// The id of the video.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "flossing-video")]
    pub id: Anchor,
    /// The page or file of the video.
    #[schema(example = "https://example.org/nerve-flossing")]
    pub url: Href,
    /// What the video shows, in plain text.
    #[schema(example = "Nerve flossing, step by step")]
    pub title: String,
}

/// A change of subject without a heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DividerBlock {
    /// The id of the divider.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "before-the-evidence")]
    pub id: Anchor,
}
