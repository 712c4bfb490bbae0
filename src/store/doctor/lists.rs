//! Whether lists and related articles find a public text by what it says.

use std::collections::BTreeSet;

use sqlx::sqlite::SqliteRow;

use super::{Examination, StoredText};
use crate::content::{ArticleDraft, facets_of, title_key};
use crate::error::Result;
use crate::store::value::Row;

/// What is stored of a public article, with its title: none when it is in no list.
const LISTED: &str = "SELECT n.number, k.title
     FROM listed_article n
     JOIN sort_key k ON k.number = n.number AND k.until = 9223372036854775807
     WHERE n.article_id = $1";

impl Examination {
    /// The first way in which lists know a public article other than by its text.
    pub(super) async fn fault_of_lists(
        &mut self,
        text: &StoredText,
        body: &str,
    ) -> Result<Option<String>> {
        if text.kind != "article" || !text.is_public {
            return Ok(None);
        }
        // One that cannot be read has been named before.
        let Ok(draft) = serde_json::from_str::<ArticleDraft>(body) else {
            return Ok(None);
        };
        let listed = sqlx::query(LISTED)
            .bind(&text.owner)
            .fetch_optional(&mut self.connection)
            .await?;
        let Some(listed) = listed.map(Row::Sqlite) else {
            return Ok(Some("lists do not have it".to_owned()));
        };
        if listed.text("title")? != title_key(&draft.title) {
            return Ok(Some("lists sort it by another title".to_owned()));
        }
        let mut expected: BTreeSet<(String, String)> = facets_of(&draft)
            .into_iter()
            .map(|(kind, value)| (kind.as_str().to_owned(), value))
            .collect();
        expected.extend(self.reviewers_beside(&text.owner).await?);
        let stored = self.facets_of_number(listed.integer("number")?).await?;
        let missing = expected.difference(&stored).next();
        let surplus = stored.difference(&expected).next();
        Ok(match (missing, surplus) {
            (Some((kind, value)), _) => {
                Some(format!("lists do not find it by the {kind} `{value}`"))
            }
            (None, Some((kind, value))) => Some(format!(
                "lists find it by the {kind} `{value}`, which it does not have"
            )),
            (None, None) => None,
        })
    }

    /// Who reviewed a public article beside its text, as facets.
    async fn reviewers_beside(&mut self, id: &str) -> Result<BTreeSet<(String, String)>> {
        let rows = sqlx::query(
            "SELECT l.target_kind AS kind, l.target AS value
             FROM link l
             WHERE l.source_kind = 'article' AND l.source = $1 AND l.target_kind = 'person' AND l.position < 0",
        )
        .bind(id)
        .fetch_all(&mut self.connection)
        .await?;
        facets_in(rows)
    }

    async fn facets_of_number(&mut self, number: i64) -> Result<BTreeSet<(String, String)>> {
        let rows = sqlx::query("SELECT f.kind, f.value FROM facet f WHERE f.number = $1")
            .bind(number)
            .fetch_all(&mut self.connection)
            .await?;
        facets_in(rows)
    }

    /// Articles that lists have and readers do not see.
    pub(super) async fn strays_in_lists(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query(
            "SELECT n.article_id
             FROM listed_article n
             WHERE (
                    EXISTS (SELECT 1 FROM facet f WHERE f.number = n.number)
                    OR EXISTS (SELECT 1 FROM sort_key k WHERE k.number = n.number AND k.until = 9223372036854775807)
                )
                AND NOT EXISTS (
                    SELECT 1 FROM article a WHERE a.id = n.article_id AND a.published_revision IS NOT NULL)
             ORDER BY n.article_id",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let id = Row::Sqlite(row).text("article_id")?;
                Ok(format!(
                    "lists have the article `{id}`, which is not public"
                ))
            })
            .collect()
    }
}

fn facets_in(rows: Vec<SqliteRow>) -> Result<BTreeSet<(String, String)>> {
    let rows = rows.into_iter().map(Row::Sqlite);
    rows.map(|row| Ok((row.text("kind")?, row.text("value")?)))
        .collect()
}
