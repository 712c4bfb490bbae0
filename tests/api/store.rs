//! The database: what it refuses, what it keeps, who may use it at once.

pub mod earlier;
mod moments;
mod opening;

use std::cell::Cell;

use sinew::content::Slug;
use sinew::error::Error;
use sinew::store::{Absent, ApplyRequest, Clock, Store};
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::app::{addresses, clock, read};
use crate::folder::Folder;

#[actix_web::test]
async fn every_table_is_strict_and_the_file_is_sound() {
    let directory = TempDir::new().unwrap();
    let url = url(&directory);
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    store
        .apply(
            &ApplyRequest::of(&read(std::path::Path::new("seed"))),
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
        .apply(&ApplyRequest::of(&library), || {
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
            .apply(&ApplyRequest::of(&read(folder.path())), || ())
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
            .apply(&ApplyRequest::of(&read(folder.path())), || ())
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

#[actix_web::test]
async fn figures_count_what_there_is() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.article_with("b", "draft: true\n", "Words.");
    let (_directory, store, _) = moving(&folder).await;
    let before = store.figures().await.unwrap();
    folder.article("a", "Other words.");

    apply(&store, &folder).await;

    let figures = store.figures().await.unwrap();
    assert_eq!((before.revisions, figures.revisions), (7, 8));
    assert_eq!(figures.published_articles, 1);
    assert_eq!(figures.content_version, 2);
    assert!(figures.database_bytes > 0 && figures.wal_bytes > 0);
    assert!(figures.sqlite_version.starts_with("3."));
}

/// A store with the content of a folder, whose clock can be set.
async fn moving(folder: &Folder) -> (TempDir, Store, Clock) {
    let directory = TempDir::new().unwrap();
    let clock = clock();
    let store = Store::open(&url(&directory), addresses(), clock.clone())
        .await
        .unwrap();
    apply(&store, folder).await;
    (directory, store, clock)
}

async fn apply(store: &Store, folder: &Folder) {
    store
        .apply(&ApplyRequest::of(&read(folder.path())), || ())
        .await
        .unwrap();
}

#[actix_web::test]
async fn what_was_public_and_is_removed_is_gone_until_its_slug_is_public_again() {
    let folder = Folder::with_entries();
    folder.article_with("a", "previous_slugs: [old]\n", "Words.");
    folder.article_with("draft", "draft: true\n", "Words.");
    let (_directory, store, _) = moving(&folder).await;
    folder.remove("articles/a.md");
    folder.remove("articles/draft.md");

    let library = read(folder.path());
    let removed = store
        .apply(
            &ApplyRequest::of(&library).with_absent(Absent::Remove),
            || (),
        )
        .await;
    removed.unwrap();
    assert_eq!(kind_of_answer(&store, "a").await, "gone");
    assert_eq!(kind_of_answer(&store, "old").await, "gone");
    assert_eq!(kind_of_answer(&store, "draft").await, "not found");

    // A draft must not show, not even by what it hides.
    folder.article_with("a", "draft: true\n", "Words.");
    apply(&store, &folder).await;
    assert_eq!(kind_of_answer(&store, "a").await, "gone");

    folder.article_with("a", "previous_slugs: [old]\n", "Words.");
    apply(&store, &folder).await;
    assert_eq!(kind_of_answer(&store, "a").await, "there");
    assert_eq!(kind_of_answer(&store, "old").await, "moved");
}

async fn kind_of_answer(store: &Store, slug: &str) -> &'static str {
    match store.article(&Slug::parse(slug).unwrap(), None).await {
        Ok(_) => "there",
        Err(Error::Gone { .. }) => "gone",
        Err(Error::Moved { .. }) => "moved",
        Err(Error::NotFound { .. }) => "not found",
        Err(error) => panic!("{error}"),
    }
}
