//! Values bound to the placeholders of a statement.

use sqlx::Sqlite;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;

use super::value::Value;

/// How many things one statement can ask for.
pub const MAX_THINGS: usize = 4096;

/// A statement with its values.
pub fn bound<const N: usize>(
    sql: &'static str,
    values: [Value; N],
) -> Query<'static, Sqlite, SqliteArguments> {
    values.into_iter().fold(sqlx::query(sql), bind)
}

/// A statement with one more value.
pub fn bind(
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

/// The size of the statement that asks for some things: powers of eight, so that few are prepared.
pub fn things_at_once(things: usize) -> usize {
    let mut size = 1;
    while size < things {
        size *= 8;
    }
    size
}

/// `(?, ?), (?, ?)` for two rows of two values. They have no numbers, because the driver asks SQLite for the name of each, which
/// goes through all of them to find one.
pub fn placeholders(rows: usize, width: usize) -> String {
    let row = format!("({})", vec!["?"; width].join(", "));
    vec![row.as_str(); rows].join(", ")
}
