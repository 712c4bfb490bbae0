//! Which names of a library lead anywhere: an article with none that does is new, and nothing more is asked about it.

use std::collections::HashSet;

use crate::content::{AuthoredArticle, Locale, Slug};
use crate::error::Result;
use crate::store::database::Session;
use crate::store::writing::Edit;

/// Of how many articles the names are asked together.
pub(super) const AT_ONCE: usize = 64;

/// The names at which something is, was, or is drafted: of the articles that are gone through next, and of all that this run
/// has taken.
#[derive(Default)]
pub(super) struct MetNames(HashSet<(Locale, Slug)>);

impl MetNames {
    /// Asks for the names of some articles.
    pub(super) async fn ask(
        &mut self,
        session: &mut Session,
        articles: &[&AuthoredArticle],
    ) -> Result<()> {
        let names = articles.iter().flat_map(|article| {
            let locale = &article.draft.locale;
            let names = article.names();
            names.map(move |slug| [locale.as_str().into(), slug.as_str().into()])
        });
        let rows = session
            .all_about(
                "SELECT named.column1 AS locale, named.column2 AS slug FROM",
                names.collect(),
                "named
                 WHERE EXISTS (SELECT 1 FROM article a WHERE a.locale = named.column1 AND a.slug = named.column2)
                    OR EXISTS (
                        SELECT 1 FROM previous_slug p WHERE p.locale = named.column1 AND p.slug = named.column2
                    )
                    OR EXISTS (
                        SELECT 1
                        FROM claimed_name c
                        WHERE c.locale = named.column1 AND c.name = named.column2 AND c.kind = 'slug'
                    )
                    OR EXISTS (
                        SELECT 1 FROM removed_article r WHERE r.slug = named.column2 AND r.locale = named.column1
                    )",
            )
            .await?;
        for row in rows {
            self.0.insert((row.parsed("locale")?, row.parsed("slug")?));
        }
        Ok(())
    }

    /// Remembers the names that an edit takes.
    pub(super) fn take(&mut self, edit: &Edit) {
        let draft = &edit.draft;
        let names = draft.names();
        self.0
            .extend(names.map(|slug| (draft.locale.clone(), slug.clone())));
    }

    /// Whether any name of an article leads anywhere.
    pub(super) fn knows(&self, article: &AuthoredArticle) -> bool {
        let locale = &article.draft.locale;
        let mut names = article.names();
        names.any(|slug| self.0.contains(&(locale.clone(), slug.clone())))
    }
}
