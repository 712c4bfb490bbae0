//! The index that is searched, kept with what is public: every write that touches an article, therapy or condition indexes
//! it anew.

use std::collections::BTreeSet;

use super::Writing;
use crate::content::Tags;
use crate::error::Result;
use crate::store::search::index;

impl Writing<'_> {
    /// Indexes what this write touched. Articles have the names of what they are about in the index, so other names of a
    /// therapy or condition touch all of them.
    pub(super) async fn keep_search(&mut self) -> Result<()> {
        let mut articles = touched(&self.tags, "article");
        let mut entries = Vec::new();
        for kind in ["therapy", "condition"] {
            for slug in touched(&self.tags, kind) {
                let names = self.searched_names(kind, &slug).await?;
                entries.push((kind, slug, names));
            }
        }
        let owners = entries.iter();
        let owners: Vec<(&str, &str)> = owners.map(|(kind, slug, _)| (*kind, &**slug)).collect();
        index(&mut self.session, &owners).await?;
        for (kind, slug, before) in entries {
            if before != self.searched_names(kind, &slug).await? {
                articles.extend(self.searched_about(kind, &slug).await?);
            }
        }
        let owners: Vec<(&str, &str)> = articles.iter().map(|id| ("article", &**id)).collect();
        index(&mut self.session, &owners).await
    }

    /// The names under which the index has a therapy or condition.
    async fn searched_names(&mut self, kind: &str, slug: &str) -> Result<Option<String>> {
        let row = self
            .session
            .one(
                "SELECT p.names
                 FROM search_page p
                 WHERE p.kind = $1 AND p.owner = $2",
                [kind.into(), slug.into()],
            )
            .await?;
        row.map(|row| row.text("names")).transpose()
    }

    /// The articles that the index has as being about a therapy or condition.
    async fn searched_about(&mut self, kind: &str, slug: &str) -> Result<Vec<String>> {
        let rows = self
            .session
            .all(
                "SELECT p.owner
                 FROM search_facet f
                 CROSS JOIN search_page p
                 WHERE f.kind = $1 AND f.value = $2 AND p.id = f.page AND p.kind = 'article'",
                [kind.into(), slug.into()],
            )
            .await?;
        rows.iter().map(|row| row.text("owner")).collect()
    }
}

/// The ids of the kind that tags name.
fn touched(tags: &Tags, kind: &str) -> BTreeSet<String> {
    let tags = tags.iter().filter_map(|tag| tag.split_once(':'));
    let of_kind = tags.filter(|(touched, _)| *touched == kind);
    of_kind.map(|(_, name)| name.to_owned()).collect()
}
