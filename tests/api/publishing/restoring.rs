//! An older revision becomes the draft again.

use crate::app::TestApp;
use crate::editor::Editor;
use crate::folder::Folder;

async fn app() -> TestApp {
    let folder = Folder::with_entries();
    folder.article("a", "## Pain\n\nFirst words.\n\nMore.");
    let app = TestApp::with(&folder).await;
    folder.article("a", "Second words.");
    app.apply(&folder).await;
    app
}

#[actix_web::test]
async fn a_restored_revision_is_a_new_draft_with_its_ids() {
    let app = app().await;
    let editor = Editor::of(&app).await;

    let answer = editor
        .act("a", "revisions/1/restore?message=Back", "")
        .await;

    let standing = answer.json();
    assert_eq!(
        (&standing["head_revision"], &standing["published_revision"]),
        (&3.into(), &2.into())
    );
    let first = editor.get("/v1/articles/a/revisions/1").await.json();
    let third = editor.get("/v1/articles/a/revisions/3").await.json();
    assert_eq!(first["draft"], third["draft"]);
    assert_eq!(third["message"], "Back");
    assert!(app.get("/v1/articles/a").await.text().contains("Second"));
    let published = editor.act("a", "publish", "{}").await.json();
    assert_eq!(published["published_revision"], 3);
    assert!(app.get("/v1/articles/a").await.text().contains("First"));
}

#[actix_web::test]
async fn restoring_what_the_draft_says_already_changes_nothing() {
    let app = app().await;
    let editor = Editor::of(&app).await;
    let version = app.store.version();

    let standing = editor.act("a", "revisions/2/restore", "").await.json();

    assert_eq!(standing["head_revision"], 2);
    assert_eq!(app.store.version(), version);
}

#[actix_web::test]
async fn a_revision_that_is_not_there_is_404() {
    let app = app().await;
    let editor = Editor::of(&app).await;

    for number in ["3", "0", "-1", "1x", "99999999999", "2147483647"] {
        let act = format!("revisions/{number}/restore");
        editor.act("a", &act, "").await.problem(404);
    }
}
