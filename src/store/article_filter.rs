//! Which articles a list shows, and in which order.

use crate::content::{ArticleSort, FacetKind, Locale, Moment, ReferenceKey, Slug, folded_keyword};

/// Which published articles a list shows, and in which order. Filters narrow each other.
#[derive(Clone, Debug, Default)]
pub struct ArticleFilter {
    pub therapy: Option<Slug>,
    pub condition: Option<Slug>,
    pub reference: Option<ReferenceKey>,
    pub author: Option<Slug>,
    pub locale: Option<Locale>,
    pub keyword: Option<String>,
    /// Whose published revision was published at this moment or later.
    pub published_since: Option<Moment>,
    /// Whose published text changed at this moment or later.
    pub updated_since: Option<Moment>,
    pub sort: ArticleSort,
}

impl ArticleFilter {
    /// The list with its filters and its order in one text, to which cursors are bound.
    pub fn question(&self) -> String {
        let since = [
            ("published_since", self.published_since),
            ("updated_since", self.updated_since),
        ];
        let since = since
            .into_iter()
            .filter_map(|(name, at)| Some(format!("{name}={}", at?)));
        let facets = self.facets().into_iter();
        let facets = facets.map(|(kind, value)| format!("{}={value}", kind.as_str()));
        // A value may hold any sign but a control character.
        let parts: Vec<String> = facets
            .chain(since)
            .chain([self.sort.as_str().to_owned()])
            .collect();
        format!("articles?{}", parts.join("\n"))
    }

    /// What an article has to have for the filters that name something.
    pub(super) fn facets(&self) -> Vec<(FacetKind, String)> {
        let given = [
            (
                FacetKind::Reference,
                self.reference.as_ref().map(ToString::to_string),
            ),
            (
                FacetKind::Therapy,
                self.therapy.as_ref().map(ToString::to_string),
            ),
            (
                FacetKind::Condition,
                self.condition.as_ref().map(ToString::to_string),
            ),
            (
                FacetKind::Person,
                self.author.as_ref().map(ToString::to_string),
            ),
            (
                FacetKind::Keyword,
                self.keyword.as_deref().map(folded_keyword),
            ),
            (
                FacetKind::Locale,
                self.locale.as_ref().map(ToString::to_string),
            ),
        ];
        given
            .into_iter()
            .filter_map(|(kind, value)| Some((kind, value?)))
            .collect()
    }

    /// The kind and id of each entry that the filters name.
    pub(super) fn entries(&self) -> Vec<(&'static str, String)> {
        let of_entry = |(kind, value): (FacetKind, String)| match kind {
            FacetKind::Reference
            | FacetKind::Therapy
            | FacetKind::Condition
            | FacetKind::Person => Some((kind.as_str(), value)),
            FacetKind::Keyword | FacetKind::Locale | FacetKind::Word => None,
        };
        self.facets().into_iter().filter_map(of_entry).collect()
    }
}
