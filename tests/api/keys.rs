//! Keys by command: made, listed and revoked, and known to every process at once.

mod stored;

use serde_json::Value;
use sinew::content::{Key, KeyHolder, Moment, Scope};
use sinew::store::{Clock, Store};

use crate::app::addresses;
use crate::desk::{Desk, Said};
use crate::program::Program;

#[actix_web::test]
async fn a_key_is_made_listed_and_revoked() {
    let desk = Desk::new();

    let made = create(&desk, &["--scope", "write", "--note", "Anna's laptop"]);
    let key = key_of(&made);
    let id = key.id().as_str();
    let listed = desk.run_bare("keys", &["list"]);
    let store = open(&desk, Clock::System).await;
    let holder = store.key_holder(key.id(), &key.digest()).await.unwrap();
    let revoked = desk.run_bare("keys", &["revoke", id]);
    let revoked_holder = store.key_holder(key.id(), &key.digest()).await.unwrap();
    let again = desk.run_bare("keys", &["revoke", id]);
    let listed_at_last = desk.run_bare("keys", &["list"]);

    let scope = Scope::Write;
    assert_eq!(
        holder,
        Some(KeyHolder {
            id: key.id().clone(),
            scope
        })
    );
    assert_eq!(revoked_holder, None);
    for words in [id, "write", "active", "never", "Anna's laptop"] {
        assert!(listed.out.contains(words), "{words}: {}", listed.out);
    }
    assert_eq!((revoked.status, revoked.out.as_str()), (0, ""));
    assert!(revoked.err.contains("is revoked"), "{}", revoked.err);
    assert_eq!((again.status, again.out.as_str()), (0, ""));
    assert!(again.err.contains("already"), "{}", again.err);
    assert!(
        listed_at_last.out.contains("revoked"),
        "{}",
        listed_at_last.out
    );
}

#[test]
fn a_key_stands_alone_on_standard_output_and_nowhere_else() {
    let desk = Desk::new();

    let made = create(&desk, &["--scope", "read"]);
    let listed = desk.run_bare("keys", &["list"]);
    let as_json = desk.run_bare("keys", &["list", "--format", "json"]);

    let secret = secret_of(&made);
    assert_eq!(made.out.lines().count(), 1);
    assert!(made.err.contains("will not be shown again"), "{}", made.err);
    for text in [&made.err, &listed.out, &listed.err, &as_json.out] {
        assert!(!text.contains(&secret), "{text}");
    }
}

#[test]
fn a_list_for_programs_says_what_is_known_of_each_key() {
    let desk = Desk::new();
    let first = key_of(&create(
        &desk,
        &["--scope", "admin", "--expires", "12h", "--note", "first"],
    ));
    let second = key_of(&create(&desk, &["--scope", "read"]));
    desk.run_bare("keys", &["revoke", second.id().as_str()]);

    let said = desk.run_bare("keys", &["list", "--format", "json"]);

    let keys: Value = serde_json::from_str(&said.out).unwrap();
    let lasts_hours = |key: &Value| {
        let moment = |name: &str| Moment::parse(key[name].as_str().unwrap()).unwrap();
        let milliseconds =
            moment("expires_at").as_milliseconds() - moment("created_at").as_milliseconds();
        milliseconds / 3_600_000
    };
    assert_eq!(keys.as_array().unwrap().len(), 2);
    assert_eq!(keys[0]["id"], first.id().as_str());
    assert_eq!(keys[0]["scope"], "admin");
    assert_eq!(keys[0]["note"], "first");
    assert_eq!(keys[0]["state"], "active");
    assert_eq!(lasts_hours(&keys[0]), 12);
    assert_eq!(keys[1]["state"], "revoked");
    assert_eq!(lasts_hours(&keys[1]), 365 * 24);
    assert!(keys[1]["revoked_at"].is_string());
    let names = |key: &Value| key.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&keys[0]),
        ["created_at", "expires_at", "id", "note", "scope", "state"]
    );
}

