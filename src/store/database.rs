//! The database: the one place that knows which engine runs. Today SQLite; PostgreSQL becomes the second arm of each
//! `match` here and in `value.rs`, and no caller changes.

mod deferred;
mod session;
mod things;

use std::time::Duration;

use sqlx::sqlite::SqlitePool;

use super::binding::bound;
use super::database_file::DatabaseFile;
use super::readers::Readers;
use super::sqlite;
use super::value::{Row, Value};
use crate::error::{Error, Result};
use session::SqliteSession;

pub use session::Session;

/// One database with its connections.
#[derive(Clone, Debug)]
pub struct Database {
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    /// One connection writes, so that writers wait in our queue and not in SQLite's. A database that is opened to be read
    /// has none.
    Sqlite {
        writer: Option<SqlitePool>,
        readers: Readers,
        file: DatabaseFile,
    },
}

impl Database {
    /// True when the database of the URL does not exist.
    pub fn is_new(url: &str) -> Result<bool> {
        sqlite::is_new(url)
    }

    /// Opens the database of a URL such as `sqlite:sinew.db`, creating and migrating it as needed.
    pub async fn open(url: &str) -> Result<Self> {
        let (writer, readers, file) = sqlite::open(url).await?;
        Ok(Self {
            engine: Engine::Sqlite {
                writer: Some(writer),
                readers,
                file,
            },
        })
    }

    /// Opens a database that is there, as it is, to be read only.
    pub async fn open_to_read(url: &str) -> Result<Self> {
        let (readers, file) = sqlite::open_to_read(url).await?;
        Ok(Self {
            engine: Engine::Sqlite {
                writer: None,
                readers,
                file,
            },
        })
    }

    /// Looks at how much has been written, so that the planner knows the tables it plans for. What fails here, because another
    /// program writes, is left to the next time.
    pub async fn optimize(&self) {
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                let Ok(writer) = writing(writer) else { return };
                if let Err(error) = sqlx::query(sqlite::OPTIMIZE).execute(writer).await {
                    tracing::debug!(%error, "the database was not optimized");
                }
            }
        }
    }

    /// The same database, with another limit on the time of a question.
    pub fn with_time_limit(mut self, limit: Duration) -> Self {
        match &mut self.engine {
            Engine::Sqlite { readers, .. } => readers.limit(limit),
        }
        self
    }

    /// A transaction that only reads, and ends within the limit.
    pub async fn read(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let mut reader = readers.take().await?;
                reader.begin().await?;
                Ok(Session::Sqlite(SqliteSession::Reading(reader)))
            }
        }
    }

    /// A transaction that only reads, however long that takes: for what reads everything.
    pub async fn read_all(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let mut reader = readers.take().await?;
                reader.begin_without_limit().await?;
                Ok(Session::Sqlite(SqliteSession::Reading(reader)))
            }
        }
    }

    /// A transaction that writes; it waits for the writer before it.
    pub async fn write(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                let transaction = writing(writer)?.begin_with("BEGIN IMMEDIATE").await?;
                Ok(Session::Sqlite(SqliteSession::writing(transaction)))
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
                let mut reader = readers.take().await?;
                let connection = reader.connection().await?;
                let rows = bound(sql, values).fetch_all(connection).await?;
                reader.rest();
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
            Engine::Sqlite { readers, .. } => {
                let mut reader = readers.take().await?;
                let connection = reader.connection().await?;
                let row = bound(sql, values).fetch_optional(connection).await?;
                reader.rest();
                Ok(row.map(Row::Sqlite))
            }
        }
    }

    /// Fails when what is open is not the database at its address any more.
    pub fn refuse_lost_file(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite { file, .. } => file.refuse_lost(),
        }
    }

    /// The sizes of the database and of its write-ahead log.
    pub fn bytes(&self) -> (u64, u64) {
        match &self.engine {
            Engine::Sqlite { file, .. } => file.bytes(),
        }
    }

    /// How often a question waited for a connection, and for how many microseconds in all.
    pub fn waits(&self) -> (u64, u64) {
        match &self.engine {
            Engine::Sqlite { readers, .. } => readers.waits(),
        }
    }

    pub async fn engine_version(&self) -> Result<String> {
        let sql = match &self.engine {
            Engine::Sqlite { .. } => "SELECT sqlite_version() AS version",
        };
        let row = self.one(sql, []).await?;
        row.map_or(Ok(String::new()), |row| row.text("version"))
    }

    /// Gives the connections back and folds the write-ahead log into the database file.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite {
                writer, readers, ..
            } => {
                readers.close().await;
                let Some(writer) = writer else { return };
                // What fails here is done at the next open.
                let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                    .execute(writer)
                    .await;
                writer.close().await;
            }
        }
    }
}

fn writing(writer: &Option<SqlitePool>) -> Result<&SqlitePool> {
    writer.as_ref().ok_or_else(|| {
        Error::Configuration("the database was opened to be read, not to be written to".to_owned())
    })
}
