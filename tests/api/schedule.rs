//! What happens by itself when its moment has come. Servers look several times a second; the clock of a test stands still
//! until it is set.

mod failing;
mod telling;

use std::time::Duration;

use serde_json::Value;
use sinew::content::{Locale, Moment, Slug};
use sinew::desk::Schedule;
use sinew::error::Error;
use sinew::store::{Clock, Store};

use crate::app::{TestApp, addresses, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;

const AT: &str = r#"{"at": "2026-11-22T13:00:00Z"}"#;
const LATER: &str = r#"{"at": "2026-11-22T14:00:00Z"}"#;

fn set(clock: &Clock, time: &str) {
    clock.set(Moment::parse(&format!("2026-11-22T{time}Z")).unwrap());
}

/// An article `a` that is a draft.
fn draft() -> Folder {
    let folder = Folder::with_entries();
    folder.article_with("a", "draft: true\n", "Words [@bell-2008].");
    folder
}

/// Asks until the answer has a status; the server has five seconds.
async fn becomes(app: &TestApp, path: &str, status: u16) {
    for _ in 0..100 {
        if app.get(path).await.status.as_u16() == status {
            return;
        }
        actix_web::rt::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{path} never was {status}");
}

/// Does what is due, as any server on the database would.
async fn keep(app: &TestApp) {
    Schedule::new(app.store.clone()).keep().await.unwrap();
}

async fn standing(editor: &Editor<'_>, slug: &str) -> Value {
    let drafts = editor.get("/v1/drafts").await.json();
    let mut items = drafts["items"].as_array().unwrap().iter();
    items
        .find(|item| item["slug"] == slug)
        .cloned()
        .unwrap_or_default()
}

async fn failed(editor: &Editor<'_>) -> Vec<Value> {
    let reviews = editor.get("/v1/reviews?state=failed").await.json();
    reviews["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn a_running_server_publishes_and_unpublishes_at_the_moments() {
    let clock = clock();
    let app = TestApp::at(clock.clone(), &draft()).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    editor.act("a", "unpublish", LATER).await.json();
    set(&clock, "12:59:59.999");
    actix_web::rt::time::sleep(Duration::from_millis(600)).await;
    app.get("/v1/articles/a").await.problem(404);

    set(&clock, "13:00:00");
    becomes(&app, "/v1/articles/a", 200).await;
    let article = app.get("/v1/articles/a").await.json();
    assert_eq!(article["published_at"], "2026-11-22T13:00:00.000Z");
    assert_eq!(article["first_published_at"], "2026-11-22T13:00:00.000Z");

    set(&clock, "14:00:00");
    becomes(&app, "/v1/articles/a", 404).await;
    assert_eq!(app.store.due().await.unwrap(), []);
}

#[actix_web::test]
async fn what_fell_due_while_no_server_ran_happens_in_the_order_of_its_moments() {
    let clock = clock();
    let folder = draft();
    folder.article_with("b", "draft: true\n", "Words.");
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    editor.act("b", "publish", LATER).await.json();
    editor.act("a", "publish", AT).await.json();
    let end = r#"{"at": "2026-11-22T13:30:00Z"}"#;
    editor.act("a", "unpublish", end).await.json();

    set(&clock, "20:00:00");
    keep(&app).await;

    app.get("/v1/articles/a").await.problem(404);
    let article = app.get("/v1/articles/b").await.json();
    assert_eq!(article["published_at"], "2026-11-22T20:00:00.000Z");
    let log = audit(&app).await;
    let of_schedule: Vec<&str> = log
        .iter()
        .filter(|(actor, _)| actor == "schedule")
        .map(|(_, action)| action.as_str())
        .collect();
    assert_eq!(of_schedule, ["publish", "unpublish", "publish"]);
}

/// Who did what, in order.
async fn audit(app: &TestApp) -> Vec<(String, String)> {
    use sqlx::{Connection, Row};
    let mut connection = sqlx::SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    let rows = sqlx::query("SELECT actor, action FROM audit ORDER BY position")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[actix_web::test]
async fn the_revision_that_was_scheduled_becomes_public_beside_a_newer_draft() {
    let clock = clock();
    let folder = draft();
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    folder.article_with("a", "draft: true\n", "A newer draft.");
    app.apply_over(&read(folder.path())).await;
    let before = standing(&editor, "a").await;
    assert_eq!(
        (&before["head_revision"], &before["scheduled_revision"]),
        (&3.into(), &2.into())
    );

    set(&clock, "13:00:00");
    keep(&app).await;

    let article = app.get("/v1/articles/a").await.text();
    assert!(!article.contains("A newer draft.") && article.contains("Words"));
    let after = standing(&editor, "a").await;
    assert_eq!(
        (&after["head_revision"], &after["published_revision"]),
        (&3.into(), &2.into())
    );
}

#[actix_web::test]
async fn readers_never_see_the_number_of_a_revision_fall() {
    let clock = clock();
    let folder = draft();
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", "{}").await.json();
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: T\nsummary: S\n---\n\nNew.\n",
    );
    folder.article("a", "Words [@bell-2008].");
    app.apply_over(&read(folder.path())).await;
    editor.act("a", "publish", AT).await.json();
    // A newer public text, beside the one that waits.
    folder.remove("articles/a.draft.md");
    folder.article("a", "Urgent words.");
    app.apply_over(&read(folder.path())).await;
    let urgent = app.get("/v1/articles/a").await.json();
    assert!(urgent.to_string().contains("Urgent"));

    set(&clock, "13:00:00");
    keep(&app).await;

    let article = app.get("/v1/articles/a").await.json();
    assert!(article.to_string().contains("New."));
    assert!(article["revision"].as_i64() > urgent["revision"].as_i64());
}

#[actix_web::test]
async fn two_servers_on_one_database_do_each_thing_once() {
    let clock = clock();
    let app = TestApp::at(clock.clone(), &draft()).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    let other = Store::open(&app.database_url(), addresses(), clock.clone())
        .await
        .unwrap();
    let due = app.store.due().await.unwrap().remove(0);
    let sinew::store::Deed::Publish { revision } = due.deed else {
        panic!("{due:?}");
    };
    let version = app.store.version();
    set(&clock, "13:00:00");

    let (one, two) = tokio::join!(
        app.store.publish_due(&due, revision, version),
        other.publish_due(&due, revision, version),
    );

    assert_ne!(one.unwrap(), two.unwrap());
    assert_eq!(app.get("/v1/articles/a").await.status, 200);
}

#[actix_web::test]
async fn what_was_checked_before_another_write_is_not_published_unchecked() {
    let app = TestApp::at(clock(), &draft()).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    let due = app.store.due().await.unwrap().remove(0);
    let checked = app.store.due_text(&due).await.unwrap().unwrap();
    let other = Folder::with_entries();
    other.article("b", "Words.");
    app.apply_over(&read(other.path())).await;
    // The clock of the server stands still, so that it does nothing itself.
    let one = Clock::still(Moment::parse("2026-11-22T13:00:00Z").unwrap());
    let late = Store::open(&app.database_url(), addresses(), one)
        .await
        .unwrap();

    let published = late.publish_due(&due, 2, checked.version).await;

    assert!(matches!(published, Err(Error::Outdated)), "{published:?}");
    let again = late.due_text(&due).await.unwrap().unwrap();
    assert!(late.publish_due(&due, 2, again.version).await.unwrap());
}

#[actix_web::test]
async fn what_was_taken_back_does_not_happen() {
    let clock = clock();
    let app = TestApp::at(clock.clone(), &draft()).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    let due = app.store.due().await.unwrap().remove(0);
    editor.act("a", "unschedule", "").await.json();

    set(&clock, "13:00:00");
    keep(&app).await;

    assert!(
        !app.store
            .publish_due(&due, 2, app.store.version())
            .await
            .unwrap()
    );
    app.get("/v1/articles/a").await.problem(404);
}

#[actix_web::test]
async fn a_file_names_moments_as_an_editor_does() {
    let clock = clock();
    let folder = Folder::with_entries();
    let moments = "publish_at: 2026-11-22T13:00:00Z\nunpublish_at: 2026-11-22T14:00:00Z\n";
    folder.article_with("a", moments, "Words.");
    let app = TestApp::at(clock.clone(), &folder).await;
    let slug = Slug::parse("a").unwrap();
    assert!(app.store.article(&slug, None).await.is_err());

    set(&clock, "13:00:00");
    keep(&app).await;
    assert_eq!(app.get("/v1/articles/a").await.status, 200);
    assert!(app.apply(&folder).await.is_empty());

    set(&clock, "14:00:00");
    keep(&app).await;
    app.get("/v1/articles/a").await.problem(404);
    assert!(app.apply(&folder).await.is_empty());
    let stored = app.store.stored_library().await.unwrap();
    let en = Locale::parse("en").unwrap();
    let ids = sinew::render::WrittenIds::Authored;
    let export = sinew::seed::export(&stored.library, &en, ids).unwrap();
    assert_eq!(export.rewritten, Vec::<String>::new());
}
