//! The article as its author gives it: what a revision stores, and what a published article is built from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Anchor, Block, CallToAction, Hero, Locale, Moment, ReferenceKey, ReviewKind, Section,
    SimpleBlock, Slug,
};

/// Everything that the author of an article decides. Numbers of references, titles of mentions and formatted references
/// are not in it, because they follow from it and from what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ArticleDraft {
    /// The name in the article's address, unique in its locale. Left out when a draft is sent, that of the address. Another
    /// one renames the article when the draft is published.
    #[schema(value_type = String, required = false, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in. Left out when a draft is sent, that of the article, or the default.
    #[schema(required = false)]
    pub locale: Locale,
    /// Slugs at which the article was found before.
    #[serde(default)]
    pub previous_slugs: Vec<Slug>,
    /// The slug of the article in the default locale that this one translates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation_of: Option<Slug>,
    /// The title, in plain text.
    #[schema(
        min_length = 1,
        max_length = 1000,
        example = "Can massage help with sciatica?"
    )]
    pub title: String,
    /// What the article says, in a sentence or two of plain text.
    #[schema(
        min_length = 1,
        max_length = 10_000,
        example = "Massage may ease the back pain and tension that often come with sciatica. Whether it helps the nerve pain itself is not known."
    )]
    pub summary: String,
    /// The picture at the head of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hero: Option<Hero>,
    /// What stands before the first heading.
    #[serde(default)]
    pub introduction: Vec<Block>,
    /// The parts under headings, in order.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// What the article is not: advice for one person.
    #[serde(default)]
    pub disclaimer: Vec<SimpleBlock>,
    /// What a reader may do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_to_action: Option<CallToAction>,
    /// Words that describe the subject.
    #[serde(default)]
    #[schema(example = json!(["sciatica", "massage"]))]
    pub keywords: Vec<String>,
    /// Who wrote it, as slugs of people.
    #[serde(default)]
    pub authors: Vec<Slug>,
    /// Conditions beyond those that the text names.
    #[serde(default)]
    pub conditions: Vec<Slug>,
    /// Therapies beyond those that the text names.
    #[serde(default)]
    pub therapies: Vec<Slug>,
    /// Further reading, beyond what the text cites.
    #[serde(default)]
    pub references: Vec<ReferenceKey>,
    /// The last review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewDraft>,
    /// When it is to become public. A draft does not by itself: `publish` names the moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_at: Option<Moment>,
    /// When it is to be public no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpublish_at: Option<Moment>,
    /// When it was first published, if that was elsewhere and before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_published_at: Option<Moment>,
    /// Warnings that the author accepts.
    #[serde(default)]
    pub accept: Vec<AcceptedWarning>,
    /// The ids that the author wrote; the others follow from what was written before. An id that is sent and that the
    /// article did not have is one of them.
    #[serde(default)]
    pub written_ids: Vec<Anchor>,
}

impl ArticleDraft {
    /// The slugs by which its article may be known: its own, and its previous ones.
    pub fn names(&self) -> impl Iterator<Item = &Slug> {
        [&self.slug].into_iter().chain(&self.previous_slugs)
    }

    /// True at a moment at which the front matter wants the article published.
    pub fn is_due(&self, at: Moment) -> bool {
        self.publish_at.is_none_or(|publish_at| publish_at <= at)
            && self
                .unpublish_at
                .is_none_or(|unpublish_at| at < unpublish_at)
    }
}

/// A review as its author gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReviewDraft {
    /// Who reviewed it, as slugs of people.
    #[schema(min_items = 1)]
    pub by: Vec<Slug>,
    /// The day of the review.
    #[schema(example = "2026-11-22")]
    pub on: Date,
    /// The day by which the next review is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2027-11-22")]
    pub next: Option<Date>,
    /// What was reviewed.
    pub kind: ReviewKind,
}

/// A warning that an author accepts, and why. It is not found any more, also where a setting lets it stop publications. What
/// is an error by itself cannot be accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AcceptedWarning {
    /// The code of the warning.
    #[schema(pattern = "^[A-Z][A-Z0-9]{0,10}[0-9]$", example = "REV002")]
    pub code: String,
    /// Why it is accepted, in plain text.
    #[schema(
        min_length = 1,
        max_length = 1000,
        example = "The review is under way."
    )]
    pub reason: String,
    /// The block that the warning is about; without it, the whole article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<Anchor>,
}
