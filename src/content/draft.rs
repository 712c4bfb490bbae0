//! The article as its author gives it: what a revision stores, and what a published article is built from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Anchor, Block, CallToAction, Hero, Locale, Moment, ReferenceKey, ReviewKind, Section,
    SimpleBlock, Slug,
};

/// Everything that the author of an article decides. It is one JSON document in a revision; numbers, titles of mentions
/// and formatted references are not in it, because they follow from it and from what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleDraft {
    pub slug: Slug,
    pub locale: Locale,
    /// Slugs at which the article was found before.
    pub previous_slugs: Vec<Slug>,
    /// The slug of the article in the default locale that this one translates.
    pub translation_of: Option<Slug>,
    pub title: String,
    pub summary: String,
    pub hero: Option<Hero>,
    pub introduction: Vec<Block>,
    pub sections: Vec<Section>,
    pub disclaimer: Vec<SimpleBlock>,
    pub call_to_action: Option<CallToAction>,
    pub keywords: Vec<String>,
    pub authors: Vec<Slug>,
    /// Beyond the conditions that the text names.
    pub conditions: Vec<Slug>,
    /// Beyond the therapies that the text names.
    pub therapies: Vec<Slug>,
    /// Further reading, beyond what the text cites.
    pub references: Vec<ReferenceKey>,
    pub review: Option<ReviewDraft>,
    pub publish_at: Option<Moment>,
    pub unpublish_at: Option<Moment>,
    pub first_published_at: Option<Moment>,
    pub accept: Vec<AcceptedWarning>,
    /// The ids that the author wrote; the others come from alignment.
    pub written_ids: Vec<Anchor>,
}

impl ArticleDraft {
    /// True when a reader of both finds the same words and pictures, whatever else their front matter says.
    pub fn reads_like(&self, other: &Self) -> bool {
        self.title == other.title
            && self.summary == other.summary
            && self.hero == other.hero
            && self.introduction == other.introduction
            && self.sections == other.sections
            && self.disclaimer == other.disclaimer
            && self.call_to_action == other.call_to_action
    }

    /// True at a moment at which the front matter wants the article published.
    pub fn is_due(&self, at: Moment) -> bool {
        self.publish_at.is_none_or(|publish_at| publish_at <= at)
            && self
                .unpublish_at
                .is_none_or(|unpublish_at| at < unpublish_at)
    }
}

/// A review as a seed file gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewDraft {
    pub by: Vec<Slug>,
    pub on: Date,
    pub next: Option<Date>,
    pub kind: ReviewKind,
}

/// A warning that an author accepts, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcceptedWarning {
    pub code: String,
    pub reason: String,
    /// The block that the warning is about; without it, the whole article.
    pub block: Option<Anchor>,
}
