//! Which files are opened, which are refused, and what is noticed when one goes away.

use std::fs;
use std::time::Duration;

use sinew::store::{ApplyRequest, Store};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::{moving, url};
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
            &ApplyRequest::of(&read(std::path::Path::new("seed"))),
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
async fn programs_that_start_at_once_migrate_once() {
    for _ in 0..10 {
        let directory = TempDir::new().unwrap();
        let url = url(&directory);
        let open = || {
            let url = url.clone();
            actix_web::rt::spawn(async move { Store::open(&url, addresses(), clock()).await })
        };

        let all = [(); 4].map(|()| open());

        for one in all {
            one.await.unwrap().unwrap();
        }
    }
}

#[actix_web::test]
async fn a_database_is_opened_while_another_program_writes() {
    let directory = TempDir::new().unwrap();
    let url = url(&directory);
    let open = || Store::open(&url, addresses(), clock());
    open().await.unwrap().close().await;
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    let writing = other.begin_with("BEGIN IMMEDIATE").await.unwrap();

    let opened = tokio::time::timeout(Duration::from_secs(4), open()).await;

    opened.unwrap().unwrap();
    writing.rollback().await.unwrap();
}

#[cfg(unix)]
#[actix_web::test]
async fn a_database_that_is_deleted_or_replaced_is_noticed() {
    let folder = Folder::with_entries();
    let (directory, store, _) = moving(&folder).await;
    let file = directory.path().join("test.db");
    assert!(store.refresh_version().await.is_ok());

    let copy = fs::read(&file).unwrap();
    fs::rename(&file, directory.path().join("old.db")).unwrap();
    let deleted = store.refresh_version().await.unwrap_err();
    fs::write(&file, copy).unwrap();
    let replaced = store.refresh_version().await.unwrap_err();

    assert!(deleted.to_string().contains("was deleted"), "{deleted}");
    assert!(replaced.to_string().contains("another file"), "{replaced}");
}
