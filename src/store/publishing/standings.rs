//! Where articles stand: one after an act, and the list of all that are not simply public.

use serde::Deserialize;

use super::Stood;
use crate::content::{Addresses, ArticleStanding, StandingLinks, State};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::articles::article_id;
use crate::store::page::{Page, Slice};
use crate::store::value::Row;
use crate::store::writing::Writing;

/// As much of a draft as a list shows.
#[derive(Deserialize)]
pub(super) struct Titled {
    pub(super) title: String,
}

impl Store {
    /// What is not published, or newer than what is, or scheduled; what was drafted last comes first.
    pub async fn drafts(&self, page: &Page) -> Result<Slice<ArticleStanding>> {
        let [drafted_at, id] = page.before();
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
        let standings = rows.iter().map(|row| standing(row, &self.addresses));
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
    pub(in crate::store) async fn stand(mut self, id: &str) -> Result<Stood> {
        let row = self
            .session
            .one(
                "SELECT s.id, s.slug, s.locale, s.head_revision, s.published_revision, s.scheduled_revision,
                    s.publish_due_at, s.unpublish_due_at, s.first_published_at, s.published_at, s.drafted_at, s.head
                 FROM article_standing s
                 WHERE s.id = $1",
                [id.into()],
            )
            .await?;
        let row = row.ok_or_else(|| Error::Corrupt(format!("article {id} has no head")))?;
        let standing = standing(&row, &self.store.addresses)?;
        let state = State::of(standing.head_revision, &row.text("head")?);
        self.finish().await?;
        Ok((standing, state))
    }
}

fn standing(row: &Row, addresses: &Addresses) -> Result<ArticleStanding> {
    let (slug, locale) = (row.parsed("slug")?, row.parsed("locale")?);
    let Titled { title } = row.json("head")?;
    Ok(ArticleStanding {
        id: article_id(row)?,
        links: StandingLinks::of(&slug, &locale, addresses),
        slug,
        locale,
        title,
        head_revision: row.revision_number("head_revision")?,
        published_revision: row.optional_revision_number("published_revision")?,
        scheduled_revision: row.optional_revision_number("scheduled_revision")?,
        publish_at: row.optional_moment("publish_due_at")?,
        unpublish_at: row.optional_moment("unpublish_due_at")?,
        first_published_at: row.optional_moment("first_published_at")?,
        published_at: row.optional_moment("published_at")?,
        drafted_at: row.moment("drafted_at")?,
    })
}
