//! What lists and related articles find public articles by: rows that come and go with what readers see.

use super::Writing;
use crate::content::{ArticleDraft, Facet, Moment, facets_of, title_key};
use crate::error::Result;
use crate::store::value::Value;

/// What writes facets.
pub(in crate::store) const INSERT_FACETS: &str = "INSERT INTO facet (kind, value, number)";

/// Who reviewed a public article beside its text is in its facets like those whom the text names.
pub(in crate::store) const INSERT_REVIEWERS: &str = "INSERT INTO facet (kind, value, number)
     SELECT DISTINCT l.target_kind, l.target, n.number
     FROM link l
     CROSS JOIN listed_article n
     WHERE l.source_kind = 'article' AND l.source = $1 AND l.target_kind = 'person' AND l.position < 0
        AND n.article_id = l.source
     ON CONFLICT DO NOTHING";

/// The row of one facet.
pub(in crate::store) fn facet_row((kind, value): &Facet, number: i64) -> [Value; 3] {
    [kind.as_str().into(), value.as_str().into(), number.into()]
}

impl Writing<'_> {
    /// Lists show an article as this text has it from now on; they do not show it yet, or no longer.
    pub(super) async fn list_article(
        &mut self,
        number: i64,
        draft: &ArticleDraft,
        first_published_at: Moment,
        published_at: Moment,
    ) -> Result<()> {
        self.session
            .execute(
                "INSERT INTO sort_key (number, until, version, first_published_at, published_at, updated_at, title)
                 VALUES ($1, 9223372036854775807, $2, $3, $4, $5, $6)",
                [
                    number.into(),
                    self.number().into(),
                    first_published_at.into(),
                    published_at.into(),
                    self.at.into(),
                    title_key(&draft.title).into(),
                ],
            )
            .await?;
        let facets = facets_of(draft);
        let rows = facets.iter().map(|facet| facet_row(facet, number));
        self.session
            .insert_rows(INSERT_FACETS, rows.collect(), "")
            .await
    }

    /// The lists of those who reviewed a public article beside its text have it, and those of whoever only did before have it
    /// no longer.
    pub(super) async fn list_reviewers(&mut self, id: &str) -> Result<()> {
        self.session
            .execute(
                "DELETE FROM facet
                 WHERE kind = 'person' AND number = (SELECT n.number FROM listed_article n WHERE n.article_id = $1)
                    AND NOT EXISTS (
                        SELECT 1
                        FROM article a
                        CROSS JOIN link l
                        WHERE a.id = $1 AND l.source_kind = 'article' AND l.source = a.id
                            AND l.revision = a.published_revision
                            AND l.target_kind = 'person' AND l.target = facet.value
                    )",
                [id.into()],
            )
            .await?;
        self.session.execute(INSERT_REVIEWERS, [id.into()]).await
    }

    /// Lists show an article no longer. Gives the number that it has in them, if it ever was in one.
    pub(super) async fn unlist_article(&mut self, id: &str) -> Result<Option<i64>> {
        let row = self
            .session
            .one(
                "SELECT n.number FROM listed_article n WHERE n.article_id = $1",
                [id.into()],
            )
            .await?;
        let number = row.map(|row| row.integer("number")).transpose()?;
        if let Some(number) = number {
            self.leave_lists(number).await?;
        }
        Ok(number)
    }

    /// Closes what held until this write; what this write itself had begun never held.
    async fn leave_lists(&mut self, number: i64) -> Result<()> {
        let version = self.number();
        self.session
            .execute(
                "DELETE FROM sort_key
                 WHERE number = $1 AND until = 9223372036854775807 AND version = $2",
                [number.into(), version.into()],
            )
            .await?;
        self.session
            .execute(
                "UPDATE sort_key
                 SET until = $2
                 WHERE number = $1 AND until = 9223372036854775807",
                [number.into(), version.into()],
            )
            .await?;
        self.session
            .execute("DELETE FROM facet WHERE number = $1", [number.into()])
            .await
    }

    /// Gives an article that never was in lists its number in them, which it keeps for ever.
    pub(super) async fn number_in_lists(&mut self, id: &str, draft: &ArticleDraft) -> Result<i64> {
        let number = self.last_listed().await? + 1;
        self.last_listed = Some(number);
        self.session
            .execute(
                "INSERT INTO listed_article (number, article_id, locale)
                 VALUES ($1, $2, $3)",
                [number.into(), id.into(), draft.locale.as_str().into()],
            )
            .await?;
        Ok(number)
    }

    /// The number in lists that was given last.
    async fn last_listed(&mut self) -> Result<i64> {
        if let Some(last) = self.last_listed {
            return Ok(last);
        }
        let row = self
            .session
            .one(
                "SELECT coalesce(max(n.number), 0) AS number FROM listed_article n",
                [],
            )
            .await?;
        row.map_or(Ok(0), |row| row.integer("number"))
    }
}
