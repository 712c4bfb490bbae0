//! What readers saw, and since when: a row for each write that changed it.

use super::Writing;
use crate::content::{Kind, Moment};
use crate::error::Result;

impl Writing<'_> {
    /// The moment from which readers see this write: never before the write that they saw last, so that what they saw at a
    /// moment is one state of the content also when the clock has been set back.
    pub(super) async fn seen_at(&mut self) -> Result<Moment> {
        if let Some(seen_at) = self.seen_at {
            return Ok(seen_at);
        }
        let row = self
            .session
            .one("SELECT max(p.at) AS at FROM publication p", [])
            .await?;
        let last = row.map(|row| row.optional_moment("at")).transpose()?;
        let seen_at = last.flatten().map_or(self.at, |last| last.max(self.at));
        self.seen_at = Some(seen_at);
        Ok(seen_at)
    }

    /// Remembers what readers see of an article from this write on, as its row has it.
    pub(super) async fn remember_article(&mut self, id: &str) -> Result<()> {
        let (number, seen_at) = (self.number(), self.seen_at().await?);
        self.session
            .execute(
                "INSERT INTO publication (
                    kind, owner, version, at, revision, locale, slug, translation_group, reviewed_revision, review, summary,
                    first_published_at, published_at, updated_at
                 )
                 SELECT 'article', a.id, $2, $3, a.published_revision, a.locale, a.slug, a.translation_group,
                    a.reviewed_revision, a.review, a.summary, a.first_published_at, a.published_at, a.updated_at
                 FROM article a
                 WHERE a.id = $1
                 ON CONFLICT (kind, owner, version) DO UPDATE
                 SET revision = excluded.revision, slug = excluded.slug, translation_group = excluded.translation_group,
                    reviewed_revision = excluded.reviewed_revision, review = excluded.review, summary = excluded.summary,
                    first_published_at = excluded.first_published_at, published_at = excluded.published_at,
                    updated_at = excluded.updated_at",
                [id.into(), number.into(), seen_at.into()],
            )
            .await
    }

    /// Remembers what readers see of an entry from this write on; `None`: nothing any more. The same for an article that
    /// is removed.
    pub(super) async fn remember_entry(
        &mut self,
        kind: Kind,
        id: &str,
        revision: Option<i32>,
    ) -> Result<()> {
        let (number, seen_at) = (self.number(), self.seen_at().await?);
        self.session
            .execute(
                "INSERT INTO publication (kind, owner, version, at, revision, notice)
                 VALUES ($1, $2, $3, $4, $5, (SELECT e.notice FROM entry e WHERE e.kind = $1 AND e.id = $2))
                 ON CONFLICT (kind, owner, version) DO UPDATE
                 SET revision = excluded.revision, notice = excluded.notice",
                [
                    kind.as_str().into(),
                    id.into(),
                    number.into(),
                    seen_at.into(),
                    revision.into(),
                ],
            )
            .await
    }
}
