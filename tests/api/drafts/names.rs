//! The names that drafts claim: two articles with one name would make the export of everything fail.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::Editor;
use crate::app::{Answer, TestApp};
use crate::folder::Folder;

const MARKDOWN: &str = "text/markdown";

/// Three public articles.
async fn started() -> TestApp {
    let folder = Folder::with_entries();
    for slug in ["a", "b", "original"] {
        folder.article(slug, "Words.");
    }
    TestApp::with(&folder).await
}

/// A draft with more front matter.
fn draft(front_matter: &str) -> String {
    format!("---\ntitle: T\nsummary: S\n{front_matter}---\n\nNew words.\n")
}

#[track_caller]
fn refused_for(answer: &Answer, owner: &str) {
    let problem = answer.problem(409);
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains(&format!("`{owner}`")), "{detail}");
}

/// What a plan of the exported folder would change.
async fn planned_after_export(app: &TestApp, editor: &Editor<'_>) -> Value {
    let folder = editor.get("/v1/seed").await.json();
    let authorization = format!("Bearer {}", app.key("preview").await);
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
    ];
    let body = folder.to_string();
    app.send_with(Method::POST, "/v1/seed/plan", &headers, &body)
        .await
        .json()["changes"]
        .clone()
}

#[actix_web::test]
async fn two_drafts_are_not_the_same_translation() {
    let app = started().await;
    let editor = Editor::of(&app).await;
    let translation = draft("locale: de\ntranslation_of: original\n");
    assert_eq!(editor.create("erste", &translation).await.status, 201);

    let second = editor.create("zweite", &translation).await;

    refused_for(&second, "erste");
    app.get("/v1/articles/zweite").await.problem(404);
    assert_eq!(planned_after_export(&app, &editor).await, json!([]));
}

#[actix_web::test]
async fn two_drafts_are_not_renamed_to_one_slug() {
    let app = started().await;
    let editor = Editor::of(&app).await;
    let renamed = draft("slug: new\n");
    assert_eq!(editor.replace("a", MARKDOWN, &renamed).await.status, 200);

    let second = editor.replace("b", MARKDOWN, &renamed).await;

    refused_for(&second, "a");
    assert_eq!(planned_after_export(&app, &editor).await, json!([]));
}

#[actix_web::test]
async fn no_article_is_created_at_the_slug_that_a_draft_will_have() {
    let app = started().await;
    let editor = Editor::of(&app).await;
    let renamed = draft("slug: new\n");
    assert_eq!(editor.replace("a", MARKDOWN, &renamed).await.status, 200);

    let refused = editor.create("new", &draft("")).await;

    refused_for(&refused, "a");
    assert_eq!(planned_after_export(&app, &editor).await, json!([]));
}

#[actix_web::test]
async fn two_drafts_do_not_name_one_slug_as_their_earlier_one() {
    let app = started().await;
    let editor = Editor::of(&app).await;
    let moved = draft("previous_slugs: [old]\n");
    assert_eq!(editor.replace("a", MARKDOWN, &moved).await.status, 200);

    let second = editor.replace("b", MARKDOWN, &moved).await;
    let of_another = draft("previous_slugs: [original]\n");
    let third = editor.replace("b", MARKDOWN, &of_another).await;

    refused_for(&second, "a");
    refused_for(&third, "original");
    assert_eq!(planned_after_export(&app, &editor).await, json!([]));
}

#[actix_web::test]
async fn a_name_is_free_when_its_draft_claims_it_no_more() {
    let app = started().await;
    let editor = Editor::of(&app).await;
    let renamed = draft("slug: new\n");
    assert_eq!(editor.replace("a", MARKDOWN, &renamed).await.status, 200);
    assert_eq!(editor.replace("a", MARKDOWN, &draft("")).await.status, 200);

    let second = editor.replace("b", MARKDOWN, &renamed).await;

    assert_eq!(second.status, 200, "{}", second.text());
    assert_eq!(planned_after_export(&app, &editor).await, json!([]));
}

#[actix_web::test]
async fn a_renamed_draft_that_never_was_public_is_one_article_in_a_folder() {
    let app = started().await;
    let editor = Editor::of(&app).await;
    assert_eq!(editor.create("x1", &draft("")).await.status, 201);
    let renamed = draft("slug: y1\n");
    assert_eq!(editor.replace("x1", MARKDOWN, &renamed).await.status, 200);

    let planned = planned_after_export(&app, &editor).await;

    assert_eq!(planned, json!([]));
    app.get("/v1/articles/y1").await.problem(404);
}
