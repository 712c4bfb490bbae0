//! The database: what it refuses, what it keeps, who may use it at once.

use std::cell::Cell;
use std::fs;

use sinew::store::{Absent, Store};
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::app::{addresses, clock, read};
use crate::folder::Folder;

#[actix_web::test]
async fn a_database_of_another_program_is_refused_and_left_alone() {
    let directory = TempDir::new().unwrap();
    let url = url(&directory);
    let mut other = SqliteConnection::connect(&format!("{url}?mode=rwc"))
        .await
        .unwrap();
    sqlx::query("CREATE TABLE theirs (id INTEGER)")
        .execute(&mut other)
        .await
        .unwrap();
    other.close().await.unwrap();
    let before = fs::read(directory.path().join("test.db")).unwrap();

    let error = Store::open(&url, addresses(), clock()).await.unwrap_err();

    assert!(error.to_string().contains("another program"), "{error}");
    assert_eq!(fs::read(directory.path().join("test.db")).unwrap(), before);
}

#[actix_web::test]
async fn a_file_that_cannot_be_opened_is_refused_with_what_to_do() {
    let directory = TempDir::new().unwrap();
    let file = directory.path().join("test.db");
    let store = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();
    store
        .apply(
            &read(std::path::Path::new("seed")),
            Absent::Keep,
            None,
            || (),
        )
        .await
        .unwrap();
    store.close().await;
    let sound = fs::read(&file).unwrap();
    let noise = vec![0x5a; sound.len()];

    for (bytes, advice) in [
        (noise.clone(), "is no SQLite database; name another file"),
        (
            [&sound[..4096], &noise[4096..]].concat(),
            "is damaged; restore a backup",
        ),
    ] {
        fs::write(&file, bytes).unwrap();
        let error = Store::open(&url(&directory), addresses(), clock())
            .await
            .unwrap_err();
        assert!(error.to_string().contains(advice), "{error}");
    }
}

#[actix_web::test]
async fn two_programs_that_start_at_once_migrate_once() {
    let directory = TempDir::new().unwrap();
    let url = url(&directory);

    let open = || {
        let url = url.clone();
        actix_web::rt::spawn(async move { Store::open(&url, addresses(), clock()).await })
    };
    let (one, other) = (open(), open());

    assert!(one.await.unwrap().is_ok());
    assert!(other.await.unwrap().is_ok());
}

#[actix_web::test]
async fn every_table_is_strict_and_the_file_is_sound() {
    let directory = TempDir::new().unwrap();
    let url = url(&directory);
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    store
        .apply(
            &read(std::path::Path::new("seed")),
            Absent::Keep,
            None,
            || (),
        )
        .await
        .unwrap();
    store.close().await;
    let mut connection = SqliteConnection::connect(&url).await.unwrap();

    let loose = sqlx::query(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    );
    assert!(loose.fetch_all(&mut connection).await.unwrap().is_empty());
    let check = sqlx::query("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(check.get::<String, _>(0), "ok");
    assert!(
        sqlx::query("PRAGMA foreign_key_check")
            .fetch_all(&mut connection)
            .await
            .unwrap()
            .is_empty()
    );
    let mode = sqlx::query("PRAGMA journal_mode")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(mode.get::<String, _>(0), "wal");
}

#[actix_web::test]
async fn an_apply_that_fails_half_way_leaves_no_trace() {
    let directory = TempDir::new().unwrap();
    let store = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();
    let folder = Folder::with_entries();
    folder.article_with("a", "previous_slugs: [z]\n", "Words.");
    folder.article("b", "Words.");
    let mut library = read(folder.path());
    // The folder's own checks would find it: the last article takes the slug that the first one reserves.
    library.articles[1].draft.slug = library.articles[0].draft.previous_slugs[0].clone();
    let written = Cell::new(0);

    let error = store
        .apply(&library, Absent::Keep, None, || {
            written.set(written.get() + 1)
        })
        .await
        .unwrap_err();

    assert!(
        error.to_string().contains("leads to the article `a`"),
        "{error}"
    );
    assert!(written.get() >= 6, "{}", written.get());
    assert!(store.is_empty().await.unwrap());
    assert_eq!(
        store
            .apply(&read(folder.path()), Absent::Keep, None, || ())
            .await
            .unwrap()
            .revisions(),
        7
    );
}

#[actix_web::test]
async fn revisions_stay_when_their_article_changes() {
    let directory = TempDir::new().unwrap();
    let url = url(&directory);
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    let folder = Folder::with_entries();
    for words in ["One.", "Two.", "Three."] {
        folder.article("a", &format!("{words} [@bell-2008]"));
        store
            .apply(&read(folder.path()), Absent::Keep, None, || ())
            .await
            .unwrap();
    }
    store.close().await;
    let mut connection = SqliteConnection::connect(&url).await.unwrap();

    let rows =
        sqlx::query("SELECT source, body FROM revision WHERE kind = 'article' ORDER BY number");
    let rows = rows.fetch_all(&mut connection).await.unwrap();

    let sources: Vec<bool> = rows
        .iter()
        .zip(["One.", "Two.", "Three."])
        .map(|(row, words)| {
            row.get::<String, _>(0).contains(words) && row.get::<String, _>(1).contains(words)
        })
        .collect();
    assert_eq!(sources, [true, true, true]);
    let links =
        sqlx::query("SELECT count(DISTINCT revision) FROM link WHERE source_kind = 'article'");
    assert_eq!(
        links
            .fetch_one(&mut connection)
            .await
            .unwrap()
            .get::<i64, _>(0),
        1
    );
}

fn url(directory: &TempDir) -> String {
    format!("sqlite:{}", directory.path().join("test.db").display())
}
