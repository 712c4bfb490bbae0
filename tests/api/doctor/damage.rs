//! Damage of every kind is found and named, and never stops the doctor.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::str::FromStr;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use super::{desk, doctor, errors, of, read, tamper};
use crate::desk::Desk;
use crate::folder::Folder;

/// What is done to a sound database, the check that finds it, and what it says.
const DAMAGE: [(&str, &str, &str); 26] = [
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
        "DELETE FROM claim",
        "content",
        "the article `a` (en), revision 1: the index lacks the claim of `",
    ),
    (
        "INSERT INTO claim
         SELECT a.id, a.head_revision, 9, 'swedish-massage', 'sciatica', 'supported', NULL, NULL, NULL, 'there', 'It helps.'
         FROM article a",
        "content",
        "the article `a` (en), revision 2: the index has a claim of `there`, which the text does not make",
    ),
    (
        "INSERT INTO claim VALUES ('gone', 3, 1, 'cupping', 'cramp', 'mixed', NULL, NULL, NULL, 'there', 'It helps.')",
        "index",
        "claims of revision 3 of the article `gone`",
    ),
    (
        "DELETE FROM facet WHERE kind = 'locale'",
        "content",
        "the article `a` (en), revision 1: lists do not find it by the locale `en`",
    ),
    (
        "INSERT INTO facet SELECT 'keyword', 'gout', n.number FROM listed_article n",
        "content",
        "lists find it by the keyword `gout`, which it does not have",
    ),
    (
        "DELETE FROM sort_key",
        "content",
        "the article `a` (en), revision 1: lists do not have it",
    ),
    (
        "UPDATE sort_key SET title = 'z'",
        "content",
        "lists sort it by another title",
    ),
    (
        "INSERT INTO listed_article VALUES (99, 'gone', 'en');
         INSERT INTO facet VALUES ('locale', 'en', 99)",
        "index",
        "lists have the article `gone`, which is not public",
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
];

#[actix_web::test]
async fn every_kind_of_damage_to_the_content_is_found_and_named() {
    for (sql, check, expected) in DAMAGE {
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
    let options = SqliteConnectOptions::from_str(&desk.database_url()).unwrap();
    let mut connection = SqliteConnection::connect_with(&options.foreign_keys(false))
        .await
        .unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[actix_web::test]
async fn a_page_of_zeros_is_damage_wherever_it_is_and_never_a_crash() {
    let desk = desk();
    without_free_pages(&desk).await;
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

/// Nobody reads them, so they cannot be damaged.
async fn without_free_pages(desk: &Desk) {
    let mut connection = SqliteConnection::connect(&desk.database_url())
        .await
        .unwrap();
    sqlx::query("PRAGMA incremental_vacuum")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
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

#[actix_web::test]
async fn faults_of_a_kind_are_cut_at_twenty_and_counted() {
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
