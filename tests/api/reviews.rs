//! Reviews: which text a review is about, those that are made over HTTP, and what is to be reviewed.

mod calendar;
mod changes;
mod due;
mod making;
mod newest;
mod standing;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::app::{Answer, TestApp};
use crate::editor::Editor;
use crate::folder::Folder;

const REVIEW: &str =
    "authors: [ada]\nreview: {by: [ada], on: 2026-11-01, next: 2027-11-01, kind: clinical}\n";

#[actix_web::test]
async fn a_review_names_its_people_days_and_kind() {
    let (_, app) = reviewed().await;

    let review = review(&app).await;

    assert_eq!(review["reviewed_by"][0]["name"], "Ada Example");
    assert_eq!(
        (&review["last_reviewed_on"], &review["kind"]),
        (&"2026-11-01".into(), &"clinical".into())
    );
    assert_eq!(review["has_changed_since"], false);
}

#[actix_web::test]
async fn a_text_that_is_edited_without_a_new_review_has_changed_since() {
    let (folder, app) = reviewed().await;

    folder.article_with("a", REVIEW, "Other words.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["has_changed_since"], true);

    folder.article_with(
        "a",
        &REVIEW.replace("2026-11-01", "2026-11-20"),
        "Other words.",
    );
    app.apply(&folder).await;
    assert_eq!(review(&app).await["has_changed_since"], false);
}

#[actix_web::test]
async fn keywords_do_not_change_what_was_reviewed() {
    let (folder, app) = reviewed().await;

    folder.article_with("a", &format!("{REVIEW}keywords: [back]\n"), "Words.");
    app.apply(&folder).await;

    assert_eq!(review(&app).await["has_changed_since"], false);
}

#[actix_web::test]
async fn a_draft_changes_nothing_of_the_published_review_and_translation() {
    let (folder, app) = reviewed().await;
    folder.article_with("a-de", "locale: de\ntranslation_of: a\n", "Worte.");
    folder.article_with("a", REVIEW, "Other words.");
    app.apply(&folder).await;
    let before = app.get("/v1/articles/a").await.body;

    let draft =
        "---\ntitle: New\nsummary: New.\nreview: {by: [ada], on: 2026-11-21}\n---\n\nNew.\n";
    folder.write("articles/a.draft.md", draft);
    folder.write(
        "articles/a-de.draft.md",
        "---\ntitle: Neu\nsummary: Neu.\nlocale: de\n---\n\nNeu.\n",
    );
    app.apply(&folder).await;

    assert_eq!(app.get("/v1/articles/a").await.body, before);
    assert_eq!(review(&app).await["has_changed_since"], true);
    assert_eq!(
        app.get("/v1/articles/a?locale=de").await.json()["locale"],
        "de"
    );
}

async fn reviewed() -> (Folder, TestApp) {
    let folder = Folder::with_entries();
    folder.article_with("a", REVIEW, "Words.");
    let app = TestApp::with(&folder).await;
    (folder, app)
}

async fn review(app: &TestApp) -> Value {
    app.get("/v1/articles/a").await.json()["review"].clone()
}

/// A review of the first revision by Bob, as a client sends it.
fn by_bob() -> Value {
    json!({"revision": 1, "by": ["bob"], "on": "2026-11-22", "kind": "clinical"})
}

async fn send(editor: &Editor<'_>, review: &Value) -> Answer {
    let path = "/v1/articles/a/reviews";
    editor
        .send(Method::POST, path, &[], &review.to_string())
        .await
}

/// A folder with the article `a` that Ada reviewed, and with Bob, who reviewed nothing yet.
fn two_people() -> Folder {
    let folder = Folder::with_entries();
    folder.write(
        "people.yaml",
        "- slug: ada\n  name: Ada Example\n- slug: bob\n  name: Bob Example\n  credentials: MD\n",
    );
    folder.article_with("a", REVIEW, "Words.");
    folder
}
