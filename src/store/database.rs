//! The database: the one place that knows which engine runs. Today SQLite; PostgreSQL becomes the second arm of each
//! `match` here and in `value.rs`, and no caller changes.

mod things;

use std::time::Duration;

use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, Sqlite, Transaction};

use super::binding::{bind, bound, placeholders, rows_at_once};
use super::database_file::DatabaseFile;
use super::readers::{Readers, Taken};
use super::sqlite;
use super::value::{Row, Value};
use crate::error::{Error, Result};

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

/// A transaction: every statement in it sees one state of the database. Dropped without `commit`, it leaves no trace.
pub enum Session {
    Sqlite {
        transaction: Transaction<'static, Sqlite>,
        /// The reader that it has until it ends; none when it writes.
        reader: Option<Taken>,
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

    /// Looks at how much has been written, so that the planner knows the tables it plans for.
    pub async fn optimize(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => {
                sqlx::query("PRAGMA optimize = 0x10002")
                    .execute(writing(writer)?)
                    .await?;
                Ok(())
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
                let reader = readers.take().await?;
                Ok(Session::Sqlite {
                    transaction: reader.begin().await?,
                    reader: Some(reader),
                })
            }
        }
    }

    /// A transaction that only reads, however long that takes: for what reads everything.
    pub async fn read_all(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let reader = readers.take().await?;
                Ok(Session::Sqlite {
                    transaction: reader.begin_without_limit().await?,
                    reader: Some(reader),
                })
            }
        }
    }

    /// A transaction that writes; it waits for the writer before it.
    pub async fn write(&self) -> Result<Session> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => Ok(Session::Sqlite {
                transaction: writing(writer)?.begin_with("BEGIN IMMEDIATE").await?,
                reader: None,
            }),
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
                let reader = readers.take().await?;
                let mut connection = reader.connection().await?;
                let rows = bound(sql, values).fetch_all(&mut *connection).await?;
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
                let reader = readers.take().await?;
                let mut connection = reader.connection().await?;
                let row = bound(sql, values).fetch_optional(&mut *connection).await?;
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

impl Session {
    pub async fn all<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite {
                transaction,
                reader,
            } => {
                refuse_late(reader)?;
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
            Self::Sqlite {
                transaction,
                reader,
            } => {
                refuse_late(reader)?;
                let row = bound(sql, values)
                    .fetch_optional(&mut **transaction)
                    .await?;
                Ok(row.map(Row::Sqlite))
            }
        }
    }

    pub async fn execute<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<()> {
        match self {
            Self::Sqlite { transaction, .. } => {
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
            Self::Sqlite { transaction, .. } => {
                let mut rest = rows.into_iter();
                while rest.len() > 0 {
                    let size = rows_at_once(rest.len());
                    let sql = format!("{insert} VALUES {} {conflict}", placeholders(size, N));
                    let query = sqlx::query(AssertSqlSafe(sql));
                    let values = rest.by_ref().take(size).flatten();
                    values.fold(query, bind).execute(&mut **transaction).await?;
                }
                Ok(())
            }
        }
    }

    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite { transaction, .. } => Ok(transaction.commit().await?),
        }
    }
}

fn writing(writer: &Option<SqlitePool>) -> Result<&SqlitePool> {
    writer.as_ref().ok_or_else(|| {
        Error::Configuration("the database was opened to be read, not to be written to".to_owned())
    })
}

fn refuse_late(reader: &Option<Taken>) -> Result<()> {
    reader.as_ref().map_or(Ok(()), Taken::refuse_late)
}
