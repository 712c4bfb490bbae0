//! The database: the one place that knows which engine runs. Today SQLite; PostgreSQL becomes the second arm of each
//! `match` here and in `value.rs`, and no caller changes.

use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqlitePool};
use sqlx::{AssertSqlSafe, Sqlite, Transaction};

use super::sqlite;
use super::value::{Row, Value};
use crate::error::Result;

/// How many rows one statement can insert. Few sizes, so that few statements are prepared; far below the engines' limits on
/// placeholders.
const ROWS_AT_ONCE: [usize; 3] = [64, 8, 1];

/// One database with its connections.
#[derive(Clone, Debug)]
pub struct Database {
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    /// One connection writes, so that writers wait in our queue and not in SQLite's.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
}

/// A transaction: every statement in it sees one state of the database. Dropped without `commit`, it leaves no trace.
pub enum Session {
    Sqlite(Transaction<'static, Sqlite>),
}

impl Database {
    /// True when the database of the URL does not exist.
    pub fn is_new(url: &str) -> Result<bool> {
        sqlite::is_new(url)
    }

    /// Opens the database of a URL such as `sqlite:sinew.db`, creating and migrating it as needed.
    pub async fn open(url: &str) -> Result<Self> {
        let (writer, readers) = sqlite::open(url).await?;
        Ok(Self {
            engine: Engine::Sqlite { writer, readers },
        })
    }

    /// Opens a database that is there, as it is, to be read only.
    pub async fn open_to_read(url: &str) -> Result<Self> {
        let readers = sqlite::open_to_read(url).await?;
        Ok(Self {
            engine: Engine::Sqlite {
                writer: readers.clone(),
                readers,
            },
        })
    }

    /// Looks at how much has been written, so that the planner knows the tables it plans for.
    pub async fn optimize(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                sqlx::query("PRAGMA optimize = 0x10002")
                    .execute(writer)
                    .await?;
                Ok(())
            }
        }
    }

    /// A transaction that only reads.
    pub async fn read(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => Ok(Session::Sqlite(readers.begin().await?)),
        }
    }

    /// A transaction that writes; it waits for the writer before it.
    pub async fn write(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                Ok(Session::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?))
            }
        }
    }

    /// All rows of one question that needs no transaction.
    pub async fn all<const N: usize>(
        &self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Vec<Row>> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let rows = bound(sql, values).fetch_all(readers).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
        }
    }

    /// The row of one question, if there is one.
    pub async fn one<const N: usize>(
        &self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Option<Row>> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => Ok(bound(sql, values)
                .fetch_optional(readers)
                .await?
                .map(Row::Sqlite)),
        }
    }

    /// Gives the connections back and folds the write-ahead log into the database file.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, readers } => {
                readers.close().await;
                // What fails here is done at the next open.
                let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(writer)
                    .await;
                writer.close().await;
            }
        }
    }
}

impl Session {
    pub async fn all<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(transaction) => {
                let rows = bound(sql, values).fetch_all(&mut **transaction).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
        }
    }

    pub async fn one<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Option<Row>> {
        match self {
            Self::Sqlite(transaction) => Ok(bound(sql, values)
                .fetch_optional(&mut **transaction)
                .await?
                .map(Row::Sqlite)),
        }
    }

    pub async fn execute<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => {
                bound(sql, values).execute(&mut **transaction).await?;
                Ok(())
            }
        }
    }

    /// Inserts many rows of one width. `insert` is the statement up to and without `VALUES`, `conflict` what follows.
    pub async fn insert_rows<const N: usize>(
        &mut self,
        insert: &'static str,
        rows: Vec<[Value; N]>,
        conflict: &'static str,
    ) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => {
                let mut rest = rows.as_slice();
                while !rest.is_empty() {
                    let (chunk, after) = rest.split_at(rows_at_once(rest.len()));
                    rest = after;
                    let sql = format!(
                        "{insert} VALUES {} {conflict}",
                        placeholders(chunk.len(), N)
                    );
                    let query = sqlx::query(AssertSqlSafe(sql));
                    let values = chunk.iter().flatten().cloned();
                    values.fold(query, bind).execute(&mut **transaction).await?;
                }
                Ok(())
            }
        }
    }

    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => Ok(transaction.commit().await?),
        }
    }
}

/// How many of the rows that are left the next statement takes.
fn rows_at_once(left: usize) -> usize {
    let fitting = ROWS_AT_ONCE.into_iter().find(|&size| size <= left);
    fitting.unwrap_or(left)
}

/// `($1, $2), ($3, $4)` for two rows of two values.
fn placeholders(rows: usize, width: usize) -> String {
    let row = |at: usize| {
        let numbers = at * width + 1..=(at + 1) * width;
        let names: Vec<String> = numbers.map(|number| format!("${number}")).collect();
        format!("({})", names.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

fn bound<const N: usize>(
    sql: &'static str,
    values: [Value; N],
) -> Query<'static, Sqlite, SqliteArguments> {
    values.into_iter().fold(sqlx::query(sql), bind)
}

fn bind(
    query: Query<'static, Sqlite, SqliteArguments>,
    value: Value,
) -> Query<'static, Sqlite, SqliteArguments> {
    match value {
        Value::Text(text) => query.bind(text),
        Value::Integer(number) => query.bind(number),
        Value::Bytes(bytes) => query.bind(bytes),
        Value::Null => query.bind(None::<String>),
    }
}
