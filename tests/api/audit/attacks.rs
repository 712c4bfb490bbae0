//! Every change of a row is found where it begins, whatever it is.

use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use sinew::store::{AuditVerdict, Clock, Store};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use super::verification::{drop_guards, logged};
use crate::app::addresses;

/// What is done to one row of the log.
#[derive(Clone, Debug)]
enum Attack {
    /// Another value in one of its columns.
    Column(usize),
    /// It takes the place of another row, and that its place.
    Swap,
    Remove,
    /// A copy of it stands behind it, and those after it make room.
    Insert,
}

const COLUMNS: [&str; 12] = [
    "position = 1000",
    "at = '2020-01-01T00:00:00.000Z'",
    "actor = 'nobody'",
    "request_id = coalesce(request_id, '') || 'x'",
    "action = CASE action WHEN 'delete' THEN 'upload' ELSE 'delete' END",
    "kind = kind || 'x'",
    "owner = owner || 'x'",
    "before_revision = coalesce(before_revision, 0) + 1",
    "after_revision = coalesce(after_revision, 0) + 1",
    "message = coalesce(message, '') || 'x'",
    "previous_hash = '1' || substr(previous_hash, 2, 62) || 'g'",
    "hash = '1' || substr(hash, 2, 62) || 'g'",
];

fn attack() -> impl Strategy<Value = Attack> {
    prop_oneof![
        6 => (0..COLUMNS.len()).prop_map(Attack::Column),
        1 => Just(Attack::Swap),
        1 => Just(Attack::Remove),
        1 => Just(Attack::Insert),
    ]
}

#[test]
fn every_change_of_the_past_is_found_where_it_begins() {
    let desk = logged();
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(60, |cases| cases.parse().unwrap()),
        failure_persistence: None,
        ..Config::default()
    });
    let system = actix_web::rt::System::new();
    let last = system.block_on(desk.count("SELECT max(position) FROM audit"));
    let key = system.block_on(verdict(&desk.database_url())).last_hash;

    let outcome = runner.run(&(attack(), 1..last), |(attack, at)| {
        let copy = desk.path("copy.db");
        std::fs::copy(desk.path("sinew.db"), &copy).unwrap();
        let url = format!("sqlite:{}", copy.display());
        let verdict = system.block_on(async {
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            drop_guards(&mut connection).await;
            strike(&mut connection, &attack, at).await;
            connection.close().await.unwrap();
            verdict(&url).await
        });

        let fault = verdict.fault.expect("it is found");
        let expected = if matches!(attack, Attack::Insert) {
            at + 1
        } else {
            at
        };
        assert_eq!(fault.position, expected, "{attack:?} {fault:?}");
        assert_ne!(verdict.last_hash, key);
        Ok(())
    });

    outcome.unwrap();
}

async fn strike(connection: &mut SqliteConnection, attack: &Attack, at: i64) {
    let statements = match attack {
        Attack::Column(column) => {
            vec![format!("UPDATE audit SET {} WHERE position = {at}", COLUMNS[*column])]
        }
        Attack::Swap => vec![
            format!("UPDATE audit SET position = -{at} WHERE position = {at}"),
            format!("UPDATE audit SET position = {at} WHERE position = {at} + 1"),
            format!("UPDATE audit SET position = {at} + 1 WHERE position = -{at}"),
        ],
        Attack::Remove => vec![format!("DELETE FROM audit WHERE position = {at}")],
        Attack::Insert => vec![
            format!("UPDATE audit SET position = -position WHERE position > {at}"),
            format!("UPDATE audit SET position = 1 - position WHERE position < 0"),
            format!(
                "INSERT INTO audit
                 SELECT position + 1, at, actor, request_id, action, kind, owner, before_revision, after_revision,
                    message, hash, hash
                 FROM audit WHERE position = {at}"
            ),
        ],
    };
    sqlx::query("PRAGMA ignore_check_constraints = 1")
        .execute(&mut *connection)
        .await
        .unwrap();
    for statement in statements {
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut *connection)
            .await
            .unwrap();
    }
}

async fn verdict(url: &str) -> AuditVerdict {
    let store = Store::open_to_read(url, addresses(), Clock::System)
        .await
        .unwrap();
    let verdict = store.verify_audit(None, || ()).await.unwrap();
    store.close().await;
    verdict
}
