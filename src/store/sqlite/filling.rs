//! Index rows of what was stored before their table was: the program writes them, as it does for what is new.

use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};

use crate::content::{ArticleDraft, claims_of};
use crate::error::Result;
use crate::store::binding::{bind, placeholders};
use crate::store::writing::{INSERT_CLAIMS, claim_row};

/// True once the table of claims is there.
pub async fn has_claims(connection: &mut SqliteConnection) -> Result<bool> {
    let row =
        sqlx::query("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'claim'")
            .fetch_one(connection)
            .await?;
    Ok(row.try_get::<i64, _>(0)? > 0)
}

/// Writes the claims of every revision that has index rows, one text at a time. A text that cannot be read claims nothing,
/// so that it keeps nobody from opening the database; `sinew doctor` names it.
pub async fn fill_claims(connection: &mut SqliteConnection) -> Result<()> {
    let indexed = sqlx::query(
        "SELECT a.id, r.number
         FROM article a
         CROSS JOIN revision r
         WHERE r.kind = 'article' AND r.owner = a.id
            AND r.number IN (a.head_revision, a.published_revision, a.scheduled_revision)",
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in indexed {
        let (id, revision): (String, i32) = (row.try_get(0)?, row.try_get(1)?);
        let text = sqlx::query(
            "SELECT r.body FROM revision r WHERE r.kind = 'article' AND r.owner = $1 AND r.number = $2",
        )
        .bind(&id)
        .bind(revision)
        .fetch_one(&mut *connection)
        .await?;
        let body: String = text.try_get(0)?;
        let Ok(draft) = serde_json::from_str::<ArticleDraft>(&body) else {
            continue;
        };
        for (position, placed) in (1_i64..).zip(&claims_of(&draft)) {
            let row = claim_row(&id, revision, position, placed);
            let insert = format!("{INSERT_CLAIMS} VALUES {}", placeholders(1, row.len()));
            let insert = sqlx::query(AssertSqlSafe(insert));
            let insert = row.into_iter().fold(insert, bind);
            insert.execute(&mut *connection).await?;
        }
    }
    Ok(())
}
