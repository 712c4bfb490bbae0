//! `sinew doctor`: it finds what is wrong, says what to do, and changes nothing.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::net::TcpListener;
use std::path::Path;

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};

use crate::desk::{Desk, Said};
use crate::folder::Folder;
use crate::program::Program;

/// A desk whose article shows an image, names a therapy and has a newer draft.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.folder.article_with(
        "a",
        "authors: [ada]\n",
        "[Massage](therapy:swedish-massage) eased pain [@bell-2008].\n\n![Nerve](media/nerve.svg)",
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

#[actix_web::test]
async fn every_kind_of_damage_to_the_content_is_found_and_named() {
    for (sql, check, expected) in [
        (
            "DELETE FROM link WHERE target = 'swedish-massage'",
            "content",
            "the article `a` (en), revision 1: the index lacks the therapy `swedish-massage`",
        ),
        (
            "DELETE FROM link WHERE target = 'yeun-2017'",
            "content",
            "the article `a` (en), revision 2: the index lacks the reference `yeun-2017`",
        ),
        (
            "UPDATE link SET place = NULL WHERE place IS NOT NULL AND source_kind = 'therapy'",
            "content",
            "the therapy `swedish-massage`, revision 1: the index lacks the reference `bell-2008`",
        ),
        (
            "INSERT INTO link VALUES ('therapy', 'gone', 3, 1, 'reference', 'bell-2008', NULL)",
            "index",
            "rows of revision 3 of the therapy `gone`",
        ),
        (
            "UPDATE revision SET body = '{}' WHERE kind = 'article' AND number = 1",
            "content",
            "the article `a` (en), revision 1: it cannot be read: missing field",
        ),
        (
            "UPDATE revision SET body = json_set(body, '$.slug', 'b') WHERE kind = 'article' AND number = 1",
            "content",
            "its text calls it `b`",
        ),
        (
            "DELETE FROM revision WHERE kind = 'article' AND number = 2",
            "content",
            "the article `a` (en), revision 2: the revision is not there",
        ),
        (
            "DELETE FROM revision WHERE kind = 'reference' AND owner = 'bell-2008'",
            "content",
            "the reference `bell-2008`, revision 1: the revision is not there",
        ),
        (
            "DELETE FROM entry WHERE id = 'bell-2008'",
            "index",
            "the article `a`",
        ),
        (
            "UPDATE article SET slug = 'No Slug'",
            "content",
            "its slug must be",
        ),
        (
            "UPDATE article SET summary = '[]'",
            "content",
            "what lists show of it cannot be read",
        ),
        (
            "UPDATE article SET first_published_at = 'yesterday'",
            "content",
            "first_published_at",
        ),
        (
            "UPDATE media SET bytes = x'00'",
            "images",
            "has other bytes",
        ),
        ("DELETE FROM media", "images", "is not stored"),
        (
            "UPDATE article SET translation_group = 'nobody'",
            "foreign_keys",
            "points at a row of `article` that is not there",
        ),
        (
            "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1",
            "migrations",
            "migration 1",
        ),
        (
            "INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', 1, x'00', 0)",
            "migrations",
            "newer version",
        ),
        (
            "PRAGMA application_id = 5",
            "database_file",
            "another program",
        ),
    ] {
        let desk = desk();
        let sql_without_keys = sql.starts_with("UPDATE article SET translation_group");
        match sql_without_keys || sql.starts_with("PRAGMA") {
            true => tamper_without_keys(&desk, sql).await,
            false => tamper(&desk, sql).await,
        }

        let (status, findings) = doctor(&desk);

        let said = of(&findings, check);
        let is_found = said.iter().any(|(state, message)| {
            *state == "error" && (message.contains(expected) || expected == "the article `a`")
        });
        assert!(is_found, "{sql}: {findings:#?}");
        assert_eq!(status, 1, "{sql}");
    }
}

/// For what SQLite itself would refuse.
async fn tamper_without_keys(desk: &Desk, sql: &'static str) {
    use sqlx::sqlite::SqliteConnectOptions;
    use std::str::FromStr;
    let options = SqliteConnectOptions::from_str(&desk.database_url()).unwrap();
    let mut connection = SqliteConnection::connect_with(&options.foreign_keys(false))
        .await
        .unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[test]
fn a_page_of_zeros_is_damage_wherever_it_is_and_never_a_crash() {
    let desk = desk();
    let whole = fs::read(desk.path("sinew.db")).unwrap();
    let pages = whole.len() / 4096;
    for page in 0..pages {
        let mut file = fs::File::create(desk.path("sinew.db")).unwrap();
        file.write_all(&whole).unwrap();
        file.seek(SeekFrom::Start(page as u64 * 4096)).unwrap();
        file.write_all(&[0; 4096]).unwrap();
        drop(file);

        let said = desk.run_bare("doctor", &["--no-seed", "--format", "json"]);

        let (status, findings) = read(&said);
        let is_noticed = whole[page * 4096..][..4096] == [0; 4096] || status == 1;
        assert!(is_noticed, "page {page}: {findings:#?}");
        assert_eq!(said.err, "", "page {page}");
    }
}

#[test]
fn a_cut_or_garbled_file_is_told_of_in_words() {
    for (length, expected) in [(50, "damaged"), (5000, "damaged"), (20_000, "")] {
        let desk = desk();
        let path = desk.path("sinew.db");
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..length]).unwrap();

        let (status, findings) = doctor(&desk);

        assert_eq!(status, 1, "{length}: {findings:#?}");
        let text = serde_json::to_string(&errors(&findings)).unwrap();
        assert!(text.contains(expected), "{length}: {text}");
    }
}

