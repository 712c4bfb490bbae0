//! What is not fit for its moment is told, and holds up nothing else.

use crate::app::{TestApp, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;

use super::{AT, LATER, draft, failed, keep, set, standing};

#[actix_web::test]
async fn what_is_not_fit_at_its_moment_is_reported_and_taken_back() {
    let clock = clock();
    let folder = draft();
    folder.article_with("b", "draft: true\n", "Words.");
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    for slug in ["a", "b"] {
        editor.act(slug, "publish", AT).await.json();
    }
    execute(&app, "DELETE FROM entry WHERE id = 'bell-2008'").await;

    set(&clock, "13:00:00");
    keep(&app).await;

    app.get("/v1/articles/a").await.problem(404);
    assert_eq!(app.get("/v1/articles/b").await.status, 200);
    let failures = failed(&editor).await;
    assert_eq!(failures.len(), 1, "{failures:?}");
    let failure = &failures[0];
    assert_eq!(failure["article"]["slug"], "a");
    assert_eq!(failure["article"]["title"], "About a");
    assert_eq!(failure["due_at"], "2026-11-22T13:00:00.000Z");
    assert_eq!(failure["failed_at"], "2026-11-22T13:00:00.000Z");
    assert_eq!(failure["revision"], 2);
    assert_eq!(failure["findings"][0]["code"], "CIT001");
    assert!(standing(&editor, "a").await.get("publish_at").is_none());
    assert_eq!(app.store.due().await.unwrap(), []);

    editor.act("a", "unschedule", "").await.json();
    assert!(failed(&editor).await.is_empty());
}

async fn execute(app: &TestApp, sql: &'static str) {
    use sqlx::Connection;
    let mut connection = sqlx::SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
}

#[actix_web::test]
async fn a_broken_article_holds_up_no_other() {
    let clock = clock();
    let folder = draft();
    folder.article_with("b", "draft: true\n", "Words.");
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    editor.act("b", "publish", LATER).await.json();
    execute(&app, "DROP TRIGGER revision_is_never_changed").await;
    execute(
        &app,
        "UPDATE revision SET body = '{}'
         WHERE kind = 'article' AND owner = (SELECT id FROM article WHERE slug = 'a')",
    )
    .await;

    set(&clock, "15:00:00");
    keep(&app).await;

    assert_eq!(app.get("/v1/articles/b").await.status, 200);
    let failures = failed(&editor).await;
    assert_eq!(failures[0]["findings"][0]["code"], "CORRUPT");
}

#[actix_web::test]
async fn many_that_cannot_be_done_hold_up_none_behind_them() {
    let clock = clock();
    let folder = Folder::with_entries();
    for number in 0..101 {
        let end = "unpublish_at: 2026-11-22T13:00:00Z\n";
        folder.article_with(&format!("a{number}"), end, "Words.");
    }
    folder.article_with("z", "unpublish_at: 2026-11-22T14:00:00Z\n", "Words.");
    let app = TestApp::at(clock.clone(), &folder).await;
    execute(
        &app,
        "UPDATE article SET slug = 'Not a slug ' || id WHERE slug <> 'z'",
    )
    .await;

    set(&clock, "15:00:00");
    keep(&app).await;

    app.get("/v1/articles/z").await.problem(404);
    assert_eq!(app.store.due().await.unwrap().len(), 100);
}

#[actix_web::test]
async fn a_slug_that_was_taken_meanwhile_fails_the_schedule() {
    let clock = clock();
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let renamed = "---\ntitle: T\nsummary: S\nslug: b\n---\n\nWords.\n";
    folder.write("articles/a.draft.md", renamed);
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", AT).await.json();
    // What is scheduled stays so, but the newer draft claims the slug no more.
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: T\nsummary: S\nslug: c\n---\n\nWords.\n",
    );
    app.apply_over(&read(folder.path())).await;
    let other = Folder::with_entries();
    other.article("b", "Quicker.");
    app.apply_over(&read(other.path())).await;

    set(&clock, "13:00:00");
    keep(&app).await;

    let failures = failed(&editor).await;
    assert_eq!(failures[0]["findings"][0]["code"], "ID002");
    assert_eq!(app.get("/v1/articles/a").await.json()["slug"], "a");
    assert!(app.get("/v1/articles/b").await.text().contains("Quicker"));
}

#[actix_web::test]
async fn reviews_are_asked_for_by_their_state() {
    let app = TestApp::at(clock(), &draft()).await;
    let editor = Editor::of(&app).await;

    for path in [
        "/v1/reviews",
        "/v1/reviews?state=",
        "/v1/reviews?state=late",
    ] {
        let problem = editor.get(path).await.problem(400);
        assert_eq!(problem["violations"][0]["parameter"], "state", "{path}");
    }
    app.get("/v1/reviews?state=failed").await.problem(401);
    assert!(failed(&editor).await.is_empty());
}
