//! Where an article stands, as a write leaves it.

use super::Writing;
use crate::content::{Addresses, ArticleStanding, Locale, Slug, StandingLinks};
use crate::error::{Error, Result};
use crate::store::articles::article_id;
use crate::store::value::Row;

/// As much of a text as stands in its standing.
#[derive(serde::Deserialize)]
pub(in crate::store) struct Titled {
    pub(in crate::store) title: String,
}

impl Writing<'_> {
    /// Where an article stands.
    pub(in crate::store) async fn standing(&mut self, id: &str) -> Result<ArticleStanding> {
        let row = self
            .session
            .one(
                "SELECT s.id, s.slug, s.locale, s.head_revision, s.published_revision, s.scheduled_revision,
                    s.publish_due_at, s.unpublish_due_at, s.first_published_at, s.published_at, s.drafted_at, s.head
                 FROM article_standing s
                 WHERE s.id = $1",
                [id.into()],
            )
            .await?
            .ok_or_else(|| Error::Corrupt(format!("article {id} has no head")))?;
        standing_of(&row, &self.store.addresses)
    }
}

/// A row of the view `article_standing`.
pub(in crate::store) fn standing_of(row: &Row, addresses: &Addresses) -> Result<ArticleStanding> {
    let (slug, locale): (Slug, Locale) = (row.parsed("slug")?, row.parsed("locale")?);
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
