//! Index rows of what was stored before their table was: the program writes them, as it does for what is new.

use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};

use crate::content::{ArticleDraft, claims_of, facets_of, title_key};
use crate::error::Result;
use crate::store::binding::{bind, placeholders};
use crate::store::value::Value;
use crate::store::writing::{INSERT_CLAIMS, INSERT_FACETS, INSERT_REVIEWERS, claim_row, facet_row};

/// The tables that the program fills when a migration has made them.
const FILLED: [&str; 2] = ["claim", "facet"];

/// Which of them are not there yet.
pub async fn tables_to_come(connection: &mut SqliteConnection) -> Result<Vec<&'static str>> {
    let rows = sqlx::query("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(connection)
        .await?;
    let there = rows
        .iter()
        .map(|row| row.try_get(0))
        .collect::<std::result::Result<Vec<String>, _>>()?;
    let is_to_come = |name: &&str| !there.iter().any(|known| known == name);
    Ok(FILLED.into_iter().filter(is_to_come).collect())
}

/// Fills them, now that they are there.
pub async fn fill(connection: &mut SqliteConnection, tables: &[&str]) -> Result<()> {
    if tables.contains(&"claim") {
        fill_claims(connection).await?;
    }
    if tables.contains(&"facet") {
        fill_lists(connection).await?;
    }
    Ok(())
}

/// Writes the claims of every revision that has index rows, one text at a time. A text that cannot be read claims nothing,
/// so that it keeps nobody from opening the database; `sinew doctor` names it.
async fn fill_claims(connection: &mut SqliteConnection) -> Result<()> {
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
        let Some(draft) = draft_of(connection, &id, revision).await? else {
            continue;
        };
        for (position, placed) in (1_i64..).zip(&claims_of(&draft)) {
            let row = claim_row(&id, revision, position, placed);
            insert(connection, INSERT_CLAIMS, row).await?;
        }
    }
    Ok(())
}

/// Lists every public article, in the order of their first publications. A text that cannot be read has no facets, and comes
/// first by its title.
async fn fill_lists(connection: &mut SqliteConnection) -> Result<()> {
    for sql in [
        "INSERT INTO listed_article (number, article_id, locale)
         SELECT row_number() OVER (ORDER BY a.first_published_at, a.id), a.id, a.locale
         FROM article a
         WHERE a.published_revision IS NOT NULL",
        "INSERT INTO sort_key (number, until, version, first_published_at, published_at, updated_at, title)
         SELECT n.number, 9223372036854775807, v.version, a.first_published_at, a.published_at, a.updated_at, ''
         FROM listed_article n
         CROSS JOIN article a
         CROSS JOIN content_version v
         WHERE a.id = n.article_id",
    ] {
        sqlx::query(sql).execute(&mut *connection).await?;
    }
    let listed = sqlx::query(
        "SELECT n.number, a.id, a.published_revision
         FROM listed_article n
         CROSS JOIN article a
         WHERE a.id = n.article_id",
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in listed {
        let (number, id, revision): (i64, String, i32) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        if let Some(draft) = draft_of(connection, &id, revision).await? {
            fill_facets(connection, &id, number, &draft).await?;
        }
    }
    Ok(())
}

/// By what lists find one public article.
async fn fill_facets(
    connection: &mut SqliteConnection,
    id: &str,
    number: i64,
    draft: &ArticleDraft,
) -> Result<()> {
    sqlx::query("UPDATE sort_key SET title = $2 WHERE number = $1")
        .bind(number)
        .bind(title_key(&draft.title))
        .execute(&mut *connection)
        .await?;
    for facet in &facets_of(draft) {
        insert(connection, INSERT_FACETS, facet_row(facet, number)).await?;
    }
    sqlx::query(INSERT_REVIEWERS)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// The text of a revision, if it can be read.
async fn draft_of(
    connection: &mut SqliteConnection,
    id: &str,
    revision: i32,
) -> Result<Option<ArticleDraft>> {
    let text = sqlx::query(
        "SELECT r.body FROM revision r WHERE r.kind = 'article' AND r.owner = $1 AND r.number = $2",
    )
    .bind(id)
    .bind(revision)
    .fetch_one(connection)
    .await?;
    let body: String = text.try_get(0)?;
    Ok(serde_json::from_str(&body).ok())
}

async fn insert<const N: usize>(
    connection: &mut SqliteConnection,
    statement: &str,
    row: [Value; N],
) -> Result<()> {
    let insert = format!("{statement} VALUES {}", placeholders(1, N));
    let insert = sqlx::query(AssertSqlSafe(insert));
    row.into_iter()
        .fold(insert, bind)
        .execute(connection)
        .await?;
    Ok(())
}
