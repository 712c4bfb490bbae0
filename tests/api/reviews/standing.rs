//! What a review changes of answers, and what it leaves.

use actix_web::http::Method;

use super::{by_bob, send, two_people};
use crate::app::{TestApp, texts};
use crate::editor::Editor;

#[actix_web::test]
async fn a_review_changes_the_article_and_no_other_answer() {
    let folder = two_people();
    folder.article("b", "Other words [@bell-2008], and [a](article:a).");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let paths = [
        "/v1/articles/b",
        "/v1/articles",
        "/v1/people",
        "/v1/people/ada",
        "/v1/people/bob",
        "/v1/articles/a/sections",
    ];
    let mut before = Vec::new();
    for path in paths {
        before.push(app.get(path).await);
    }
    let article = app.get("/v1/articles/a").await;

    send(&editor, &by_bob()).await;

    assert_ne!(
        app.get("/v1/articles/a").await.header("etag"),
        article.header("etag")
    );
    for (path, before) in paths.iter().zip(&before) {
        let after = app.get(path).await;
        assert_eq!(after.header("etag"), before.header("etag"), "{path}");
    }
}

#[actix_web::test]
async fn a_person_has_the_articles_that_they_reviewed_over_http() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    let before = app.get("/v1/people/bob/articles").await.json();

    send(&editor, &by_bob()).await;

    let after = app.get("/v1/people/bob/articles").await.json();
    assert_eq!(before["items"].as_array().unwrap().len(), 0);
    assert_eq!(after["items"][0]["slug"], "a");
}

#[actix_web::test]
async fn an_article_changes_with_who_reviewed_it_over_http() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    let before = app.get("/v1/articles/a").await;
    assert!(before.header("cache-tag").unwrap().contains("person:bob"));

    let changed = r#"{"credentials": "MD, PhD"}"#;
    let headers = [
        ("if-match", "*"),
        ("content-type", "application/merge-patch+json"),
    ];
    let patched = editor
        .send(Method::PATCH, "/v1/people/bob", &headers[..1], "")
        .await;
    assert!(patched.status.is_client_error());
    let key = format!("Bearer {}", app.key("publish").await);
    let headers = [headers[0], headers[1], ("authorization", key.as_str())];
    app.send_with(Method::PATCH, "/v1/people/bob", &headers, changed)
        .await
        .json();

    let after = app.get("/v1/articles/a").await;
    assert_ne!(after.header("etag"), before.header("etag"));
    assert_eq!(
        after.json()["review"]["reviewed_by"][0]["credentials"],
        "MD, PhD"
    );
}

#[actix_web::test]
async fn a_draft_can_be_written_for_the_tag_it_had_before_a_review() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    let draft = editor.get("/v1/articles/a/draft").await;
    let tag = draft.header("etag").unwrap();

    send(&editor, &by_bob()).await;
    let put = editor
        .send(
            Method::PUT,
            "/v1/articles/a/draft",
            &[("if-match", tag)],
            &draft.text(),
        )
        .await;

    assert_eq!(put.status, 200, "{}", put.text());
}

#[actix_web::test]
async fn a_preview_shows_the_review_that_would_count() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    let text = editor.get("/v1/articles/a/draft").await.text();
    let path = "/v1/articles/a/draft";
    let other = text.replace("Words.", "Other words.");
    let put = editor
        .send(Method::PUT, path, &[("if-match", "*")], &other)
        .await;
    assert_eq!(put.status, 200, "{}", put.text());

    let preview = editor.get("/v1/articles/a/draft/preview").await.json();

    assert_eq!(preview["review"]["reviewed_by"][0]["name"], "Bob Example");
    assert_eq!(preview["review"]["has_changed_since"], true);
    editor.act("a", "publish", "{}").await.json();
    let public = app.get("/v1/articles/a").await.json();
    assert_eq!(public["review"], preview["review"]);
}

#[actix_web::test]
async fn what_is_published_again_shows_its_review_again() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    let before = super::review(&app).await;

    editor.act("a", "unpublish", "{}").await.json();
    app.get("/v1/articles/a").await.problem(404);
    editor.act("a", "publish", "{}").await.json();

    assert_eq!(super::review(&app).await, before);
}

#[actix_web::test]
async fn who_reviewed_what_was_not_public_any_more_may_be_gone_when_it_is_again() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    editor.act("a", "unpublish", "{}").await.json();
    let gone = editor
        .send(Method::DELETE, "/v1/people/bob", &[("if-match", "*")], "")
        .await;
    assert_eq!(gone.status, 204, "{}", gone.text());

    editor.act("a", "publish", "{}").await.json();

    let review = super::review(&app).await;
    assert_eq!(review["reviewed_by"], serde_json::json!([]));
    assert_eq!(review["last_reviewed_on"], "2026-11-22");
}

#[actix_web::test]
async fn the_checks_know_of_a_review_over_http() {
    let folder = two_people();
    folder.article("a", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let codes = async || {
        let draft = editor.get("/v1/articles/a/draft").await.text();
        let path = "/v1/articles/a/draft";
        let put = editor.send(Method::PUT, path, &[("if-match", "*")], &draft);
        texts(&put.await.json()["findings"], "/code")
    };
    assert!(codes().await.contains(&"REV001".to_owned()));

    send(&editor, &by_bob()).await;

    assert!(!codes().await.contains(&"REV001".to_owned()));
}
