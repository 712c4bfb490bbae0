//! Opening an SQLite database: what it is refused for, its settings, its tables.

mod filling;
mod migrations;

use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};

use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection, Row as _, SqliteConnection};
use tokio::time::sleep;

use super::database_file::DatabaseFile;
use super::failure::primary_code;
use super::readers::Readers;
use crate::error::{Error, Result};
use migrations::bring_up_to_date;
pub use migrations::migrator;

/// The oldest SQLite that does not corrupt a WAL when two connections write and checkpoint at once.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
/// "SINW": what `file` and other tools tell our databases by.
pub const APPLICATION_ID: i64 = 0x5349_4e57;
/// Reads are short; more connections than this only wait for each other on two cores.
const READERS: u32 = 4;
/// How long a question may take, and how long a writer waits for another.
const LIMIT: Duration = Duration::from_secs(5);
/// How long to wait for another program that makes, or migrates, the same database.
const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(20);
/// Has SQLite look at all tables that may have grown, so that its planner knows them.
pub const OPTIMIZE: &str = "PRAGMA optimize = 0x10002";

/// True when the file of the URL does not exist.
pub fn is_new(url: &str) -> Result<bool> {
    Ok(!options(url)?.get_filename().exists())
}

/// The connection that writes and those that read; the file and its tables are made as needed.
///
/// SQLite does not wait where two make one new file a database with a write-ahead log: one of them is told that it is busy.
pub async fn open(url: &str) -> Result<(SqlitePool, Readers, DatabaseFile)> {
    let options = options(url)?;
    let path = options.get_filename();
    let deadline = Instant::now() + PATIENCE;
    loop {
        match open_once(&options).await {
            Err(Error::Busy) if Instant::now() < deadline => sleep(BETWEEN_ATTEMPTS).await,
            opened => return opened.map_err(|cause| unopened(path, cause)),
        }
    }
}

async fn open_once(options: &SqliteConnectOptions) -> Result<(SqlitePool, Readers, DatabaseFile)> {
    refuse_another_program(options).await?;
    let writer = open_writer(options.clone()).await?;
    let reading = settings(options.clone())
        .read_only(true)
        .pragma("query_only", "ON");
    let readers = Readers::open(&reading, READERS, LIMIT).await?;
    let file = DatabaseFile::opened(options.get_filename());
    Ok((writer, readers, file))
}

fn unopened(path: &Path, cause: Error) -> Error {
    match cause {
        Error::Database(cause) => {
            Error::Configuration(format!("{} {}", path.display(), advice_on(&cause)))
        }
        Error::Busy | Error::Full => {
            Error::Configuration(format!("{} cannot be opened: {cause}", path.display()))
        }
        other => other,
    }
}

/// Connections that read a database as it is. One whose tables are of an earlier version is refused.
pub async fn open_to_read(url: &str) -> Result<(Readers, DatabaseFile)> {
    let options = options(url)?;
    let path = options.get_filename().to_owned();
    let unread = |cause: Error| unopened(&path, cause);
    refuse_another_program(&options).await.map_err(unread)?;
    let reading = settings(options).pragma("query_only", "ON");
    let readers = Readers::open(&reading, READERS, LIMIT)
        .await
        .map_err(|cause| unread(cause.into()))?;
    let mut reader = readers.take().await?;
    let applied = sqlx::query("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(reader.connection().await?)
        .await
        .and_then(|row| row.try_get::<i64, _>(0));
    reader.rest();
    let newest = migrations::newest();
    match applied {
        Ok(applied) if applied == newest => Ok((readers, DatabaseFile::opened(&path))),
        Ok(applied) if applied > newest => Err(Error::Configuration(format!(
            "{} was written by a newer version of this program; use that version",
            path.display()
        ))),
        Ok(_) | Err(_) => Err(Error::Configuration(format!(
            "{} has the tables of an earlier version of this program; `sinew serve` or `sinew apply` brings them up to date",
            path.display()
        ))),
    }
}

pub fn options(url: &str) -> Result<SqliteConnectOptions> {
    let refused = || {
        Error::InvalidSetting(
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

/// Whether a connection has ended all it began. SQLite takes a transaction back by itself when the disk is full, of which
/// the driver does not hear: it would wait for the end of that transaction for ever. Such a connection is opened anew.
async fn is_at_rest(connection: &mut SqliteConnection) -> std::result::Result<bool, sqlx::Error> {
    // What the last one left to be done is done first.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// What every connection is set to. No memory map: it makes corruption worse where there is any.
fn settings(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .busy_timeout(LIMIT)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "MEMORY")
}

/// Opens the connection that writes, and with it the database: the file, its settings, its tables.
async fn open_writer(options: SqliteConnectOptions) -> Result<SqlitePool> {
    // To set it again would wait for whoever writes.
    let options = match is_empty(options.get_filename()) {
        true => options.auto_vacuum(SqliteAutoVacuum::Incremental),
        false => options,
    };
    let options = settings(options)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("journal_size_limit", "67108864")
        // What does not fit is written to the log before its time, and read back from there.
        .pragma("cache_size", "-65536")
        .pragma("recursive_triggers", "ON");
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(LIMIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(is_at_rest(connection)))
        .connect_with(options)
        .await?;
    let mut connection = writer.acquire().await?;
    refuse_old_sqlite(&mut connection).await?;
    bring_up_to_date(&mut connection).await?;
    drop(connection);
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
    if is_empty(path) {
        return Ok(());
    }
    let (id, tables) = mark_of(options).await?;
    if id == APPLICATION_ID || (id == 0 && tables == 0) {
        return Ok(());
    }
    Err(Error::Configuration(format!(
        "{} is a database of another program; name another file",
        path.display()
    )))
}

/// True for a file that is not there, too.
fn is_empty(path: &Path) -> bool {
    !path.metadata().is_ok_and(|file| file.len() > 0)
}

/// The application id of a database, and how many tables it has.
async fn mark_of(options: &SqliteConnectOptions) -> std::result::Result<(i64, i64), sqlx::Error> {
    let mut connection = SqliteConnection::connect_with(&options.clone().read_only(true)).await?;
    let row = sqlx::query(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)",
    )
    .fetch_one(&mut connection)
    .await?;
    let mark = (row.try_get(0)?, row.try_get(1)?);
    connection.close().await?;
    Ok(mark)
}

/// What to do about a file that cannot be opened, by SQLite's primary result codes.
pub fn advice_on(cause: &sqlx::Error) -> String {
    match primary_code(cause) {
        Some(26) => "is no SQLite database; name another file".to_owned(),
        Some(11) => "is damaged; restore a backup, or name another file and fill it again".to_owned(),
        Some(8 | 14) => "cannot be opened; the file and its folder must be writable, because SQLite keeps `-wal` and \
                         `-shm` files beside it"
            .to_owned(),
        Some(13) => "cannot be opened: the disk is full".to_owned(),
        Some(10) => format!("cannot be read or written: is the disk full, or is this a folder? ({cause})"),
        _ => format!("cannot be opened: {cause}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
