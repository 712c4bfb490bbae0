//! Content that is stored and that the library does not have: it stays, or it is removed. Revisions always stay.

use std::collections::HashSet;

use super::absent::{AbsentArticle, AbsentEntry};
use super::{Absent, Run};
use crate::content::{Action, Change, Conflict, Kind, Library, Locale, Publicity, Slug};
use crate::error::{Error, Result};

/// A newer draft of a public text.
pub(super) struct LeftDraft {
    pub(super) id: String,
    pub(super) slug: Slug,
    pub(super) locale: Locale,
    /// The number of its revision.
    pub(super) head: i32,
    /// Whether it was written over HTTP, and is in no folder.
    pub(super) is_unseen: bool,
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
        for entry in &entries {
            self.refuse_to_remove_what_is_used(entry.kind, &entry.id, &removed)
                .await?;
            self.remove_entry(entry).await?;
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
            is_unseen,
        } = draft;
        let mut change = removal(Kind::Article, slug.to_string(), Some(locale));
        change.publicity = Some(Publicity::Draft);
        if is_unseen {
            self.conflict(lost(&change, head), &id).await?;
        }
        self.changes.push(change);
        if self.is_plan() {
            return Ok(());
        }
        self.writing.remove_draft(&id, head).await?;
        self.see_article(&id).await
    }

    async fn remove_article(&mut self, article: &AbsentArticle) -> Result<()> {
        let AbsentArticle {
            id,
            locale,
            slug,
            head,
            is_unseen,
        } = article;
        let change = removal(Kind::Article, slug.to_string(), Some(locale.clone()));
        if *is_unseen {
            self.conflict(lost(&change, *head), id).await?;
        }
        self.changes.push(change);
        if self.is_plan() {
            return Ok(());
        }
        self.writing.remove_article(id, slug, *head).await
    }

    async fn remove_entry(&mut self, entry: &AbsentEntry) -> Result<()> {
        let AbsentEntry {
            kind,
            id,
            revision,
            is_unseen,
        } = entry;
        let change = removal(*kind, id.clone(), None);
        if *is_unseen {
            self.conflict(lost(&change, *revision), id).await?;
        }
        self.changes.push(change);
        if self.is_plan() {
            return Ok(());
        }
        self.writing.remove_entry(*kind, id, Some(*revision)).await
    }

    /// What stays public must not lose what it rests on. A public text that the library has was checked with it; only an
    /// article that it has as a draft alone, or that somebody reviewed over HTTP, can rest on something else.
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
                "SELECT a.id, a.slug, min(l.position) AS position
                 FROM published_article_link l
                 JOIN published_article a ON a.id = l.article_id
                 WHERE l.target_kind = $1 AND l.target = $2
                 GROUP BY a.id, a.slug
                 ORDER BY a.slug",
                [kind.as_str().into(), id.into()],
            )
            .await?;
        for row in rows {
            let article = row.text("id")?;
            let is_beside_text = row.integer("position")? < 0;
            let is_checked = self.checked_articles.contains(&article) && !is_beside_text;
            if removed_articles.contains(&article) || is_checked {
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

/// The conflict that a removal would be.
fn lost(change: &Change, revision: i32) -> Conflict {
    Conflict {
        kind: change.kind,
        name: change.name.clone(),
        locale: change.locale.clone(),
        file: None,
        revision: Some(revision),
        written_by: String::new(),
    }
}
