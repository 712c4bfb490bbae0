//! Whether the index has the claims of a text as the text makes them.

use super::{Examination, StoredText};
use crate::content::{ArticleDraft, claims_of};
use crate::error::Result;
use crate::store::value::{Row, Value};
use crate::store::writing::claim_row;

/// The columns of a claim after its revision.
const COLUMNS: [&str; 8] = [
    "therapy",
    "condition",
    "strength",
    "certainty",
    "section",
    "heading",
    "block",
    "text",
];

/// What the index says of one claim, by these columns.
type ClaimRow = Vec<Option<String>>;

impl Examination {
    /// The first way in which the stored claims of an article are not those of its text.
    pub(super) async fn fault_of_claims(
        &mut self,
        text: &StoredText,
        body: &str,
    ) -> Result<Option<String>> {
        if text.kind != "article" {
            return Ok(None);
        }
        // One that cannot be read has been named before.
        let Ok(draft) = serde_json::from_str::<ArticleDraft>(body) else {
            return Ok(None);
        };
        let placed = claims_of(&draft);
        let expected: Vec<ClaimRow> = placed
            .iter()
            .map(|placed| {
                claim_row("", 0, 0, placed)
                    .into_iter()
                    .skip(3)
                    .map(word)
                    .collect()
            })
            .collect();
        let stored = self.claim_rows(text).await?;
        Ok(difference(&expected, &stored))
    }

    async fn claim_rows(&mut self, text: &StoredText) -> Result<Vec<ClaimRow>> {
        let rows = sqlx::query(
            "SELECT c.therapy, c.condition, c.strength, c.certainty, c.section, c.heading, c.block, c.text
             FROM claim c
             WHERE c.article_id = $1 AND c.revision = $2
             ORDER BY c.position",
        )
        .bind(&text.owner)
        .bind(text.revision)
        .fetch_all(&mut self.connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let row = Row::Sqlite(row);
                COLUMNS
                    .iter()
                    .map(|column| row.optional_text(column))
                    .collect()
            })
            .collect()
    }

    /// Claims of revisions that nobody is shown.
    pub(super) async fn stray_claims(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query(
            "SELECT DISTINCT c.article_id, c.revision
             FROM claim c
             WHERE NOT EXISTS (
                SELECT 1 FROM article a
                WHERE a.id = c.article_id
                    AND c.revision IN (a.head_revision, a.published_revision, a.scheduled_revision))
             ORDER BY c.article_id, c.revision",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let row = Row::Sqlite(row);
                let (id, revision) = (row.text("article_id")?, row.integer("revision")?);
                Ok(format!(
                    "the index has claims of revision {revision} of the article `{id}`, which nobody is shown"
                ))
            })
            .collect()
    }
}

fn word(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        Value::Integer(_) | Value::Bytes(_) | Value::Null => None,
    }
}

fn difference(expected: &[ClaimRow], stored: &[ClaimRow]) -> Option<String> {
    let block = |row: &ClaimRow| row.get(6).cloned().flatten().unwrap_or_default();
    let missing = expected.iter().find(|row| !stored.contains(row));
    let surplus = stored.iter().find(|row| !expected.contains(row));
    match (missing, surplus) {
        (Some(row), _) => Some(format!("the index lacks the claim of `{}`", block(row))),
        (None, Some(row)) => Some(format!(
            "the index has a claim of `{}`, which the text does not make",
            block(row)
        )),
        (None, None) if expected != stored => {
            Some("the index has its claims in another order or number".to_owned())
        }
        (None, None) => None,
    }
}
