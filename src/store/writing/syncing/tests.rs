//! The statements that move what changed go by index, from the little that was touched to what shows it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use tempfile::TempDir;

use super::{CHANGED, MODIFIED, SHOWN, TOUCHED, WITHDRAWN};
use crate::content::{Addresses, Locale};
use crate::store::{Clock, Store};

#[tokio::test]
async fn what_changed_is_moved_without_reading_a_whole_table() {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let addresses = Addresses::new("", Locale::parse("en").unwrap());
    let store = Store::open(&url, addresses, Clock::System).await.unwrap();
    store.close().await;
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let mut steps = Vec::new();

    let statements = [&TOUCHED[..], &SHOWN, &[WITHDRAWN], &CHANGED, &MODIFIED].concat();
    for statement in statements {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let rows = sqlx::query(explain)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        steps.extend(rows.iter().map(|row| row.get::<String, _>("detail")));
    }

    let slow: Vec<&String> = steps
        .iter()
        .filter(|step| {
            let is_scan = step.starts_with("SCAN ")
                && !["SCAN shown", "SCAN gone", "SCAN CONSTANT ROW"].contains(&step.as_str());
            is_scan || step.contains("(target_kind=?)") || step.contains("(source_kind=?)")
        })
        .collect();
    assert!(steps.len() >= 30, "{steps:#?}");
    assert_eq!(slow, Vec::<&String>::new(), "{steps:#?}");
}
