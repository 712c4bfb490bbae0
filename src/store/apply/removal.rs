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
}

/// A newer draft of a public text.
pub(super) struct LeftDraft {
    pub(super) id: String,
    pub(super) slug: Slug,
    pub(super) locale: Locale,
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
        for (kind, id) in &entries {
            self.refuse_to_remove_what_is_used(*kind, id, &removed)
                .await?;
            self.remove_entry(*kind, id).await?;
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

    /// Lets the public text be the head again. The revision of the draft stays.
    async fn remove_draft(&mut self, draft: LeftDraft) -> Result<()> {
        let LeftDraft { id, slug, locale } = draft;
        let mut change = removal(Kind::Article, slug.to_string(), Some(locale));
        change.publicity = Some(Publicity::Draft);
        self.changes.push(change);
        if self.is_plan() {
            return Ok(());
        }
        for sql in [
            "UPDATE article SET head_revision = published_revision, is_draft = 0 WHERE id = $1",
            "DELETE FROM link
             WHERE source_kind = 'article' AND source = $1
                AND revision <> (SELECT a.head_revision FROM article a WHERE a.id = $1)",
        ] {
            self.session.execute(sql, [id.as_str().into()]).await?;
        }
        self.log(Kind::Article, &id).await
    }

    async fn absent_articles(&mut self) -> Result<Vec<AbsentArticle>> {
        let rows = self
            .session
            .all(
                "SELECT a.id, a.locale, a.slug
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
                absent.push(AbsentArticle { id, locale, slug });
            }
        }
        Ok(absent)
    }

    async fn absent_entries(&mut self, library: &Library) -> Result<Vec<(Kind, String)>> {
        let mut absent = Vec::new();
        for (kind, known) in names_of(library) {
            let rows = self
                .session
                .all(
                    "SELECT e.id
                     FROM entry e
                     WHERE e.kind = $1
                     ORDER BY e.id",
                    [kind.as_str().into()],
                )
                .await?;
            for row in rows {
                let id = row.text("id")?;
                if !known.contains(id.as_str()) {
                    absent.push((kind, id));
                }
            }
        }
        Ok(absent)
    }

    /// The paths of images that were in a folder, and whose bytes this one does not have.
    async fn absent_images(&mut self, library: &Library) -> Result<Vec<String>> {
        let rows = self
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
        let AbsentArticle { id, locale, slug } = article;
        self.changes.push(removal(
            Kind::Article,
            slug.to_string(),
            Some(locale.clone()),
        ));
        if self.is_plan() {
            return Ok(());
        }
        self.remember_slugs(article).await?;
        self.touch_removed(id, slug).await?;
        for sql in [
            "DELETE FROM previous_slug WHERE article_id = $1",
            "DELETE FROM link WHERE source_kind = 'article' AND source = $1",
            "DELETE FROM article WHERE id = $1",
        ] {
            self.session.execute(sql, [id.as_str().into()]).await?;
        }
        self.log(Kind::Article, id).await
    }

    /// Keeps the slugs at which a removed article was public, so that links to it can be told that it is gone.
    async fn remember_slugs(&mut self, article: &AbsentArticle) -> Result<()> {
        self.session
            .execute(
                "INSERT INTO removed_article (article_id, locale, slug, removed_at)
                 SELECT a.id, a.locale, a.slug, $2
                 FROM article a
                 WHERE a.id = $1 AND a.first_published_at IS NOT NULL
                 UNION
                 SELECT p.article_id, p.locale, p.slug, $2
                 FROM previous_slug p
                 WHERE p.article_id = $1",
                [article.id.as_str().into(), self.at.into()],
            )
            .await
    }

    async fn remove_entry(&mut self, kind: Kind, id: &str) -> Result<()> {
        self.changes.push(removal(kind, id.to_owned(), None));
        if self.is_plan() {
            return Ok(());
        }
        self.touch_entry(kind, id);
        self.touch_images_of(kind, id).await?;
        for sql in [
            "DELETE FROM link WHERE source_kind = $1 AND source = $2",
            "DELETE FROM entry WHERE kind = $1 AND id = $2",
        ] {
            self.session
                .execute(sql, [kind.as_str().into(), id.into()])
                .await?;
        }
        self.log(kind, id).await
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
