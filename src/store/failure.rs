//! What the database says when it fails, in the words of `error`: the failures that a caller can act on have their own.

use crate::error::Error;

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        if matches!(cause, sqlx::Error::PoolTimedOut) {
            return Self::Busy;
        }
        match primary_code(&cause) {
            // SQLITE_BUSY and SQLITE_LOCKED: another one writes; SQLITE_INTERRUPT: the question's time is over.
            Some(5 | 6 | 9) => Self::Busy,
            // SQLITE_FULL.
            Some(13) => Self::Full,
            Some(_) | None => Self::Database(cause),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(cause: sqlx::migrate::MigrateError) -> Self {
        match cause {
            sqlx::migrate::MigrateError::VersionMissing(version) => Self::Configuration(format!(
                "the database was written by a newer version of this program (migration {version}); use that version"
            )),
            other => Self::Database(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}

/// SQLite's primary result code of a failure.
pub fn primary_code(cause: &sqlx::Error) -> Option<i32> {
    let code = cause.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}