#[test]
fn what_cannot_be_is_refused_with_what_can() {
    let desk = Desk::new();
    let made = create(&desk, &["--scope", "read"]);
    let whole_key = made.out.trim();

    for (arguments, status, words) in [
        (&["create"][..], 2, "--scope"),
        (
            &["create", "--scope", "root"],
            2,
            "read, preview, write, publish, admin",
        ),
        (
            &["create", "--scope", "read", "--expires", "0d"],
            2,
            "1d to 3650d",
        ),
        (
            &["create", "--scope", "read", "--expires", "3651d"],
            2,
            "1d to 3650d",
        ),
        (
            &["create", "--scope", "read", "--note", "a\u{1b}[2J"],
            2,
            "on one line",
        ),
        (&["revoke", "00000000"], 1, "no key has the id 00000000"),
        (&["revoke", whole_key], 1, "eight letters and digits"),
        (&["revoke", ""], 1, "eight letters and digits"),
    ] {
        let said = desk.run_bare("keys", arguments);
        assert_eq!(said.status, status, "{arguments:?} {}", said.err);
        assert!(said.err.contains(words), "{arguments:?} {}", said.err);
        assert_eq!(said.out, "", "{arguments:?}");
        assert!(!said.err.contains(&secret_of(&made)), "{}", said.err);
    }
}

#[test]
fn a_database_that_is_not_there_has_no_keys_and_is_not_made() {
    let desk = Desk::new();

    for arguments in [&["list"][..], &["revoke", "00000000"]] {
        let said = desk.run_bare("keys", arguments);
        assert_eq!(said.status, 1, "{}", said.err);
        assert!(said.err.contains("there is no database"), "{}", said.err);
    }
    assert!(!desk.path("sinew.db").exists());
}

/// A key comes first: the folder still fills the database afterwards.
#[actix_web::test]
async fn a_key_is_made_and_revoked_while_a_server_runs_on_the_database() {
    let desk = Desk::new();
    create(&desk, &["--scope", "read"]);
    let directory = desk.path("");
    let seed = desk.folder.path().to_str().unwrap();
    let program = Program::start(&directory, &["--seed", seed]);
    let store = open(&desk, Clock::System).await;

    let key = key_of(&create(&desk, &["--scope", "publish"]));
    let holder = store.key_holder(key.id(), &key.digest()).await.unwrap();
    let revoked = desk.run_bare("keys", &["revoke", key.id().as_str()]);
    let revoked_holder = store.key_holder(key.id(), &key.digest()).await.unwrap();

    assert!(program.greeting.contains("/v1/articles/a"));
    assert_eq!(holder.map(|holder| holder.scope), Some(Scope::Publish));
    assert_eq!(revoked.status, 0, "{}", revoked.err);
    assert_eq!(revoked_holder, None);
    let (status, log) = program.stop();
    assert!(status.success(), "{log}");
}

#[actix_web::test]
async fn keys_change_no_version_of_the_content() {
    let desk = Desk::new();
    desk.apply();
    const VERSION: &str = "SELECT version FROM content_version";
    let before = desk.count(VERSION).await;

    let key = key_of(&create(&desk, &["--scope", "read"]));
    desk.run_bare("keys", &["revoke", key.id().as_str()]);

    assert_eq!(desk.count(VERSION).await, before);
}

fn create(desk: &Desk, arguments: &[&str]) -> Said {
    let mut all = vec!["create"];
    all.extend(arguments);
    let said = desk.run_bare("keys", &all);
    assert_eq!(said.status, 0, "{}", said.err);
    said
}

#[track_caller]
fn key_of(said: &Said) -> Key {
    Key::parse(said.out.strip_suffix('\n').unwrap()).unwrap()
}

fn secret_of(said: &Said) -> String {
    said.out.split('_').nth(2).unwrap().to_owned()
}

async fn open(desk: &Desk, clock: Clock) -> Store {
    Store::open(&desk.database_url(), addresses(), clock)
        .await
        .unwrap()
}
