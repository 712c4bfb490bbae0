//! Slugs that change when a draft is published.

use actix_web::http::Method;
use sinew::store::ApplyRequest;

use crate::app::TestApp;
use crate::editor::Editor;
use crate::folder::Folder;

/// Writes a newer draft of `a.md` with another slug.
async fn rename(app: &TestApp, folder: &Folder, stem: &str, slug: &str) {
    let text = format!("---\ntitle: T\nsummary: S\nslug: {slug}\n---\n\nWords of {slug}.\n");
    folder.write(&format!("articles/{stem}.draft.md"), &text);
    app.apply(folder).await;
}

#[track_caller]
fn leads_to(answer: &crate::app::Answer, location: &str) {
    assert_eq!(answer.status, 308, "{}", answer.text());
    assert_eq!(answer.header("location"), Some(location));
}

/// Renames the article of `a.md`, which is found at `from`, over HTTP.
async fn publish_as(app: &TestApp, editor: &Editor<'_>, from: &str, to: &str) {
    let folder = Folder::with_entries();
    folder.article_with("a", &format!("slug: {from}\n"), "Words.");
    let text = format!("---\ntitle: T\nsummary: S\nslug: {to}\n---\n\nWords of {to}.\n");
    folder.write("articles/a.draft.md", &text);
    let reading = crate::app::read(folder.path());
    // The public text of the folder is not applied: the draft alone is what an editor has written.
    let mut library = reading;
    library.articles.retain(|article| article.is_draft);
    app.apply_over(&library).await;
    editor.act(from, "publish", "{}").await.json();
}

async fn started() -> TestApp {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    TestApp::with(&folder).await
}

#[actix_web::test]
async fn a_new_slug_is_found_when_it_is_published_and_not_before() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    rename(&app, &folder, "a", "b").await;
    app.get("/v1/articles/b").await.problem(404);
    assert_eq!(app.get("/v1/articles/a").await.json()["slug"], "a");

    let standing = editor.act("a", "publish", "{}").await.json();

    assert_eq!(standing["slug"], "b");
    leads_to(&app.get("/v1/articles/a").await, "/v1/articles/b");
    assert_eq!(app.get("/v1/articles/b").await.json()["slug"], "b");
    let moved = editor.act("a", "unpublish?message=x", "{}").await;
    leads_to(&moved, "/v1/articles/b/unpublish?message=x");
}

#[actix_web::test]
async fn every_slug_that_was_leads_to_the_newest_at_once() {
    let app = started().await;
    let editor = Editor::of(&app).await;

    publish_as(&app, &editor, "a", "b").await;
    publish_as(&app, &editor, "b", "c").await;

    leads_to(&app.get("/v1/articles/a").await, "/v1/articles/c");
    leads_to(&app.get("/v1/articles/b").await, "/v1/articles/c");
    assert_eq!(app.get("/v1/articles/c").await.status, 200);
}

#[actix_web::test]
async fn a_slug_that_is_taken_again_leads_nowhere_else() {
    let app = started().await;
    let editor = Editor::of(&app).await;

    publish_as(&app, &editor, "a", "b").await;
    publish_as(&app, &editor, "b", "a").await;

    assert_eq!(app.get("/v1/articles/a").await.json()["slug"], "a");
    leads_to(&app.get("/v1/articles/b").await, "/v1/articles/a");
}

#[actix_web::test]
async fn a_slug_of_another_article_is_refused_now_and_before() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.article("b", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    publish_as(&app, &editor, "a", "c").await;
    let draft = Folder::with_entries();
    draft.article("b", "Words.");
    draft.write(
        "articles/b.draft.md",
        "---\ntitle: T\nsummary: S\nslug: a\n---\n\nWords.\n",
    );

    let error = app
        .store
        .apply(&ApplyRequest::of(&crate::app::read(draft.path())), || ())
        .await
        .unwrap_err();

    assert!(error.to_string().contains("leads to the article `c`"));
    leads_to(&app.get("/v1/articles/a").await, "/v1/articles/c");
    assert_eq!(app.get("/v1/articles/b").await.json()["slug"], "b");
}

#[actix_web::test]
async fn an_article_can_be_renamed_onto_the_slug_of_a_deleted_one() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder.article("gone", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    assert_eq!(editor.delete("gone").await.status, 204);
    app.get("/v1/articles/gone").await.problem(410);

    publish_as(&app, &editor, "a", "gone").await;

    assert_eq!(app.get("/v1/articles/gone").await.json()["slug"], "gone");
    leads_to(&app.get("/v1/articles/a").await, "/v1/articles/gone");
}

#[actix_web::test]
async fn a_slug_that_only_a_draft_had_leads_nowhere() {
    let folder = Folder::with_entries();
    folder.article_with("a", "slug: working-title\ndraft: true\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let renamed = "---\nslug: final\ntitle: A\nsummary: S.\n---\n\nWords.\n";
    let path = "/v1/articles/working-title/draft";
    let headers = [("if-match", "*"), ("content-type", "text/markdown")];
    let drafted = editor.send(Method::PUT, path, &headers, renamed).await;
    assert_eq!(drafted.status, 200, "{}", drafted.text());

    editor.act("working-title", "publish", "{}").await.json();

    assert_eq!(app.get("/v1/articles/final").await.status, 200);
    assert_eq!(app.get("/v1/articles/working-title").await.status, 404);
    let items = app.get("/v1/sync").await.json()["items"].clone();
    let items = items.as_array().unwrap();
    let article = items.iter().find(|item| item["type"] == "article").unwrap();
    assert_eq!(article["previous_slugs"].as_array().unwrap().len(), 0);
}
