//! Where every published article is found, for crawlers.

use uuid::Uuid;

use super::{Locale, Moment};

/// The addresses of published articles; where they are too many for one list, the lists that they are in.
#[derive(Clone, Debug)]
pub enum Sitemap {
    Articles(Vec<MappedArticle>),
    Parts(Vec<SitemapPart>),
}

/// A published article on the map.
#[derive(Clone, Debug)]
pub struct MappedArticle {
    pub id: Uuid,
    pub address: String,
    pub updated_at: Moment,
    /// It and its translations by their languages, where there are any.
    pub translations: Vec<(Locale, String)>,
}

/// A list of the addresses that follow an article in the order of ids.
#[derive(Clone, Debug)]
pub struct SitemapPart {
    /// The article before the first of the list; the nil UUID comes before all.
    pub after: Uuid,
    /// When one of its articles changed last.
    pub updated_at: Moment,
}
