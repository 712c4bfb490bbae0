//! Content that is stored and that the library does not have: it stays, or it is removed. Revisions always stay.

use std::collections::HashSet;

use super::{Absent, Run};
use crate::content::{Action, Change, Kind, Library, Locale, Publicity, Slug};
use crate::error::{Error, Result};

/// An article that the library does not have.
struct AbsentArticle {
    id: String,
    locale: Locale,
    slug: Slug,
    head: i32,
}

/// A newer draft of a public text.
pub(super) struct LeftDraft {
    pub(super) id: String,
    pub(super) slug: Slug,
    pub(super) locale: Locale,
    /// The number of its revision.
    pub(super) head: i32,
}

impl Run<'_> {
    /// Removes what the library does not have, or counts it.
    pub(super) async fn absent(&mut self, library: &Library, absent: Absent) -> Result<usize> {
        let drafts = self.absent_drafts();
        let articles = self.absent_articles().await?;
        let entries = self.absent_entries(library).await?;
        let images = self.absent_images(library).await?;
        if absent == Absent::Keep {
            return Ok(drafts.len() + articles.len() + entries.len() + images.len());
        }
        for draft in drafts {
            self.remove_draft(draft).await?;
        }
        let removed: HashSet<String> = articles.iter().map(|article| article.id.clone()).collect();
        for article in &articles {
            self.remove_article(article).await?;
        }
        for (kind, id, revision) in &entries {
            self.refuse_to_remove_what_is_used(*kind, id, &removed)
                .await?;
            self.remove_entry(*kind, id, *revision).await?;
        }
        for path in images {
            // Its bytes stay for the history; no file and no public text shows them any more.
            self.changes.push(removal(Kind::Image, path, None));
        }
        Ok(0)
    }

    fn absent_drafts(&mut self) -> Vec<LeftDraft> {
        let left = std::mem::take(&mut self.left_drafts).into_iter();
        left.filter(|draft| !self.met_drafts.contains(&draft.id))
            .collect()
    }

    async fn remove_draft(&mut self, draft: LeftDraft) -> Result<()> {
        let LeftDraft {
            id,
            slug,
            locale,
            head,
        } = draft;
        let mut change = removal(Kind::Article, slug.to_string(), Some(locale));
        change.publicity = Some(Publicity::Draft);
        self.changes.push(change);
        if self.is_plan() {
            return Ok(());
        }
        self.writing.remove_draft(&id, head).await
    }

    async fn absent_articles(&mut self) -> Result<Vec<AbsentArticle>> {
        let rows = self
            .writing
            .session
            .all(
                "SELECT a.id, a.locale, a.slug, a.head_revision
                 FROM article a
                 ORDER BY a.locale, a.slug",
                [],
            )
            .await?;
        let mut absent = Vec::new();
        for row in rows {
            let id = row.text("id")?;
            if !self.met_articles.contains(&id) {
                let (locale, slug) = (row.parsed("locale")?, row.parsed("slug")?);
                absent.push(AbsentArticle {
                    id,
                    locale,
                    slug,
                    head: row.revision_number("head_revision")?,
                });
            }
        }
        Ok(absent)
    }

    async fn absent_entries(&mut self, library: &Library) -> Result<Vec<(Kind, String, i32)>> {
        let mut absent = Vec::new();
        for (kind, known) in names_of(library) {
            let rows = self
                .writing
                .session
                .all(
                    "SELECT e.id, e.revision
                     FROM entry e
                     WHERE e.kind = $1
                     ORDER BY e.id",
                    [kind.as_str().into()],
                )
                .await?;
            for row in rows {
                let id = row.text("id")?;
                if !known.contains(id.as_str()) {
                    absent.push((kind, id, row.revision_number("revision")?));
                }
            }
        }
        Ok(absent)
    }

    /// The paths of images that were in a folder, and whose bytes this one does not have.
    async fn absent_images(&mut self, library: &Library) -> Result<Vec<String>> {
        let rows = self
            .writing
            .session
            .all(
                "SELECT f.path, f.sha256
                 FROM seed_file f
                 WHERE f.text IS NULL
                 ORDER BY f.path",
                [],
            )
            .await?;
        let paths: HashSet<&str> = library
            .media
            .iter()
            .map(|file| file.path.as_str())
            .collect();
        let bytes: HashSet<&str> = library
            .media
            .iter()
            .map(|file| file.sha256.as_str())
            .collect();
        let mut absent = Vec::new();
        for row in rows {
            let path = row.text("path")?;
            if !paths.contains(path.as_str()) && !bytes.contains(row.text("sha256")?.as_str()) {
                absent.push(path);
            }
        }
        Ok(absent)
    }

    async fn remove_article(&mut self, article: &AbsentArticle) -> Result<()> {
        let AbsentArticle {
            id,
            locale,
            slug,
            head,
        } = article;
        self.changes.push(removal(
            Kind::Article,
            slug.to_string(),
            Some(locale.clone()),
        ));
        if self.is_plan() {
            return Ok(());
        }
        self.writing.remove_article(id, slug, *head).await
    }

    async fn remove_entry(&mut self, kind: Kind, id: &str, revision: i32) -> Result<()> {
        self.changes.push(removal(kind, id.to_owned(), None));
        if self.is_plan() {
            return Ok(());
        }
        self.writing.remove_entry(kind, id, Some(revision)).await
    }

    /// What stays public must not lose what it rests on. A public text that the library has was checked with it; only an
    /// article that it has as a draft alone can rest on something else.
    async fn refuse_to_remove_what_is_used(
        &mut self,
        kind: Kind,
        id: &str,
        removed_articles: &HashSet<String>,
    ) -> Result<()> {
        let rows = self
            .writing
            .session
            .all(
                "SELECT DISTINCT a.id, a.slug
                 FROM published_article_link l
                 JOIN published_article a ON a.id = l.article_id
                 WHERE l.target_kind = $1 AND l.target = $2
                 ORDER BY a.slug",
                [kind.as_str().into(), id.into()],
            )
            .await?;
        for row in rows {
            let article = row.text("id")?;
            if removed_articles.contains(&article) || self.checked_articles.contains(&article) {
                continue;
            }
            return Err(Error::Conflict(format!(
                "the {} `{id}` is not in the folder, but the published article `{}` rests on it: publish the article \
                 without it first, or put it back",
                kind.as_str(),
                row.text("slug")?
            )));
        }
        Ok(())
    }
}

fn removal(kind: Kind, name: String, locale: Option<Locale>) -> Change {
    Change {
        action: Action::Remove,
        kind,
        name,
        locale,
        file: None,
        revision: None,
        publicity: None,
        differences: Vec::new(),
    }
}

/// The kinds of entries in an order in which they can be removed, with the names that a library has of each.
fn names_of(library: &Library) -> [(Kind, HashSet<&str>); 4] {
    let therapies = library.therapies.iter();
    let conditions = library.conditions.iter();
    let people = library.people.iter();
    let references = library.references.iter();
    [
        (
            Kind::Therapy,
            therapies.map(|entry| entry.content.slug.as_str()).collect(),
        ),
        (
            Kind::Condition,
            conditions
                .map(|entry| entry.content.slug.as_str())
                .collect(),
        ),
        (
            Kind::Person,
            people.map(|entry| entry.content.slug.as_str()).collect(),
        ),
        (
            Kind::Reference,
            references.map(|entry| entry.content.key.as_str()).collect(),
        ),
    ]
}
