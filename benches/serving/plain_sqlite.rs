//! What writing is compared with: the rows of a database, written into an empty one by SQLite alone.

use std::fs;
use std::path::Path;
use std::time::Instant;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

/// Tables in the order in which they were made, without those that SQLite makes itself. A search index is the rows of the
/// tables behind it.
const TABLES: &str = "SELECT name, sql
     FROM original.sqlite_master
     WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
     ORDER BY rowid";
const INDEXES: &str = "SELECT name, sql
     FROM original.sqlite_master
     WHERE type = 'index' AND sql IS NOT NULL
     ORDER BY rowid";

/// As safe on disk as what Sinew writes: a journal ahead, and the disk waited for.
#[tokio::main(flavor = "current_thread")]
pub async fn seconds_of_copy(original: &Path) -> f64 {
    let copy = original.with_extension("copy");
    let options = SqliteConnectOptions::new()
        .filename(&copy)
        .create_if_missing(true)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-16384");
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let attach = format!("ATTACH DATABASE '{}' AS original", original.display());
    run(&mut connection, &attach).await;
    let tables = parts(&mut connection, TABLES).await;
    let indexes = parts(&mut connection, INDEXES).await;
    for (_, sql) in tables.iter().chain(&indexes) {
        run(&mut connection, sql).await;
    }
    let begin = Instant::now();
    run(&mut connection, "BEGIN IMMEDIATE").await;
    for (name, _) in &tables {
        // With a condition the rows come one by one; without, SQLite would take over whole pages of the file.
        let copy = format!("INSERT INTO main.\"{name}\" SELECT * FROM original.\"{name}\" WHERE 1");
        run(&mut connection, &copy).await;
    }
    run(&mut connection, "COMMIT").await;
    let seconds = begin.elapsed().as_secs_f64();
    connection.close().await.unwrap();
    fs::remove_file(copy).unwrap();
    seconds
}

/// Names and definitions of what a database is made of.
async fn parts(connection: &mut SqliteConnection, question: &'static str) -> Vec<(String, String)> {
    let rows = sqlx::query(question).fetch_all(connection).await.unwrap();
    rows.iter()
        .map(|row| (row.get("name"), row.get("sql")))
        .collect()
}

async fn run(connection: &mut SqliteConnection, sql: &str) {
    let query = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    query.execute(connection).await.unwrap();
}