#[test]
fn a_file_that_is_not_there_or_empty_is_a_warning_and_is_not_made() {
    let desk = Desk::new();

    let (absent_status, absent) = doctor(&desk);
    let is_made = desk.path("sinew.db").exists();
    fs::write(desk.path("sinew.db"), "").unwrap();
    let (empty_status, empty) = doctor(&desk);

    assert!(!is_made);
    assert_eq!((absent_status, empty_status), (0, 0));
    assert_eq!(of(&absent, "database_file")[0].0, "warning");
    assert!(of(&absent, "database_file")[0].1.ends_with("is not there"));
    assert!(of(&empty, "database_file")[0].1.ends_with("is empty"));
    assert_eq!(fs::read(desk.path("sinew.db")).unwrap(), b"");
}

#[test]
fn a_folder_or_an_address_of_no_file_is_an_error() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder")).unwrap();
    for (url, expected) in [
        ("sqlite:folder", "is a folder"),
        ("mysql://x", "DATABASE_URL"),
        ("sqlite::memory:", "DATABASE_URL"),
    ] {
        let said = desk.run_bare("doctor", &["--database-url", url, "--format", "json"]);

        let (status, findings) = read(&said);
        assert_eq!(status, 1, "{url}");
        let (state, message) = of(&findings, "database_file")[0];
        assert_eq!(state, "error");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_database_in_use_is_examined_beside_the_server() {
    let desk = desk();
    let program = Program::start(&desk.path(""), &["--no-seed"]);
    let listen = program.address.trim_start_matches("http://").to_owned();

    let said = desk.run_bare(
        "doctor",
        &["--no-seed", "--format", "json", "--listen", &listen],
    );
    let (server, log) = program.stop();

    let (status, findings) = read(&said);
    assert_eq!((status, errors(&findings)), (0, Vec::new()));
    assert!(
        of(&findings, "listen")[0]
            .1
            .starts_with("a Sinew answers at")
    );
    assert_eq!(of(&findings, "content")[0].0, "ok");
    assert!(
        of(&findings, "write_ahead_log")[0]
            .1
            .contains("a program has the database open")
    );
    assert!(server.success(), "{log}");
}

#[test]
fn an_address_that_another_program_has_is_an_error() {
    let desk = desk();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = other.local_addr().unwrap().to_string();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = other.accept().unwrap();
        stream.write_all(b"SSH-2.0-something\r\n").unwrap();
    });

    let said = desk.run_bare(
        "doctor",
        &["--no-seed", "--format", "json", "--listen", &listen],
    );

    answering.join().unwrap();
    let (status, findings) = read(&said);
    assert_eq!(status, 1);
    assert_eq!(of(&findings, "listen")[0].0, "error");
}

#[test]
fn settings_that_do_not_fit_each_other_are_warnings() {
    let desk = desk();
    for (arguments, check, expected) in [
        (
            ["--public-url", "http://api.example.org"],
            "public_url",
            "warning",
        ),
        (
            ["--public-url", "https://api.example.org"],
            "public_url",
            "ok",
        ),
        (
            ["--public-url", "http://localhost:8080"],
            "public_url",
            "ok",
        ),
        (
            ["--public-url", "https://api.example.org"],
            "trusted_proxies",
            "warning",
        ),
        (["--trusted-proxies", "1"], "trusted_proxies", "ok"),
        (["--max-connections", "4000000000"], "open_files", "warning"),
        (["--max-connections", "10"], "open_files", "ok"),
        (["--locale", "de"], "locale", "warning"),
    ] {
        let mut all = vec!["--no-seed", "--format", "json"];
        all.extend(arguments);

        let (status, findings) = read(&desk.run_bare("doctor", &all));

        assert_eq!(
            of(&findings, check)[0].0,
            expected,
            "{arguments:?}: {findings:#?}"
        );
        assert_eq!(status, 0, "{arguments:?}");
    }
    let public = [
        "--no-seed",
        "--format",
        "json",
        "--listen",
        "0.0.0.0:0",
        "--trusted-proxies",
        "1",
    ];
    let (_, findings) = read(&desk.run_bare("doctor", &public));
    assert_eq!(of(&findings, "trusted_proxies")[0].0, "warning");
}

#[test]
fn the_folder_is_checked_and_compared() {
    let desk = desk();
    desk.folder.article("b", "New.");

    let (changed_status, changed) = doctor(&desk);
    desk.folder.article("c", "Cited [@nobody].");
    let (faulty_status, faulty) = doctor(&desk);
    let missing = read(&desk.run_bare("doctor", &["--seed", "nowhere", "--format", "json"]));

    assert_eq!((changed_status, faulty_status, missing.0), (0, 1, 1));
    let (state, message) = of(&changed, "plan")[0];
    assert_eq!(state, "warning");
    assert!(message.ends_with("1 change"), "{message}");
    assert_eq!(of(&faulty, "seed_folder")[0].0, "error");
    assert!(of(&faulty, "plan").is_empty());
    assert_eq!(of(&missing.1, "seed_folder")[0].0, "error");
}

#[actix_web::test]
async fn a_hundred_faults_of_a_kind_are_cut_and_counted() {
    let folder = Folder::with_entries();
    for number in 0..40 {
        folder.article(&format!("n-{number}"), "Words [@bell-2008].");
    }
    let desk = Desk::with(folder);
    desk.apply();
    tamper(&desk, "DELETE FROM link WHERE source_kind = 'article'").await;

    let (status, findings) = doctor(&desk);

    let said = of(&findings, "content");
    assert_eq!((status, said.len()), (1, 21));
    assert_eq!(said[20].1, "and 20 more like these");
}
