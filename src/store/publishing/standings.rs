//! Where articles stand: one after an act, and the list of all that are not simply public.

use super::Stood;
use crate::content::{ArticleStanding, State};
use crate::error::Result;
use crate::store::Store;
use crate::store::page::{Page, Slice};
use crate::store::value::Value;
use crate::store::writing::{Writing, standing_of};

impl Store {
    /// What is not published, or newer than what is, or scheduled; what was drafted last comes first.
    pub async fn drafts(&self, page: &Page) -> Result<Slice<ArticleStanding>> {
        let [drafted_at, id]: [Value; 2] = match &page.cursor {
            Some(cursor) => [cursor.part(0).into(), cursor.part(1).into()],
            None => ["~".into(), "~".into()],
        };
        let rows = self
            .db
            .all(
                "SELECT s.id, s.slug, s.locale, s.head_revision, s.published_revision, s.scheduled_revision,
                    s.publish_due_at, s.unpublish_due_at, s.first_published_at, s.published_at, s.drafted_at, s.head
                 FROM article_standing s
                 WHERE (s.published_revision IS NULL OR s.published_revision <> s.head_revision
                        OR s.scheduled_revision IS NOT NULL OR s.unpublish_due_at IS NOT NULL)
                    AND (s.drafted_at, s.id) < ($1, $2)
                 ORDER BY s.drafted_at DESC, s.id DESC
                 LIMIT $3",
                [drafted_at, id, page.size.and_one().into()],
            )
            .await?;
        let standings = rows.iter().map(|row| standing_of(row, &self.addresses));
        let key = |last: &ArticleStanding| vec![last.drafted_at.to_string(), last.id.to_string()];
        Ok(Slice::cut(
            standings.collect::<Result<_>>()?,
            page,
            Self::DRAFTS,
            key,
        ))
    }

    /// The list of drafts, to which its cursors are bound.
    pub const DRAFTS: &'static str = "drafts";
}

impl Writing<'_> {
    /// Ends a write with where its article stands then.
    pub(super) async fn stand(mut self, id: &str) -> Result<Stood> {
        let standing = self.standing(id).await?;
        let row = self
            .session
            .one(
                "SELECT s.head FROM article_standing s WHERE s.id = $1",
                [id.into()],
            )
            .await?;
        let head = row.map_or(Ok(String::new()), |row| row.text("head"))?;
        let state = State::of(standing.head_revision, &head);
        self.finish().await?;
        Ok((standing, state))
    }
}
