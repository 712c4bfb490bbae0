//! What the audit log tells of moments: what happened, and nothing that only was to happen.

use crate::app::{TestApp, clock};
use crate::editor::Editor;
use crate::folder::Folder;

use super::{AT, draft, keep, set};

/// Actor, action, revisions and message of what was done to articles over HTTP and by the schedule.
async fn told(app: &TestApp) -> Vec<(String, String, Option<i64>, Option<i64>, String)> {
    use sqlx::{Connection, Row};
    let mut connection = sqlx::SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    let rows = sqlx::query(
        "SELECT actor, action, before_revision, after_revision, message
         FROM audit
         WHERE kind = 'article' AND actor <> 'command'
         ORDER BY position",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let text = |row: &sqlx::sqlite::SqliteRow, at: usize| {
        row.get::<Option<String>, _>(at).unwrap_or_default()
    };
    let read = |row| {
        (
            text(row, 0),
            text(row, 1),
            row.get(2),
            row.get(3),
            text(row, 4),
        )
    };
    rows.iter().map(read).collect()
}

#[actix_web::test]
async fn a_forced_schedule_is_told_as_a_publication_only_when_its_moment_has_come() {
    let clock = clock();
    let folder = Folder::with_entries();
    folder.write(
        "references/gone.bib",
        "@article{gone-2001, title = {Gone}, author = {A, B.}, year = {2001}, notice = {retracted}, notice_on = {2010-01-02}}\n",
    );
    folder.article_with("a", "draft: true\n", "Words [@gone-2001].");
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    let forced = r#"{"at": "2026-11-22T13:00:00Z", "force": {"reason": "It tells of the fraud"}}"#;

    editor.act("a", "publish", forced).await.json();
    let before = told(&app).await;
    set(&clock, "13:00:00");
    keep(&app).await;
    let after = told(&app).await;

    assert_eq!(before.len(), 1, "{before:?}");
    assert_eq!(
        (before[0].1.as_str(), before[0].4.as_str()),
        ("schedule", "It tells of the fraud")
    );
    assert_eq!(after.len(), 2, "{after:?}");
    let (actor, action, _, _, reason) = &after[1];
    assert_eq!(
        (actor.as_str(), action.as_str(), reason.as_str()),
        ("schedule", "force_publish", "It tells of the fraud")
    );
}

#[actix_web::test]
async fn unpublishing_what_was_only_to_become_public_takes_its_moment_back() {
    let app = TestApp::at(clock(), &draft()).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();

    editor.act("a", "unpublish", "{}").await.json();

    let told = told(&app).await;
    let (_, action, before, after, _) = &told[1];
    assert_eq!(
        (action.as_str(), *before, *after),
        ("unschedule", Some(2), Some(3))
    );
    let draft = editor.get("/v1/articles/a/draft").await.json();
    assert_eq!(draft.get("publish_at"), None, "{draft}");
    assert_eq!(app.store.due().await.unwrap(), []);
}
