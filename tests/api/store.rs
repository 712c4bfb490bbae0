//! The database: what it refuses, what it keeps, who may use it at once.

use std::cell::Cell;
use std::fs;

use sinew::content::{Moment, Slug};
use sinew::error::Error;
use sinew::store::{Absent, Clock, Store, Touched};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
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

#[actix_web::test]
async fn a_change_of_one_reference_moves_the_moments_of_exactly_what_shows_it() {
    let folder = Folder::with_entries();
    folder.article("shows", "Words [@bell-2008].");
    folder.article("shows-not", "Words [@yeun-2017].");
    folder.article("tells-of-it", "See [it](article:shows).");
    let (_directory, store, clock) = moving(&folder).await;
    let later = Moment::parse("2026-11-23T12:00:00Z").unwrap();

    clock.set(later);
    let bibliography = std::fs::read_to_string(folder.path().join("references.bib")).unwrap();
    folder.write(
        "references.bib",
        &bibliography.replace("{Massage therapy}", "{Massage}"),
    );
    let version = store.version();
    apply(&store, &folder).await;

    let mut moved = Vec::new();
    for slug in ["shows", "shows-not", "tells-of-it"] {
        let article = store.article(&Slug::parse(slug).unwrap(), None).await;
        let article = article.unwrap();
        assert!(article.value.updated_at < later);
        moved.push(article.modified_at == Some(later));
    }
    let therapy = Slug::parse("swedish-massage").unwrap();
    let therapy = store.therapy(&therapy).await.unwrap();
    assert_eq!(moved, [true, false, false]);
    assert_eq!(therapy.modified_at, Some(later));
    let (_, Touched::Named(tags)) = store.touched_after(version).await.unwrap() else {
        panic!("so little can be named");
    };
    let tags: Vec<&str> = tags.iter().collect();
    assert_eq!(tags, ["list:references", "reference:bell-2008"]);
}

#[actix_web::test]
async fn a_clock_that_is_set_back_takes_no_moment_back() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let (_directory, store, clock) = moving(&folder).await;
    let slug = Slug::parse("a").unwrap();
    let before = store.article(&slug, None).await.unwrap().modified_at;

    clock.set(Moment::parse("2020-01-01T00:00:00Z").unwrap());
    folder.article("a", "Other words.");
    apply(&store, &folder).await;

    assert_eq!(
        store.article(&slug, None).await.unwrap().modified_at,
        before
    );
}

#[actix_web::test]
async fn the_version_is_known_to_all_clones_at_once_and_to_other_processes_when_they_look() {
    let folder = Folder::with_entries();
    let (directory, store, _) = moving(&folder).await;
    let other = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();
    let clone = store.clone();
    assert_eq!((store.version(), other.version()), (1, 1));

    folder.article("a", "Words.");
    apply(&store, &folder).await;

    assert_eq!((clone.version(), other.version()), (2, 1));
    assert_eq!(other.refresh_version().await.unwrap(), 2);
    assert_eq!(other.version(), 2);
    apply(&store, &folder).await;
    assert_eq!(store.version(), 2);
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

#[actix_web::test]
async fn what_was_stored_before_moments_were_kept_has_the_last_of_them() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let (directory, store, _) = moving(&folder).await;
    store.close().await;
    take_back_the_third_migration(&directory).await;

    let store = Store::open(&url(&directory), addresses(), clock())
        .await
        .unwrap();

    let article = store.article(&Slug::parse("a").unwrap(), None).await;
    let article = article.unwrap();
    assert_eq!(article.modified_at, Some(article.value.updated_at));
    assert_eq!(store.figures().await.unwrap().revisions, 6);
}

/// Makes the tables those of the version before.
async fn take_back_the_third_migration(directory: &TempDir) {
    let mut connection = SqliteConnection::connect(&url(directory)).await.unwrap();
    let views = include_str!("../../migrations/sqlite/0001_content.sql");
    let views = &views[views.find("CREATE VIEW published_article").unwrap()..];
    let (views, _) = views.split_once("-- What published").unwrap();
    let back = format!(
        "DROP VIEW published_article; DROP VIEW published_entry; DROP TABLE touched;
         ALTER TABLE article DROP COLUMN modified_at; ALTER TABLE entry DROP COLUMN modified_at;
         ALTER TABLE content_version DROP COLUMN revisions;
         DELETE FROM _sqlx_migrations WHERE version = 3; {views}"
    );
    sqlx::raw_sql(AssertSqlSafe(back))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
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
        .apply(&read(folder.path()), Absent::Keep, None, || ())
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
    let removed = store.apply(&library, Absent::Remove, None, || ()).await;
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
