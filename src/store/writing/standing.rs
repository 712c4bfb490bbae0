//! Where an article stands, as a write leaves it.

use uuid::Uuid;

use super::Writing;
use crate::content::{ArticleStanding, Locale, Slug, StandingLinks};
use crate::error::{Error, Result};

/// As much of a text as stands in its standing.
#[derive(serde::Deserialize)]
struct Titled {
    title: String,
}

impl Writing<'_> {
    /// Where an article stands.
    pub(in crate::store) async fn standing(&mut self, id: &str) -> Result<ArticleStanding> {
        let row = self
            .session
            .one(
                "SELECT a.slug, a.locale, a.head_revision, a.published_revision, a.scheduled_revision, a.publish_due_at,
                    a.unpublish_due_at, a.first_published_at, a.published_at, r.body, r.created_at
                 FROM article a
                 JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number = a.head_revision
                 WHERE a.id = $1",
                [id.into()],
            )
            .await?
            .ok_or_else(|| Error::Corrupt(format!("article {id} has no head")))?;
        let (slug, locale): (Slug, Locale) = (row.parsed("slug")?, row.parsed("locale")?);
        let Titled { title } = row.json("body")?;
        Ok(ArticleStanding {
            id: Uuid::parse_str(id)
                .map_err(|error| Error::Corrupt(format!("id of an article: {error}")))?,
            title,
            head_revision: row.revision_number("head_revision")?,
            published_revision: row.optional_revision_number("published_revision")?,
            scheduled_revision: row.optional_revision_number("scheduled_revision")?,
            publish_at: row.optional_moment("publish_due_at")?,
            unpublish_at: row.optional_moment("unpublish_due_at")?,
            first_published_at: row.optional_moment("first_published_at")?,
            published_at: row.optional_moment("published_at")?,
            drafted_at: row.moment("created_at")?,
            links: StandingLinks::of(&slug, &locale, &self.store.addresses),
            slug,
            locale,
        })
    }
}
