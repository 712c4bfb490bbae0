//! Articles that are deleted.

use crate::app::{TestApp, read};
use crate::editor::Editor;
use crate::folder::Folder;

#[actix_web::test]
async fn a_deleted_article_is_gone_to_everybody_who_asks_again() {
    let folder = Folder::with_entries();
    folder.article_with("a", "previous_slugs: [old]\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    let answer = editor.delete("a").await;

    assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0));
    for path in ["/v1/articles/a", "/v1/articles/old"] {
        app.get(path).await.problem(410);
    }
    editor.delete("a").await.problem(410);
    for act in ["publish", "unpublish"] {
        editor.act("a", act, "{}").await.problem(410);
    }
}

#[actix_web::test]
async fn a_draft_that_never_was_public_leaves_nothing_behind() {
    let folder = Folder::with_entries();
    folder.article_with("a", "draft: true\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    assert_eq!(editor.delete("a").await.status, 204);

    app.get("/v1/articles/a").await.problem(404);
    editor.delete("a").await.problem(404);
}

#[actix_web::test]
async fn the_slug_of_a_deleted_article_can_be_taken_by_a_new_one() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let old = app.get("/v1/articles/a").await.json()["id"].clone();
    assert_eq!(editor.delete("a").await.status, 204);
    folder.article_with("a", "draft: true\n", "Other words.");
    app.apply_over(&read(folder.path())).await;
    app.get("/v1/articles/a").await.problem(410);

    editor.act("a", "publish", "{}").await.json();

    let new = app.get("/v1/articles/a").await.json();
    assert_ne!(new["id"], old);
    assert!(new.to_string().contains("Other words."));
}

#[actix_web::test]
async fn mentions_of_a_deleted_article_become_text() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.article("b", "See [the other](article:a).");
    let clock = crate::app::clock();
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    let before = app.get("/v1/articles/b").await;
    clock.set(sinew::content::Moment::parse("2026-11-22T13:00:00Z").unwrap());

    editor.delete("a").await;

    let after = app.get("/v1/articles/b").await;
    assert!(before.text().contains("\"mention\""));
    assert!(!after.text().contains("\"mention\"") && after.text().contains("the other"));
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_ne!(
        before.header("last-modified"),
        after.header("last-modified")
    );
}

#[actix_web::test]
async fn of_two_who_delete_one_article_one_hears_that_it_is_gone() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    let (one, other) = tokio::join!(editor.delete("a"), editor.delete("a"));

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 410]);
}

#[actix_web::test]
async fn the_original_of_a_translation_can_be_deleted() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.article_with("a-de", "locale: de\ntranslation_of: a\n", "Worte.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    assert_eq!(editor.delete("a").await.status, 204);

    app.get("/v1/articles/a").await.problem(410);
    let left = app.get("/v1/articles/a-de").await.json();
    assert_eq!(left["locale"], "de");
}
