//! The limit on the time of a question, tried with a statement that would run for minutes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::content::{Addresses, Locale};
use crate::error::{Error, Result};
use crate::store::{Clock, Store};

const LIMIT: Duration = Duration::from_millis(200);
/// Far less than the statement takes, far more than the limit, also on a busy machine.
const SOON: Duration = Duration::from_secs(20);

const SLOW: &str = "WITH RECURSIVE counted (number) AS (
        SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < 100000000000
     )
     SELECT count(*) AS count FROM counted";

#[tokio::test]
async fn a_statement_that_runs_too_long_is_stopped_and_the_next_one_is_answered() {
    let (_directory, store) = store().await;
    let began = Instant::now();

    for _ in 0..6 {
        assert_busy(store.db.one(SLOW, []).await);
    }

    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    assert!(store.is_empty().await.unwrap());
}

#[tokio::test]
async fn a_session_that_takes_too_long_is_refused_its_next_statement() {
    let (_directory, store) = store().await;
    let mut session = store.db.read().await.unwrap();
    assert!(session.one("SELECT 1 AS one", []).await.is_ok());

    tokio::time::sleep(LIMIT * 2).await;

    assert_busy(session.one("SELECT 1 AS one", []).await);
    drop(session);
    assert!(store.is_empty().await.unwrap());
}

#[tokio::test]
async fn what_reads_everything_has_no_limit() {
    let (_directory, store) = store().await;
    let mut session = store.db.read_all().await.unwrap();

    tokio::time::sleep(LIMIT * 2).await;

    assert!(session.one("SELECT 1 AS one", []).await.is_ok());
}

#[tokio::test]
async fn who_waits_too_long_for_a_connection_is_told_so_and_counted() {
    let (_directory, store) = store().await;
    let mut sessions = Vec::new();
    for _ in 0..4 {
        sessions.push(store.db.read_all().await.unwrap());
    }

    assert_busy(store.db.one("SELECT 1 AS one", []).await);

    let (waits, waited_micros) = store.db.waits();
    assert_eq!(waits, 1);
    assert!(waited_micros >= 200_000, "{waited_micros}");
    sessions.pop();
    assert!(store.is_empty().await.unwrap());
}

#[tokio::test]
async fn a_question_that_is_given_up_stops_and_leaves_its_connection_to_others() {
    let (_directory, store) = store().await;
    let patient = store.clone().with_time_limit(Duration::from_secs(600));
    let began = Instant::now();

    for _ in 0..8 {
        let given_up = tokio::time::timeout(LIMIT, patient.db.one(SLOW, [])).await;
        assert!(given_up.is_err());
    }
    for _ in 0..8 {
        assert!(patient.is_empty().await.unwrap());
    }

    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_session_that_is_given_up_leaves_no_transaction_behind() {
    let (_directory, store) = store().await;

    for _ in 0..8 {
        let mut session = store.db.read().await.unwrap();
        let given_up = tokio::time::timeout(LIMIT / 4, session.one(SLOW, [])).await;
        assert!(given_up.is_err());
    }

    for _ in 0..8 {
        let mut session = store.db.read().await.unwrap();
        assert!(session.one("SELECT 1 AS one", []).await.is_ok());
        session.commit().await.unwrap();
    }
}

#[tokio::test]
async fn two_writers_in_two_processes_do_not_wait_for_ever() {
    let (directory, store) = store().await;
    let other = open(&directory).await;
    let _writing = store.db.write().await.unwrap();
    let began = Instant::now();

    let refused = other.db.write().await;

    assert!(matches!(refused, Err(Error::Busy)));
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
}

#[track_caller]
fn assert_busy<T>(answer: Result<T>) {
    assert!(matches!(answer, Err(Error::Busy)));
}

async fn store() -> (TempDir, Store) {
    let directory = TempDir::new().unwrap();
    let store = open(&directory).await.with_time_limit(LIMIT);
    (directory, store)
}

async fn open(directory: &TempDir) -> Store {
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let addresses = Addresses::new("", Locale::parse("en").unwrap());
    Store::open(&url, addresses, Clock::System).await.unwrap()
}
