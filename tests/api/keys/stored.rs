//! What the database keeps of keys, and how it knows them again.

use std::path::Path;
use std::time::Duration;

use sinew::content::{Key, KeyId, Moment, Scope};
use sinew::store::{Clock, Revocation, Store};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use super::open;
use crate::desk::Desk;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[actix_web::test]
async fn no_file_of_the_database_holds_a_secret() {
    let desk = Desk::new();
    let store = open(&desk, Clock::System).await;
    let mut secrets = Vec::new();
    for count in 0..20 {
        let key = Key::random().unwrap();
        store
            .create_key(&key, Scope::Write, Some(&format!("note {count}")), DAY)
            .await
            .unwrap();
        secrets.push(key);
    }

    let while_open = bytes_beside(&desk.path("sinew.db"));
    store.close().await;
    let when_closed = bytes_beside(&desk.path("sinew.db"));

    for bytes in [while_open, when_closed] {
        assert!(holds(&bytes, b"note 19"));
        for key in &secrets {
            let text = key.reveal();
            let secret = text.split('_').nth(2).unwrap();
            assert!(holds(&bytes, key.id().as_str().as_bytes()));
            assert!(holds(&bytes, key.digest().as_bytes()));
            assert!(!holds(&bytes, secret.as_bytes()), "{text}");
        }
    }
}

#[actix_web::test]
async fn each_of_a_thousand_keys_opens_its_own_scope_and_no_other_opens_it() {
    let desk = Desk::new();
    let store = open(&desk, still("2026-11-22T12:00:00Z")).await;
    let keys: Vec<Key> = (0..1000).map(|_| Key::random().unwrap()).collect();
    let scope_of = |at: usize| Scope::ALL[at % Scope::ALL.len()];
    for (at, key) in keys.iter().enumerate() {
        store
            .create_key(key, scope_of(at), None, DAY)
            .await
            .unwrap();
    }

    for (at, key) in keys.iter().enumerate() {
        let other = &keys[(at + 1) % keys.len()];
        let holder = store.key_holder(key.id(), &key.digest()).await.unwrap();
        let stranger = store.key_holder(key.id(), &other.digest()).await.unwrap();

        assert_eq!(holder.map(|holder| holder.scope), Some(scope_of(at)));
        assert_eq!(stranger, None);
    }
    let unknown = Key::random().unwrap();
    let nobody = Key::of_nobody();
    for key in [unknown, nobody] {
        let holder = store.key_holder(key.id(), &key.digest()).await.unwrap();
        assert_eq!(holder, None);
    }
}

#[actix_web::test]
async fn a_key_that_has_expired_is_listed_as_such_and_can_still_be_revoked() {
    let desk = Desk::new();
    let store = open(&desk, still("2026-11-22T12:00:00Z")).await;
    let key = Key::random().unwrap();
    store
        .create_key(&key, Scope::Read, None, DAY)
        .await
        .unwrap();
    let later = open(&desk, still("2026-11-23T12:00:00Z")).await;

    let holder = later.key_holder(key.id(), &key.digest()).await.unwrap();
    let state = later.keys().await.unwrap()[0].state;
    let revocations = [
        later.revoke_key(key.id()).await.unwrap(),
        store.revoke_key(key.id()).await.unwrap(),
    ];
    let unknown = KeyId::parse("00000000").unwrap();

    let revoked_at = Moment::parse("2026-11-23T12:00:00Z").unwrap();
    assert_eq!(holder, None);
    assert_eq!(state.as_str(), "expired");
    assert_eq!(
        revocations,
        [Revocation::Done, Revocation::Earlier(revoked_at)]
    );
    let listed = later.keys().await.unwrap();
    assert_eq!(listed[0].revoked_at, Some(revoked_at));
    assert_eq!(
        later.revoke_key(&unknown).await.unwrap(),
        Revocation::Unknown
    );
}

