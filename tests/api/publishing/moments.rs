//! Moments that are named and taken back.

use crate::app::TestApp;
use crate::editor::Editor;
use crate::folder::Folder;

const LATER: &str = r#"{"at": "2027-01-01T00:00:00Z"}"#;
const MUCH_LATER: &str = r#"{"at": "2028-01-01T00:00:00Z"}"#;

async fn app(front_matter: &str) -> TestApp {
    let folder = Folder::with_entries();
    folder.article_with("a", front_matter, "Words.");
    TestApp::with(&folder).await
}

#[actix_web::test]
async fn a_moment_is_written_into_the_draft_that_it_is_for() {
    let app = app("draft: true\n").await;
    let editor = Editor::of(&app).await;

    let answer = editor.act("a", "publish", LATER).await;

    let standing = answer.json();
    assert_eq!(standing["publish_at"], "2027-01-01T00:00:00.000Z");
    assert_eq!(
        (&standing["head_revision"], &standing["scheduled_revision"]),
        (&2.into(), &2.into())
    );
    app.get("/v1/articles/a").await.problem(404);
    let revision = editor.get("/v1/articles/a/revisions/2").await.json();
    assert_eq!(revision["draft"]["publish_at"], "2027-01-01T00:00:00.000Z");
    let version = app.store.version();
    let again = editor.act("a", "publish", LATER).await;
    assert_eq!(again.json(), standing);
    assert_eq!(app.store.version(), version);
}

#[actix_web::test]
async fn what_is_published_now_says_nothing_of_another_moment() {
    let app = app("draft: true\npublish_at: 2030-01-01T00:00:00Z\n").await;
    let editor = Editor::of(&app).await;

    let standing = editor.act("a", "publish", "{}").await.json();

    assert_eq!(standing["published_revision"], 2);
    assert!(standing.get("publish_at").is_none());
    let revision = editor.get("/v1/articles/a/revisions/2").await.json();
    assert!(revision["draft"].get("publish_at").is_none());
}

#[actix_web::test]
async fn a_text_that_is_over_is_published_without_its_end() {
    let app = app("draft: true\nunpublish_at: 2020-01-01T00:00:00Z\n").await;
    let editor = Editor::of(&app).await;

    let standing = editor.act("a", "publish", "{}").await.json();

    assert!(standing.get("unpublish_at").is_none());
    assert_eq!(app.get("/v1/articles/a").await.status, 200);
}

#[actix_web::test]
async fn an_end_is_said_by_the_public_text_and_by_the_draft() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: T\nsummary: S\n---\n\nNew.\n",
    );
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    let standing = editor.act("a", "unpublish", LATER).await.json();

    assert_eq!(standing["unpublish_at"], "2027-01-01T00:00:00.000Z");
    assert_eq!(
        (&standing["published_revision"], &standing["head_revision"]),
        (&3.into(), &4.into())
    );
    assert!(app.get("/v1/articles/a").await.text().contains("Words."));
    let published = editor.act("a", "publish", "{}").await.json();
    assert_eq!(published["unpublish_at"], "2027-01-01T00:00:00.000Z");
}

#[actix_web::test]
async fn both_moments_are_taken_back_together() {
    let app = app("draft: true\n").await;
    let editor = Editor::of(&app).await;
    editor.act("a", "publish", LATER).await.json();
    let standing = editor.act("a", "unpublish", MUCH_LATER).await.json();
    assert_eq!(standing["scheduled_revision"], standing["head_revision"]);

    let standing = editor.act("a", "unschedule", "").await.json();

    for member in ["publish_at", "unpublish_at", "scheduled_revision"] {
        assert!(standing.get(member).is_none(), "{standing}");
    }
    let path = format!("/v1/articles/a/revisions/{}", standing["head_revision"]);
    let draft = editor.get(&path).await.json()["draft"].clone();
    assert!(draft.get("publish_at").is_none() && draft.get("unpublish_at").is_none());
    let problem = editor.act("a", "unschedule", "").await.problem(409);
    assert_eq!(problem["type"], "/problems/conflict");
}

#[actix_web::test]
async fn an_end_that_is_taken_back_leaves_the_public_text_without_it() {
    let app = app("unpublish_at: 2027-01-01T00:00:00Z\n").await;
    let editor = Editor::of(&app).await;

    let standing = editor.act("a", "unschedule", "").await.json();

    assert!(standing.get("unpublish_at").is_none());
    assert_eq!(standing["published_revision"], standing["head_revision"]);
    assert_eq!(app.get("/v1/articles/a").await.status, 200);
}

#[actix_web::test]
async fn moments_that_contradict_each_other_are_refused() {
    let app = app("draft: true\n").await;
    let editor = Editor::of(&app).await;
    editor.act("a", "unpublish", LATER).await.problem(409);
    editor.act("a", "publish", MUCH_LATER).await.json();

    let problem = editor.act("a", "unpublish", LATER).await.problem(422);

    assert_eq!(problem["violations"][0]["pointer"], "#/at");
    let past = r#"{"at": "2026-11-22T11:59:59Z"}"#;
    editor.act("a", "unpublish", past).await.problem(422);
}

#[actix_web::test]
async fn what_is_public_cannot_become_so_later() {
    let app = app("").await;
    let editor = Editor::of(&app).await;

    editor.act("a", "publish", LATER).await.problem(409);
}

#[actix_web::test]
async fn unpublishing_takes_back_what_was_to_become_public() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: T\nsummary: S\n---\n\nNew.\n",
    );
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let standing = editor.act("a", "publish", LATER).await.json();
    assert_eq!(standing["published_revision"], 1);

    let standing = editor.act("a", "unpublish", "{}").await.json();

    assert!(standing.get("scheduled_revision").is_none());
    assert_eq!(app.store.due().await.unwrap(), []);
}

#[actix_web::test]
async fn a_file_whose_time_is_over_takes_its_article_from_readers() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;

    folder.article_with("a", "unpublish_at: 2026-11-01T00:00:00Z\n", "Words.");
    app.apply(&folder).await;

    app.get("/v1/articles/a").await.problem(404);
    assert!(app.apply(&folder).await.is_empty());
}
