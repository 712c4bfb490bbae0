//! The migrations, in their order, and how a database is brought up to date by them.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, Connection, Row as _, SqlSafeStr, SqliteConnection};

use super::{APPLICATION_ID, OPTIMIZE, filling};
use crate::error::Result;

/// Number, name and text of each migration.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (
        1,
        "content",
        include_str!("../../../migrations/sqlite/0001_content.sql"),
    ),
    (
        2,
        "seed files",
        include_str!("../../../migrations/sqlite/0002_seed_files.sql"),
    ),
    (
        3,
        "freshness",
        include_str!("../../../migrations/sqlite/0003_freshness.sql"),
    ),
    (
        4,
        "keys",
        include_str!("../../../migrations/sqlite/0004_keys.sql"),
    ),
    (
        5,
        "writing",
        include_str!("../../../migrations/sqlite/0005_writing.sql"),
    ),
    (
        6,
        "claims",
        include_str!("../../../migrations/sqlite/0006_claims.sql"),
    ),
    (
        7,
        "reviews",
        include_str!("../../../migrations/sqlite/0007_reviews.sql"),
    ),
    (
        8,
        "retractions",
        include_str!("../../../migrations/sqlite/0008_retractions.sql"),
    ),
    (
        9,
        "topic names",
        include_str!("../../../migrations/sqlite/0009_topic_names.sql"),
    ),
    (
        10,
        "paper events",
        include_str!("../../../migrations/sqlite/0010_paper_events.sql"),
    ),
    (
        11,
        "lists",
        include_str!("../../../migrations/sqlite/0011_lists.sql"),
    ),
    (
        12,
        "search",
        include_str!("../../../migrations/sqlite/0012_search.sql"),
    ),
    (
        13,
        "feeds",
        include_str!("../../../migrations/sqlite/0013_feeds.sql"),
    ),
    (
        14,
        "sync",
        include_str!("../../../migrations/sqlite/0014_sync.sql"),
    ),
    (
        15,
        "built articles",
        include_str!("../../../migrations/sqlite/0015_built_articles.sql"),
    ),
    (
        16,
        "search order",
        include_str!("../../../migrations/sqlite/0016_search_order.sql"),
    ),
    (
        17,
        "search memory",
        include_str!("../../../migrations/sqlite/0017_search_memory.sql"),
    ),
    (
        18,
        "change log order",
        include_str!("../../../migrations/sqlite/0018_change_log_order.sql"),
    ),
];

/// The number of the newest migration.
pub fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |(number, _, _)| *number)
}

/// Brings the tables up to date. Of two programs that start at once, one waits for the other; a database that is up to date is
/// not written to, so that it can be opened while another program writes.
pub async fn bring_up_to_date(connection: &mut SqliteConnection) -> Result<()> {
    if is_up_to_date(connection).await {
        return Ok(());
    }
    let mut transaction = connection.begin_with("BEGIN EXCLUSIVE").await?;
    let mark = AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}"));
    sqlx::query(mark).execute(&mut *transaction).await?;
    let to_fill = filling::tables_to_come(&mut transaction).await?;
    migrator().run(&mut *transaction).await?;
    filling::fill(&mut transaction, &to_fill).await?;
    transaction.commit().await?;
    sqlx::query(OPTIMIZE).execute(connection).await?;
    Ok(())
}

/// Whether exactly the migrations of this program have been applied, with the text that they have here.
async fn is_up_to_date(connection: &mut SqliteConnection) -> bool {
    let applied = sqlx::query(
        "SELECT version, checksum
         FROM _sqlx_migrations
         WHERE success
         ORDER BY version",
    )
    .fetch_all(connection)
    .await;
    // The table is not there yet.
    let Ok(applied) = applied else { return false };
    let applied = applied.iter().map(|row| (row.get(0), row.get(1)));
    let known = migrator();
    let known = known
        .iter()
        .map(|known| (known.version, known.checksum.to_vec()));
    applied.eq(known)
}

pub fn migrator() -> Migrator {
    let migration = |&(number, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(
            number,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}
