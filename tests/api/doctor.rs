//! `sinew doctor`: it finds what is wrong, says what to do, and changes nothing.

mod damage;
mod database;
mod surroundings;

use std::fs;
use std::path::Path;

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};

use crate::desk::{Desk, Said};

/// A desk whose article shows an image, names a therapy and has a newer draft.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.folder.article_with(
        "a",
        "authors: [ada]\n",
        "[Massage](therapy:swedish-massage) eased pain [@bell-2008]. \
         {claim=limited therapy=swedish-massage condition=sciatica}\n\n![Nerve](media/nerve.svg)",
    );
    desk.apply();
    let draft = "---\ntitle: About a\nsummary: What a is.\n---\n\nDraft [@yeun-2017].\n";
    desk.folder.write("articles/a.draft.md", draft);
    desk.apply();
    desk
}

/// The findings, with the folder of the desk.
fn doctor(desk: &Desk) -> (i32, Vec<Value>) {
    let seed = desk.folder.path().to_str().unwrap();
    read(&desk.run_bare("doctor", &["--seed", seed, "--format", "json"]))
}

fn read(said: &Said) -> (i32, Vec<Value>) {
    let findings: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    for finding in &findings {
        let is_ok = finding["state"] == "ok";
        assert_eq!(finding.get("help").is_none(), is_ok, "{finding}");
    }
    (said.status, findings)
}

/// The states and messages of one check.
fn of<'f>(findings: &'f [Value], check: &str) -> Vec<(&'f str, &'f str)> {
    let of_check = findings.iter().filter(|finding| finding["check"] == check);
    of_check
        .map(|finding| {
            let text = |member: &str| finding[member].as_str().unwrap();
            (text("state"), text("message"))
        })
        .collect()
}

fn errors(findings: &[Value]) -> Vec<&Value> {
    let errors = findings
        .iter()
        .filter(|finding| finding["state"] == "error");
    errors.collect()
}

/// Changes the database behind the program's back.
async fn tamper(desk: &Desk, sql: &'static str) {
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    for guard in [
        "DROP TRIGGER IF EXISTS revision_is_never_changed",
        "DROP TRIGGER IF EXISTS revision_is_never_removed",
    ] {
        sqlx::query(guard).execute(&mut connection).await.unwrap();
    }
    let changed = sqlx::query(sql).execute(&mut connection).await.unwrap();
    assert!(changed.rows_affected() > 0, "{sql}");
    connection.close().await.unwrap();
}

fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_sound_database_has_nothing_wrong_and_is_left_byte_for_byte() {
    let desk = desk();
    let before = files(&desk.path(""));

    let (status, findings) = doctor(&desk);

    assert_eq!((status, errors(&findings)), (0, Vec::new()));
    for check in [
        "database_file",
        "integrity",
        "foreign_keys",
        "migrations",
        "content",
        "index",
        "images",
        "plan",
    ] {
        assert_eq!(of(&findings, check)[0].0, "ok", "{findings:#?}");
    }
    assert!(of(&findings, "content")[0].1.starts_with("7 texts"));
    assert_eq!(files(&desk.path("")), before);
}

#[test]
fn a_person_reads_lines_with_what_to_do_and_a_count() {
    let desk = desk();
    fs::write(desk.path("sinew.db"), "no database, a letter to somebody").unwrap();

    let said = desk.run_bare("doctor", &["--no-seed"]);

    assert_eq!(said.status, 1);
    assert!(
        said.out.contains("error    database_file: "),
        "{}",
        said.out
    );
    assert!(said.out.contains("is no SQLite database"), "{}", said.out);
    assert!(said.out.contains("         help: "), "{}", said.out);
    assert!(
        said.out.lines().last().unwrap().starts_with("1 error, "),
        "{}",
        said.out
    );
}
