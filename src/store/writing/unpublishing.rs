//! Unpublishing: readers see an article no longer. Its slugs stay its own.

use super::Writing;
use crate::content::{ArticleDraft, Authored, Kind, Slug, Source};
use crate::error::{Error, Result};

impl Writing<'_> {
    /// Takes an article from its readers; what is not public stays as it is.
    pub(in crate::store) async fn take_from_readers(&mut self, id: &str) -> Result<()> {
        let row = self
            .session
            .one(
                "SELECT a.slug, a.translation_group
                 FROM article a
                 WHERE a.id = $1 AND a.published_revision IS NOT NULL",
                [id.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(()) };
        let slug: Slug = row.parsed("slug")?;
        let group = row.text("translation_group")?;
        self.touch_article(id, std::iter::once(&slug), &[&group]);
        self.touch_previous_slugs(id).await?;
        self.touch_claims(id, None).await?;
        self.touch_images_of(Kind::Article, id).await?;
        self.session
            .execute(
                "UPDATE article
                 SET published_revision = NULL, published_at = NULL, summary = NULL, unpublish_due_at = NULL,
                    updated_at = $2, modified_at = CASE WHEN modified_at > $2 THEN modified_at ELSE $2 END
                 WHERE id = $1",
                [id.into(), self.at.into()],
            )
            .await?;
        self.unlist_article(id).await?;
        self.remember_article(id).await
    }

    /// The slugs at which an article was found before lead elsewhere than they did.
    pub(super) async fn touch_previous_slugs(&mut self, id: &str) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT p.slug
                 FROM previous_slug p
                 WHERE p.article_id = $1",
                [id.into()],
            )
            .await?;
        for row in rows {
            self.tags.add("slug", &row.text("slug")?);
        }
        Ok(())
    }

    /// The text of a revision of an article, with what it came from.
    pub(in crate::store) async fn revision_of(
        &mut self,
        id: &str,
        number: i32,
    ) -> Result<Authored<ArticleDraft>> {
        let row = self
            .session
            .one(
                "SELECT r.body, r.source_path, r.source
                 FROM revision r
                 WHERE r.kind = 'article' AND r.owner = $1 AND r.number = $2",
                [id.into(), number.into()],
            )
            .await?;
        let row = row.ok_or_else(|| Error::Missing {
            what: "revision",
            name: number.to_string(),
        })?;
        Ok(Authored {
            content: row.json("body")?,
            source: Source {
                path: row.text("source_path")?,
                text: row.text("source")?,
            },
        })
    }
}
