//! Which of several reviews counts.

use serde_json::json;

use super::{REVIEW, by_bob, review, send, two_people};
use crate::app::{TestApp, texts};
use crate::editor::Editor;

#[actix_web::test]
async fn an_older_review_is_kept_and_not_shown() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    let before = app.get("/v1/articles/a").await;
    let mut older = by_bob();
    older["on"] = json!("2026-10-31");

    let made = send(&editor, &older).await;

    assert_eq!(made.status, 201);
    assert!(made.text().contains("\"is_current\":false"));
    let after = app.get("/v1/articles/a").await;
    assert_eq!(after.text(), before.text());
    assert_eq!(
        after.header("last-modified"),
        before.header("last-modified")
    );
}

#[actix_web::test]
async fn of_one_day_the_review_that_was_made_last_counts() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let mut same_day = by_bob();
    same_day["on"] = json!("2026-11-01");

    send(&editor, &same_day).await;
    assert_eq!(review(&app).await["reviewed_by"][0]["slug"], "bob");

    folder.article_with("a", &format!("{REVIEW}keywords: [back]\n"), "Words.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["reviewed_by"][0]["slug"], "bob");

    folder.article_with("a", &REVIEW.replace("clinical", "editorial"), "Words.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["kind"], "editorial");
    assert_eq!(texts(&review(&app).await["reviewed_by"], "/slug"), ["ada"]);
}

#[actix_web::test]
async fn a_folder_that_knows_nothing_of_a_review_does_not_undo_it() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    let before = app.get("/v1/articles/a").await.text();

    let again = app.apply(&folder).await;
    assert!(again.changes.is_empty(), "{:?}", again.changes);
    assert_eq!(app.get("/v1/articles/a").await.text(), before);

    folder.article("a", "Words.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["reviewed_by"][0]["slug"], "bob");
    assert_eq!(review(&app).await["has_changed_since"], false);
}

#[actix_web::test]
async fn a_later_review_in_a_front_matter_takes_its_place() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let mut earlier = by_bob();
    earlier["on"] = json!("2026-11-10");
    send(&editor, &earlier).await;

    folder.article_with("a", &REVIEW.replace("2026-11-01", "2026-11-20"), "Words.");
    app.apply(&folder).await;

    assert_eq!(review(&app).await["last_reviewed_on"], "2026-11-20");
    assert_eq!(texts(&review(&app).await["reviewed_by"], "/slug"), ["ada"]);
}

#[actix_web::test]
async fn a_copy_of_a_review_in_a_front_matter_does_not_hide_a_change() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;

    let copy = "authors: [ada]\nreview: {by: [bob], on: 2026-11-22, kind: clinical}\n";
    folder.article_with("a", copy, "Other words.");
    app.apply(&folder).await;

    assert_eq!(review(&app).await["has_changed_since"], true);
}

#[actix_web::test]
async fn a_review_of_what_changed_says_that_nothing_changed_since() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    folder.article_with("a", REVIEW, "Other words.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["has_changed_since"], true);
    let mut of_second = by_bob();
    of_second["revision"] = json!(2);

    send(&editor, &of_second).await;
    assert_eq!(review(&app).await["has_changed_since"], false);

    folder.article_with("a", REVIEW, "Words once more.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["has_changed_since"], true);

    folder.article_with("a", REVIEW, "Other words.");
    app.apply(&folder).await;
    assert_eq!(review(&app).await["has_changed_since"], false);
}