#[actix_web::test]
async fn uses_within_a_minute_are_one_write_that_no_request_waits_for() {
    let desk = Desk::new();
    let store = open(&desk, still("2026-11-22T12:34:56.789Z")).await;
    let key = Key::random().unwrap();
    store
        .create_key(&key, Scope::Read, None, DAY)
        .await
        .unwrap();
    let mut watcher = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    let commits_before = commits(&mut watcher).await;

    use_key(&store, &key, 100).await;
    let last_used_at = last_use(&store).await;
    let commits_after_first = commits(&mut watcher).await;
    use_key(&store, &key, 100).await;
    pause_ms(200).await;
    let commits_after_all = commits(&mut watcher).await;
    let next_minute = open(&desk, still("2026-11-22T12:35:00Z")).await;
    use_key(&next_minute, &key, 1).await;
    let mut later = None;
    for _ in 0..100 {
        later = last_use(&next_minute).await;
        if later != last_used_at {
            break;
        }
        pause_ms(50).await;
    }

    assert_eq!(last_used_at, Moment::parse("2026-11-22T12:34:00Z").ok());
    assert_ne!(commits_after_first, commits_before);
    assert_eq!(commits_after_all, commits_after_first);
    assert_eq!(later, Moment::parse("2026-11-22T12:35:00Z").ok());
}

#[actix_web::test]
async fn a_writer_that_is_busy_keeps_no_key_waiting() {
    let desk = Desk::new();
    let store = open(&desk, still("2026-11-22T12:00:00Z")).await;
    let key = Key::random().unwrap();
    store
        .create_key(&key, Scope::Read, None, DAY)
        .await
        .unwrap();
    let mut writer = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    let transaction = writer.begin_with("BEGIN IMMEDIATE").await.unwrap();

    use_key(&store, &key, 100).await;

    let unwritten = store.keys().await.unwrap()[0].last_used_at;
    drop(transaction);
    assert_eq!(unwritten, None);
    assert!(last_use(&store).await.is_some());
}

#[actix_web::test]
async fn the_table_refuses_what_no_key_has() {
    let desk = Desk::new();
    open(&desk, Clock::System).await.close().await;
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    let digest = format!("x'{}'", "00".repeat(32));
    let good = ["'abcd1234'", &digest, "'read'", "NULL", "'2026'", "'2027'"];

    for (column, value) in [
        (0, "'abc'"),
        (0, "'abcd-234'"),
        (0, "NULL"),
        (1, "x'00'"),
        (2, "'root'"),
        (3, "''"),
        (5, "'2026'"),
        (5, "NULL"),
    ] {
        let mut values = good;
        values[column] = value;
        assert!(insert(&mut connection, &values).await.is_err(), "{value}");
    }
    assert!(insert(&mut connection, &good).await.is_ok());
}

fn still(at: &str) -> Clock {
    Clock::still(Moment::parse(at).unwrap())
}

async fn use_key(store: &Store, key: &Key, times: usize) {
    for _ in 0..times {
        let holder = store.key_holder(key.id(), &key.digest()).await.unwrap();
        assert!(holder.is_some());
    }
}

/// The last use of the only key, as soon as it is written.
async fn last_use(store: &Store) -> Option<Moment> {
    for _ in 0..200 {
        let last_used_at = store.keys().await.unwrap()[0].last_used_at;
        if last_used_at.is_some() {
            return last_used_at;
        }
        pause_ms(50).await;
    }
    None
}

async fn pause_ms(milliseconds: u64) {
    actix_web::rt::time::sleep(Duration::from_millis(milliseconds)).await;
}

/// A number that each commit of another connection changes.
async fn commits(watcher: &mut SqliteConnection) -> i64 {
    let row = sqlx::query("PRAGMA data_version")
        .fetch_one(watcher)
        .await
        .unwrap();
    row.get(0)
}

async fn insert(connection: &mut SqliteConnection, values: &[&str; 6]) -> sqlx::Result<()> {
    let insert = AssertSqlSafe(format!(
        "INSERT INTO api_key (id, digest, scope, note, created_at, expires_at) VALUES ({})",
        values.join(", ")
    ));
    sqlx::query(insert).execute(connection).await.map(|_| ())
}

/// The bytes of a database and of every file beside it that belongs to it.
fn bytes_beside(database: &Path) -> Vec<u8> {
    let name = database.file_name().unwrap().to_str().unwrap();
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(database.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_str().unwrap().starts_with(name) {
            bytes.extend(std::fs::read(entry.path()).unwrap());
        }
    }
    bytes
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
