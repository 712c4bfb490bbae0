//! Removing: what is found no more. Revisions always stay.

use super::Writing;
use crate::content::{AuditAction, Kind, Slug};
use crate::error::Result;

impl Writing<'_> {
    /// Lets the public text be the head again. The revision of the draft stays.
    pub(in crate::store) async fn remove_draft(&mut self, id: &str, head: i32) -> Result<()> {
        self.session
            .execute(
                "UPDATE article
                 SET head_revision = published_revision, is_draft = 0, scheduled_revision = NULL, publish_due_at = NULL,
                    publish_forced_because = NULL,
                    drafted_at = (
                        SELECT r.created_at
                        FROM revision r
                        WHERE r.kind = 'article' AND r.owner = $1 AND r.number = article.published_revision
                    )
                 WHERE id = $1",
                [id.into()],
            )
            .await?;
        self.delete_old_index_rows(id).await?;
        self.done(AuditAction::Delete, "article", id, (Some(head), None));
        self.log(Kind::Article, id).await
    }

    /// Removes an article. The slugs at which it was public are remembered, so that links to it can be told that it is gone.
    pub(in crate::store) async fn remove_article(
        &mut self,
        id: &str,
        slug: &Slug,
        head: i32,
    ) -> Result<()> {
        self.remember_slugs(id).await?;
        self.touch_removed(id, slug).await?;
        self.unlist_article(id).await?;
        for sql in [
            "DELETE FROM previous_slug WHERE article_id = $1",
            "DELETE FROM link WHERE source_kind = 'article' AND source = $1",
            "DELETE FROM claim WHERE article_id = $1",
            "DELETE FROM article WHERE id = $1",
        ] {
            self.session.execute(sql, [id.into()]).await?;
        }
        self.done(AuditAction::Delete, "article", id, (Some(head), None));
        self.log(Kind::Article, id).await
    }

    async fn remember_slugs(&mut self, id: &str) -> Result<()> {
        let seen_at = self.seen_at().await?;
        self.session
            .execute(
                "INSERT INTO removed_article (article_id, locale, slug, removed_at, http_version)
                 SELECT a.id, a.locale, a.slug, $2, $3
                 FROM article a
                 WHERE a.id = $1 AND a.first_published_at IS NOT NULL
                 UNION
                 SELECT p.article_id, p.locale, p.slug, $2, $3
                 FROM previous_slug p
                 WHERE p.article_id = $1",
                [
                    id.into(),
                    seen_at.into(),
                    self.http_version().unwrap_or(0).into(),
                ],
            )
            .await
    }

    pub(in crate::store) async fn remove_entry(
        &mut self,
        kind: Kind,
        id: &str,
        before: Option<i32>,
    ) -> Result<()> {
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
        if kind == Kind::Reference {
            self.delete_identifiers(id).await?;
        }
        self.delete_topic_names(kind, id).await?;
        self.remember_entry(kind, id, None).await?;
        self.remember_deletion(kind, id).await?;
        self.done(AuditAction::Delete, kind.as_str(), id, (before, None));
        self.log(kind, id).await
    }

    /// Whether an entry was deleted over HTTP, so that no folder brings it back unseen.
    async fn remember_deletion(&mut self, kind: Kind, id: &str) -> Result<()> {
        let Some(http_version) = self.http_version() else {
            return self.forget_deletion(kind, id).await;
        };
        self.session
            .execute(
                "INSERT INTO removed_entry (kind, id, http_version)
                 VALUES ($1, $2, $3)
                 ON CONFLICT (kind, id) DO UPDATE
                 SET http_version = excluded.http_version",
                [kind.as_str().into(), id.into(), http_version.into()],
            )
            .await
    }

    /// A folder knows of it now.
    pub(in crate::store) async fn forget_deletion(&mut self, kind: Kind, id: &str) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM removed_entry WHERE kind = $1 AND id = $2",
                [kind.as_str().into(), id.into()],
            )
            .await
    }
}
