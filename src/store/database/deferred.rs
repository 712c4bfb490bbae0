//! Statements of a write whose outcome nobody asks for: they wait for the next question, and are sent together. Each that is
//! sent alone is a message to the thread of the connection and back, which takes longer than most of them.

use std::borrow::Cow;

use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::error::{Error, Result};
use crate::store::binding::bind;
use crate::store::value::Value;

/// How many statements wait at most.
const MOST_STATEMENTS: usize = 64;
/// How long the JSON of rows becomes before it is a statement of its own.
const MANY_BYTES: usize = 256 * 1024;

/// Statements that wait, in their order.
#[derive(Default)]
pub struct Deferred(Vec<Statement>);

struct Statement {
    sql: Cow<'static, str>,
    values: Vec<Value>,
}

impl Deferred {
    pub fn add(&mut self, sql: impl Into<Cow<'static, str>>, values: Vec<Value>) {
        let sql = sql.into();
        self.0.push(Statement { sql, values });
    }

    pub fn is_full(&self) -> bool {
        self.0.len() >= MOST_STATEMENTS
    }

    /// Sends all that wait. The first that fails ends the transaction.
    pub async fn send(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let mut rest = std::mem::take(&mut self.0);
        while !rest.is_empty() {
            let others = rest.split_off(sent_together(&rest));
            let (mut sql, mut values) = (String::new(), Vec::new());
            for statement in rest {
                push_numbered(&mut sql, &statement.sql, values.len());
                sql.push_str(";\n");
                values.extend(statement.values);
            }
            let query = sqlx::query(AssertSqlSafe(sql));
            let query = values.into_iter().fold(query, bind);
            query.execute(&mut *connection).await?;
            rest = others;
        }
        Ok(())
    }
}

/// How many of the statements that wait are the next to be sent: those that are one and the same in powers of two, others up to
/// the next such. So few different texts are sent, and the driver finds them prepared.
fn sent_together(statements: &[Statement]) -> usize {
    let is_again = |pair: &[Statement]| pair[0].sql == pair[1].sql;
    match statements.windows(2).position(is_again) {
        Some(0) => {
            let again = statements.windows(2).take_while(|pair| is_again(pair));
            1 << (1 + again.count()).ilog2()
        }
        Some(first) => first,
        None => statements.len(),
    }
}

/// The statement that inserts rows that come as one JSON value: so it is the same for any number of them. `insert` is the
/// statement up to its columns, `conflict` what follows.
pub fn insert_of_json(insert: &str, width: usize, conflict: &str) -> String {
    let columns: Vec<String> = (0..width).map(|at| format!("row.value ->> {at}")).collect();
    let columns = columns.join(", ");
    // Without a condition SQLite would take `ON CONFLICT` for one of a join.
    format!("{insert} SELECT {columns} FROM json_each($1) row WHERE true {conflict}")
}

/// Rows as such values, of which none becomes much longer than its longest row.
pub fn json_of<const N: usize>(rows: Vec<[Value; N]>) -> Result<Vec<String>> {
    let mut all = Vec::new();
    let mut text = String::new();
    for row in rows {
        let row: Vec<_> = row.into_iter().map(json).collect::<Result<_>>()?;
        text.push(if text.is_empty() { '[' } else { ',' });
        text.push_str(&serde_json::Value::Array(row).to_string());
        if text.len() >= MANY_BYTES {
            all.push(std::mem::take(&mut text) + "]");
        }
    }
    if !text.is_empty() {
        all.push(text + "]");
    }
    Ok(all)
}

fn json(value: Value) -> Result<serde_json::Value> {
    match value {
        Value::Text(text) => Ok(text.into()),
        Value::Integer(number) => Ok(number.into()),
        Value::Null => Ok(serde_json::Value::Null),
        Value::Bytes(_) => Err(Error::Corrupt("bytes have no JSON form".to_owned())),
    }
}

