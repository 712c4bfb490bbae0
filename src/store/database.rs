//! The database: the one place that knows which engine runs. Today SQLite; PostgreSQL becomes the second arm of each
//! `match` here and in `value.rs`, and no caller changes.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool,
    SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{
    AssertSqlSafe, Connection, Row as _, SqlSafeStr, Sqlite, SqliteConnection, Transaction,
};

use super::value::{Row, Value};
use crate::error::{Error, Result};

/// Number, name and text of each migration.
const MIGRATIONS: [(i64, &str, &str); 1] = [(
    1,
    "content",
    include_str!("../../migrations/sqlite/0001_content.sql"),
)];

/// The oldest SQLite that does not corrupt a WAL when two connections write and checkpoint at once.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
/// "SINW": what `file` and other tools tell our databases by.
const APPLICATION_ID: i64 = 0x5349_4e57;
/// Reads are short; more connections than this only wait for each other on two cores.
const READERS: u32 = 4;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

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
    /// True when the file of the URL does not exist.
    pub fn is_new(url: &str) -> Result<bool> {
        Ok(!options(url)?.get_filename().exists())
    }

    /// Opens the database of a URL such as `sqlite:sinew.db`, creating and migrating it as needed.
    pub async fn open(url: &str) -> Result<Self> {
        let options = options(url)?;
        let path = options.get_filename().to_owned();
        let unopened =
            |cause: Error| Error::Configuration(format!("cannot open {}: {cause}", path.display()));
        refuse_another_program(&options).await?;
        let writer = open_writer(options.clone()).await.map_err(unopened)?;
        let readers = pool(READERS)
            .connect_with(settings(options).read_only(true).pragma("query_only", "ON"))
            .await?;
        Ok(Self {
            engine: Engine::Sqlite { writer, readers },
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

    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => Ok(transaction.commit().await?),
        }
    }
}

fn options(url: &str) -> Result<SqliteConnectOptions> {
    let refused = || {
        Error::Configuration(
            "DATABASE_URL must be `sqlite:` and the path of a file, such as sqlite:sinew.db"
                .to_owned(),
        )
    };
    let options = SqliteConnectOptions::from_str(url).map_err(|_| refused())?;
    let is_file =
        url.starts_with("sqlite:") && !url.contains(":memory:") && !url.contains("mode=memory");
    if is_file && !options.get_filename().as_os_str().is_empty() {
        Ok(options)
    } else {
        Err(refused())
    }
}

fn bound<const N: usize>(
    sql: &'static str,
    values: [Value; N],
) -> Query<'static, Sqlite, SqliteArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Integer(number) => query.bind(number),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Null => query.bind(None::<String>),
        })
}

fn pool(size: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(size)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// What every connection is set to. No memory map: it makes corruption worse where there is any.
fn settings(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "MEMORY")
}

/// Opens the connection that writes, and with it the database: the file, its settings, its tables.
async fn open_writer(options: SqliteConnectOptions) -> Result<SqlitePool> {
    let options = settings(options)
        .create_if_missing(true)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("journal_size_limit", "67108864")
        .pragma("recursive_triggers", "ON");
    let writer = pool(1).connect_with(options).await?;
    let mut connection = writer.acquire().await?;
    refuse_old_sqlite(&mut connection).await?;
    migrate(&mut connection).await?;
    sqlx::query("PRAGMA optimize = 0x10002")
        .execute(&mut *connection)
        .await?;
    Ok(writer)
}

async fn refuse_old_sqlite(connection: &mut SqliteConnection) -> Result<()> {
    let version: String = sqlx::query("SELECT sqlite_version()")
        .fetch_one(connection)
        .await?
        .try_get(0)?;
    let numbers: Vec<u32> = version
        .split('.')
        .filter_map(|number| number.parse().ok())
        .collect();
    let (major, minor, patch) = OLDEST_SQLITE;
    if numbers >= vec![major, minor, patch] {
        return Ok(());
    }
    Err(Error::Configuration(format!(
        "this program was built with SQLite {version}, which can corrupt a database; {major}.{minor}.{patch} or newer is needed"
    )))
}

/// Looks at a file before anything of it is changed.
async fn refuse_another_program(options: &SqliteConnectOptions) -> Result<()> {
    let path = options.get_filename();
    if !path.metadata().is_ok_and(|file| file.len() > 0) {
        return Ok(());
    }
    let refused = |what: &str| {
        Error::Configuration(format!("{} is {what}; name another file", path.display()))
    };
    let opened = SqliteConnection::connect_with(&options.clone().read_only(true)).await;
    let mut connection = opened.map_err(|_| refused("no SQLite database that can be read"))?;
    let row = sqlx::query(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)",
    );
    let row = row
        .fetch_one(&mut connection)
        .await
        .map_err(|_| refused("no SQLite database that can be read"))?;
    let (id, tables): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
    connection.close().await?;
    if id == APPLICATION_ID || (id == 0 && tables == 0) {
        Ok(())
    } else {
        Err(refused("a database of another program"))
    }
}

/// Brings the tables up to date under an exclusive lock: of two programs that start at once, one waits for the other.
async fn migrate(connection: &mut SqliteConnection) -> Result<()> {
    let mut transaction = connection.begin_with("BEGIN EXCLUSIVE").await?;
    let mark = AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}"));
    sqlx::query(mark).execute(&mut *transaction).await?;
    migrator().run(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

fn migrator() -> Migrator {
    let migration = |(number, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(
            number,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect())
}
