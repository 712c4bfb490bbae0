//! Tokens of another history: of other databases, of states that a backup has undone, of servers that answer otherwise.

use sinew::content::{Addresses, Locale, Moment};
use sinew::error::Error;
use sinew::store::{ApplyRequest, Clock, PageSize, Store, SyncPosition, Unseen};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tempfile::TempDir;

use super::folder;
use super::mirror::Mirror;
use crate::app::{TestApp, addresses, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;
use crate::store::earlier::take_back;

async fn token(app: &TestApp) -> String {
    let answer = app.get("/v1/sync").await.json();
    answer["next_token"].as_str().unwrap().to_owned()
}

/// A copy of a database as it is now.
async fn copy(url: &str, directory: &TempDir) -> String {
    let path = directory.path().join("copy.db");
    let mut connection = SqliteConnection::connect(url).await.unwrap();
    let copy = AssertSqlSafe(format!("VACUUM INTO '{}'", path.display()));
    sqlx::query(copy).execute(&mut connection).await.unwrap();
    format!("sqlite:{}", path.display())
}

async fn ask(store: &Store, token: &str) -> Result<usize, Error> {
    let position = SyncPosition::parse(token).unwrap();
    let part = store.sync(Some(&position), PageSize::OF_SYNC).await;
    part.map(|part| part.value.items.len())
}

#[actix_web::test]
async fn a_backup_that_was_brought_back_takes_tokens_of_its_own_time_alone() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let before = token(&app).await;
    let directory = TempDir::new().unwrap();
    let url = copy(&app.database_url(), &directory).await;
    editor.act("two", "unpublish", "{}").await.json();
    let after = token(&app).await;

    let restored = Store::open(&url, addresses(), later()).await.unwrap();
    let (known, unknown) = (ask(&restored, &before).await, ask(&restored, &after).await);
    // Writes of its own bring it to the number that the other history had reached, and past it.
    let library = read(changed(&folder()).path());
    restored
        .apply(&ApplyRequest::of(&library), || ())
        .await
        .unwrap();
    let reached = ask(&restored, &after).await;

    assert_eq!(known.unwrap(), 0);
    assert!(matches!(unknown, Err(Error::ExpiredToken)));
    assert!(matches!(reached, Err(Error::ExpiredToken)));
    assert!(ask(&restored, &before).await.unwrap() > 0);
}

/// Ids come from the clock: those of another time are others.
fn later() -> Clock {
    Clock::still(Moment::parse("2026-11-23T12:00:00Z").unwrap())
}

fn changed(folder: &Folder) -> Folder {
    let other = Folder::with_entries();
    other.article("three", "Words.");
    other.article_with("kept-back", "draft: true\n", "Words.");
    std::fs::copy(
        folder.path().join("articles/one.md"),
        other.path().join("articles/one.md"),
    )
    .unwrap();
    other.article("two", "Other words.");
    other
}

#[actix_web::test]
async fn a_walk_that_began_before_a_backup_was_brought_back_begins_anew() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let directory = TempDir::new().unwrap();
    let url = copy(&app.database_url(), &directory).await;
    editor.act("two", "unpublish", "{}").await.json();
    let first = app.get("/v1/sync?limit=1").await.json();

    let restored = Store::open(&url, addresses(), clock()).await.unwrap();
    let on = ask(&restored, first["next_token"].as_str().unwrap()).await;

    // What it met was there before, but not all that it was not to hear of.
    assert!(matches!(on, Err(Error::ExpiredToken)));
}

#[actix_web::test]
async fn a_token_of_another_database_or_other_addresses_is_expired() {
    let app = TestApp::with(&folder()).await;
    let token = token(&app).await;
    let other = TestApp::with(&changed(&folder())).await;
    let moved = Addresses::new("https://example.org", Locale::parse("en").unwrap());
    let german = Addresses::new("", Locale::parse("de").unwrap());

    let path = format!("/v1/sync?token={token}");
    let answer = other.get(&path).await;
    let problem = answer.problem(410);

    assert_eq!(problem["type"], "/problems/expired-token");
    assert_eq!(answer.header("link"), Some("</v1/sync>; rel=\"first\""));
    for addresses in [moved, german] {
        let same = Store::open(&app.database_url(), addresses, clock())
            .await
            .unwrap();
        assert!(matches!(ask(&same, &token).await, Err(Error::ExpiredToken)));
    }
    assert_eq!(ask(&app.store, &token).await.unwrap(), 0);
}

#[actix_web::test]
async fn the_position_of_now_is_where_a_mirror_ends() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let start = app.store.sync_position_now().await.unwrap();
    editor.act("two", "unpublish", "{}").await.json();

    let now = app.store.sync_position_now().await.unwrap();
    let changes = app.store.changes_after(&start, 10).await.unwrap();

    assert_eq!(now.to_string(), token(&app).await);
    let told: Vec<(&str, bool)> = changes
        .iter()
        .map(|it| (it.slug.as_str(), it.is_public))
        .collect();
    assert_eq!(told, [("two", false), ("one", true)]);
    assert_eq!(changes[1].position, now);
    assert_eq!(app.store.changes_after(&now, 10).await.unwrap(), []);
    assert_eq!(
        app.store
            .changes_after(&changes[0].position, 10)
            .await
            .unwrap(),
        changes[1..]
    );
}

#[actix_web::test]
async fn a_number_that_no_write_has_is_refused() {
    let app = TestApp::with(&folder()).await;
    let parts = |version: &str, floor: &str| {
        let key = [version, "1", "article", "a", floor, "0123456789abcdef"];
        let key = key.map(str::to_owned).to_vec();
        sinew::store::Cursor::new("changes", key).to_string()
    };

    for (version, floor) in [
        ("-1", "0"),
        ("9223372036854775807", "0"),
        ("1", "9223372036854775807"),
        ("a", "0"),
    ] {
        let token = parts(version, floor);
        app.get(&format!("/v1/sync?token={token}"))
            .await
            .problem(400);
    }
    for (version, floor) in [
        ("4294967295", "0"),
        ("0", "4294967295"),
        ("1", "1"),
        ("0", "0"),
    ] {
        let token = parts(version, floor);
        app.get(&format!("/v1/sync?token={token}"))
            .await
            .problem(410);
    }
    assert!(Mirror::fresh(&app.store).await.len() > 0);
}

#[actix_web::test]
async fn a_database_of_before_is_mirrored_like_any_other() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    editor.act("two", "unpublish", "{}").await.json();
    let directory = TempDir::new().unwrap();
    take_back(&app.database_url(), &directory, 13).await;
    let url = format!("sqlite:{}", directory.path().join("test.db").display());

    let store = Store::open(&url, addresses(), later()).await.unwrap();
    let mut mirror = Mirror::fresh(&store).await;
    let at_first = mirror.clone();
    let library = read(changed(&folder()).path());
    let request = ApplyRequest {
        unseen: Unseen::Overwrite,
        ..ApplyRequest::of(&library)
    };
    let applied = store.apply(&request, || ()).await;
    applied.unwrap();
    mirror.catch_up(&store, 1).await;

    assert_eq!(at_first, Mirror::fresh(&app.store).await);
    assert_eq!(mirror, Mirror::fresh(&store).await);
    assert_eq!(mirror.len(), at_first.len() + 2);
}
