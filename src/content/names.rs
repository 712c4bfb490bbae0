//! Names of what a text points at, and what is known of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Locale, ReferenceKey, Slug, Surroundings};

/// What a text points at, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub references: BTreeSet<ReferenceKey>,
    pub therapies: BTreeSet<Slug>,
    pub conditions: BTreeSet<Slug>,
    pub people: BTreeSet<Slug>,
    pub articles: BTreeSet<Slug>,
    /// Paths of images in the folder `media`.
    pub images: BTreeSet<String>,
    /// The article that the text translates, and into which locale.
    pub translated: Option<(Slug, Locale)>,
}

/// What is known of names that were asked for.
#[derive(Clone, Debug, Default)]
pub struct FoundNames {
    /// Keys as they are written, also where another spelling was asked for.
    pub references: BTreeMap<ReferenceKey, FoundReference>,
    pub therapies: BTreeSet<Slug>,
    pub conditions: BTreeSet<Slug>,
    pub people: BTreeSet<Slug>,
    pub articles: Vec<FoundArticle>,
    /// By the path that was asked for.
    pub images: BTreeMap<String, FoundImage>,
    /// What of these is public, as it is.
    pub around: Surroundings,
    /// The slug of another article that translates the same into the same locale.
    pub other_translation: Option<Slug>,
}

/// A reference, as far as it matters to who cites it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundReference {
    pub is_retracted: bool,
}

/// An article that a slug leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundArticle {
    /// The slug that was asked for: today's, or an earlier one.
    pub asked: Slug,
    pub today: Slug,
    pub locale: Locale,
    pub is_public: bool,
}

/// An image whose bytes are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundImage {
    /// Where the bytes are served.
    pub address: String,
    pub width: u32,
    pub height: u32,
}
