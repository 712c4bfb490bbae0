//! Whether a database is sound: its file, its tables, and whether what it holds agrees with itself. It looks and changes
//! nothing, not even beside the file.

mod claims;
mod images;
mod lists;
mod texts;

use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection, Row as _, SqliteConnection};

use super::sqlite;
use crate::error::{Error, Result};

pub use texts::StoredText;

/// How many faults of a file are listed.
const MAX_LISTED: usize = 100;

/// What keeps rows from being changed or removed, and the tables of these rows.
const GUARDS: [(&str, &str); 4] = [
    ("revision_is_never_changed", "revision"),
    ("revision_is_never_removed", "revision"),
    ("audit_is_never_changed", "audit"),
    ("audit_is_never_removed", "audit"),
];

/// One look at a database, which sees one state of it to its end.
pub struct Examination {
    connection: SqliteConnection,
    path: PathBuf,
    has_log: bool,
}

/// How the tables of a database stand to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// There are none yet.
    Missing,
    UpToDate,
    /// So many migrations are yet to run.
    Earlier(usize),
    /// A program after this one made them.
    Newer,
    /// This migration ran only in part, or with another text.
    Changed(i64),
}

impl Examination {
    /// Opens a file that is there. One of another program, or of no database, is refused.
    pub async fn open(url: &str) -> Result<Self> {
        let options = sqlite::options(url)?;
        let path = options.get_filename().to_owned();
        // Without a log nobody has it open, and SQLite is told not to make one: it would stay when we are gone.
        let has_log = beside(&path, "-wal").exists();
        let options = options
            .create_if_missing(false)
            .read_only(true)
            .immutable(!has_log)
            .pragma("query_only", "ON");
        let refused = |cause: sqlx::Error| {
            Error::Configuration(format!("{} {}", path.display(), sqlite::advice_on(&cause)))
        };
        let mut connection = SqliteConnection::connect_with(&options)
            .await
            .map_err(refused)?;
        let mark = "SELECT application_id FROM pragma_application_id";
        let mark: i64 = number(&mut connection, mark).await.map_err(refused)?;
        sqlx::query("BEGIN").execute(&mut connection).await?;
        let mut examination = Self {
            connection,
            path,
            has_log,
        };
        if mark != sqlite::APPLICATION_ID && examination.tables_of_any_kind().await? > 0 {
            return Err(Error::Configuration(format!(
                "{} is a database of another program; name another file",
                examination.path.display()
            )));
        }
        Ok(examination)
    }

    /// The file of the database of a URL.
    pub fn path_of(url: &str) -> Result<PathBuf> {
        Ok(sqlite::options(url)?.get_filename().to_owned())
    }

    /// How the same state can be opened as a store, which changes nothing either.
    pub fn url(&self, url: &str) -> String {
        let separator = if url.contains('?') { '&' } else { '?' };
        let immutable = u8::from(!self.has_log);
        format!("{url}{separator}mode=ro&immutable={immutable}")
    }

    /// The bytes of the write-ahead log; `None` when there is none, because nobody has the database open.
    pub fn log_bytes(&self) -> Option<u64> {
        let log = beside(&self.path, "-wal").metadata().ok()?;
        self.has_log.then_some(log.len())
    }

    /// True when somebody has opened the database since, so that what was seen may be half of the one state and half of
    /// the next.
    pub fn is_overtaken(&self) -> bool {
        !self.has_log && beside(&self.path, "-wal").exists()
    }

    /// Whether readers go on while somebody writes; it can be told only while the database is open somewhere.
    pub async fn has_write_ahead_log(&mut self) -> Result<bool> {
        let row = sqlx::query("PRAGMA journal_mode")
            .fetch_one(&mut self.connection)
            .await?;
        Ok(!self.has_log || row.try_get::<String, _>(0)? == "wal")
    }

    pub async fn sqlite_version(&mut self) -> Result<String> {
        let row = sqlx::query("SELECT sqlite_version()")
            .fetch_one(&mut self.connection)
            .await?;
        Ok(row.try_get(0)?)
    }

    pub async fn tables(&mut self) -> Result<Tables> {
        if self.tables_of_any_kind().await? == 0 {
            return Ok(Tables::Missing);
        }
        let rows =
            sqlx::query("SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version")
                .fetch_all(&mut self.connection)
                .await?;
        let migrator = sqlite::migrator();
        for row in &rows {
            let (version, is_done): (i64, bool) = (row.try_get(0)?, row.try_get(1)?);
            let checksum: Vec<u8> = row.try_get(2)?;
            match migrator.iter().find(|known| known.version == version) {
                None => return Ok(Tables::Newer),
                Some(known) if !is_done || *known.checksum != *checksum => {
                    return Ok(Tables::Changed(version));
                }
                Some(_) => {}
            }
        }
        Ok(match migrator.iter().count() - rows.len() {
            0 => Tables::UpToDate,
            missing => Tables::Earlier(missing),
        })
    }

    /// What is broken in the file itself, as SQLite says it.
    pub async fn damage(&mut self) -> Result<Vec<String>> {
        let check = AssertSqlSafe(format!("PRAGMA integrity_check({MAX_LISTED})"));
        let rows = sqlx::query(check).fetch_all(&mut self.connection).await?;
        let mut damage = Vec::new();
        for row in rows {
            let said: String = row.try_get(0)?;
            // Several remarks can come in one row.
            damage.extend(said.lines().filter(|line| *line != "ok").map(str::to_owned));
        }
        Ok(damage)
    }

    /// Rows that point at rows which are not there.
    pub async fn broken_keys(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")
            .fetch_all(&mut self.connection)
            .await?;
        rows.iter()
            .map(|row| {
                let (table, parent): (String, String) = (row.try_get(0)?, row.try_get(2)?);
                let place: Option<i64> = row.try_get(1)?;
                let place = place.map_or_else(String::new, |place| format!(" {place}"));
                Ok(format!(
                    "row{place} of `{table}` points at a row of `{parent}` that is not there"
                ))
            })
            .collect()
    }

    /// The guards of what is only ever added to that are not there.
    pub async fn missing_guards(&mut self) -> Result<Vec<String>> {
        let mut missing = Vec::new();
        for (guard, table) in GUARDS {
            let row = sqlx::query(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = $1 AND tbl_name = $2",
            )
            .bind(guard)
            .bind(table)
            .fetch_one(&mut self.connection)
            .await?;
            if row.try_get::<i64, _>(0)? == 0 {
                missing.push(format!(
                    "the trigger `{guard}` of the table `{table}` is not there"
                ));
            }
        }
        Ok(missing)
    }

    /// Ends the look.
    pub async fn close(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }

    async fn tables_of_any_kind(&mut self) -> Result<i64> {
        Ok(number(&mut self.connection, "SELECT count(*) FROM sqlite_schema").await?)
    }
}

async fn number(
    connection: &mut SqliteConnection,
    sql: &'static str,
) -> std::result::Result<i64, sqlx::Error> {
    sqlx::query(sql).fetch_one(connection).await?.try_get(0)
}

/// A file that SQLite keeps beside a database.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