/// Adds a statement whose parameters have numbers, `$1` and so on, with other numbers: those after `first`.
fn push_numbered(all: &mut String, sql: &str, first: usize) {
    let mut parts = sql.split('$');
    all.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.len()
            - part
                .trim_start_matches(|sign: char| sign.is_ascii_digit())
                .len();
        let (number, rest) = part.split_at(digits);
        all.push('$');
        // A `$` without a number begins a path into JSON.
        if let Ok(number) = number.parse::<usize>() {
            all.push_str(&(first + number).to_string());
        }
        all.push_str(rest);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use sqlx::{Connection, Row};

    use super::*;

    async fn connection() -> SqliteConnection {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let create = "CREATE TABLE thing (name TEXT, number INTEGER, UNIQUE (name))";
        sqlx::query(create).execute(&mut connection).await.unwrap();
        connection
    }

    async fn things(connection: &mut SqliteConnection) -> Vec<(Option<String>, Option<i64>)> {
        let question = sqlx::query("SELECT name, number FROM thing ORDER BY rowid");
        let rows = question.fetch_all(connection).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    #[tokio::test]
    async fn each_statement_has_its_own_values_and_they_keep_their_order() {
        let mut connection = connection().await;
        let mut deferred = Deferred::default();

        deferred.add(
            "INSERT INTO thing (number, name) VALUES ($2, $1)",
            vec!["a".into(), 1.into()],
        );
        deferred.add("UPDATE thing SET number = number + $1", vec![10.into()]);
        deferred.add(
            "INSERT INTO thing (name, number) SELECT $1 || $1, json_extract('{\"n\": 7}', '$.n')",
            vec!["b".into()],
        );
        deferred.send(&mut connection).await.unwrap();
        deferred.send(&mut connection).await.unwrap();

        let expected = [
            (Some("a".to_owned()), Some(11)),
            (Some("bb".to_owned()), Some(7)),
        ];
        assert_eq!(things(&mut connection).await, expected);
    }

    #[tokio::test]
    async fn rows_come_out_of_json_as_they_went_in() {
        let mut connection = connection().await;
        let names = ["12", "true", "null", "[1]", "\"\\ \u{7f} \u{1f60a}\n", ""];
        let rows = names.map(|name| [name.into(), i64::MAX.into()]).to_vec();
        let none: [Value; 2] = [Value::Null, Value::Null];
        let again: [Value; 2] = ["12".into(), i64::MIN.into()];
        let all = rows.into_iter().chain([none, again]).collect();

        let mut deferred = Deferred::default();
        let insert = insert_of_json(
            "INSERT INTO thing (name, number)",
            2,
            "ON CONFLICT (name) DO UPDATE SET number = excluded.number",
        );
        let rows = json_of::<2>(all).unwrap();
        assert_eq!(rows.len(), 1);
        deferred.add(insert, vec![rows[0].as_str().into()]);
        deferred.send(&mut connection).await.unwrap();

        let numbers = [i64::MIN, i64::MAX, i64::MAX, i64::MAX, i64::MAX, i64::MAX];
        let expected = names.iter().zip(numbers);
        let expected = expected.map(|(name, number)| (Some((*name).to_owned()), Some(number)));
        let expected: Vec<_> = expected.chain([(None, None)]).collect();
        assert_eq!(things(&mut connection).await, expected);
    }

    #[tokio::test]
    async fn many_rows_are_some_values_and_none_is_lost() {
        let mut connection = connection().await;
        let rows = (0..2000).map(|number| [format!("{number:0300}").into(), number.into()]);

        let mut deferred = Deferred::default();
        let all = json_of::<2>(rows.collect()).unwrap();
        for rows in &all {
            let insert = insert_of_json("INSERT INTO thing (name, number)", 2, "");
            deferred.add(insert, vec![rows.as_str().into()]);
        }
        deferred.send(&mut connection).await.unwrap();

        assert_eq!(all.len(), 3);
        let numbers = things(&mut connection).await.into_iter();
        assert!(numbers.map(|(_, number)| number).eq((0..2000).map(Some)));
    }

    #[test]
    fn what_is_sent_together_is_one_of_few_texts() {
        for (statements, expected) in [
            ("a", 1),
            ("abc", 3),
            ("abb", 1),
            ("abcdd", 3),
            ("aa", 2),
            ("aab", 2),
            ("aaab", 2),
            ("aaaaaaab", 4),
        ] {
            let statement = |letter: char| Statement {
                sql: letter.to_string().into(),
                values: Vec::new(),
            };
            let statements_of: Vec<Statement> = statements.chars().map(statement).collect();

            assert_eq!(sent_together(&statements_of), expected, "{statements}");
        }
    }

    #[tokio::test]
    async fn a_statement_that_fails_is_told_when_they_are_sent() {
        let mut connection = connection().await;
        let mut deferred = Deferred::default();

        deferred.add("INSERT INTO thing (name) VALUES ($1)", vec!["a".into()]);
        deferred.add("INSERT INTO thing (name) VALUES ($1)", vec!["a".into()]);

        assert!(deferred.send(&mut connection).await.is_err());
    }
}
