//! Reviews that are made over HTTP.

use actix_web::http::Method;
use serde_json::json;

use super::{REVIEW, by_bob, review, reviewed, send, two_people};
use crate::app::{TestApp, texts};
use crate::editor::Editor;
use crate::folder::Folder;

#[actix_web::test]
async fn a_review_that_is_made_over_http_is_the_one_that_readers_see() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;

    let made = send(&editor, &by_bob()).await;

    assert_eq!(made.status, 201, "{}", made.text());
    let report = app.get(made.header("location").unwrap()).await.json();
    assert_eq!(report["review"]["reviewed_by"][0]["name"], "Bob Example");
    let made: serde_json::Value = serde_json::from_slice(&made.body).unwrap();
    assert_eq!(made["is_current"], true);
    assert_eq!(made["reviewed_by"][0]["name"], "Bob Example");
    let review = review(&app).await;
    assert_eq!(texts(&review["reviewed_by"], "/slug"), ["bob"]);
    assert_eq!(review["last_reviewed_on"], "2026-11-22");
    assert_eq!(review["next_review_on"], "2029-11-22");
    assert_eq!(review["kind"], "clinical");
    assert_eq!(review["has_changed_since"], false);
}

#[actix_web::test]
async fn a_review_makes_no_revision_and_a_row_of_the_log_with_its_message() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::with_scope(&app, "admin").await;

    let path = "/v1/articles/a/reviews?message=Read%20twice";
    let made = editor
        .send(Method::POST, path, &[], &by_bob().to_string())
        .await;

    assert_eq!(made.status, 201, "{}", made.text());
    let revisions = editor.get("/v1/articles/a/revisions").await.json();
    assert_eq!(revisions["items"].as_array().unwrap().len(), 1);
    let log = editor.get("/v1/audit?action=review").await.json();
    assert_eq!(texts(&log["items"], "/message"), ["Read twice"]);
    assert_eq!(log["items"][0]["after_revision"], 1);
}

#[actix_web::test]
async fn the_same_review_once_more_is_the_one_that_is_kept() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::with_scope(&app, "admin").await;
    let first = send(&editor, &by_bob()).await;

    let second = send(&editor, &by_bob()).await;

    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 200));
    assert_eq!(first.text(), second.text());
    let log = editor.get("/v1/audit?action=review").await.json();
    assert_eq!(log["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn another_day_for_the_next_time_is_another_review() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    let mut again = by_bob();

    for next in ["2027-01-01", "2028-01-01", "2027-01-01"] {
        again["next"] = json!(next);
        assert_eq!(send(&editor, &again).await.status, 201);
        assert_eq!(review(&app).await["next_review_on"], next);
    }
}

#[actix_web::test]
async fn two_reviewers_at_once_are_both_kept_and_one_of_them_is_shown() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::with_scope(&app, "admin").await;
    let by_ada = json!({"revision": 1, "by": ["ada"], "on": "2026-11-22", "kind": "editorial"});

    let bob = by_bob();
    let (one, other) = tokio::join!(send(&editor, &bob), send(&editor, &by_ada));

    assert_eq!((one.status.as_u16(), other.status.as_u16()), (201, 201));
    let log = editor.get("/v1/audit?action=review").await.json();
    assert_eq!(log["items"].as_array().unwrap().len(), 2);
    let shown = review(&app).await;
    let again = match shown["kind"].as_str().unwrap() {
        "clinical" => send(&editor, &bob).await,
        _ => send(&editor, &by_ada).await,
    };
    assert_eq!(again.json()["is_current"], true);
}

#[actix_web::test]
async fn a_review_is_of_the_revision_that_is_public() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    folder.article_with("a", REVIEW, "Other words.");
    app.apply(&folder).await;

    let stale = send(&editor, &by_bob()).await.problem(409);

    assert!(stale["detail"].as_str().unwrap().contains("revision is 2"));
    assert_eq!(review(&app).await["reviewed_by"][0]["slug"], "ada");
}

#[actix_web::test]
async fn whoever_has_searched_sees_that_the_same_reviewer_has_read_the_new_text() {
    let folder = two_people();
    folder.article("b", "The zither in a few words.");
    let app = TestApp::with(&folder).await;
    let words = "The zither in many more words than the other has.";
    folder.article_with("a", REVIEW, words);
    app.apply(&folder).await;
    let editor = Editor::of(&app).await;
    let found = async || {
        texts(
            &app.get("/v1/search?q=zither").await.json()["items"],
            "/slug",
        )
    };
    let before = found().await;

    let mut by_ada = by_bob();
    by_ada["by"] = json!(["ada"]);
    by_ada["revision"] = json!(2);
    let made = send(&editor, &by_ada).await;

    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(
        (before, found().await),
        (vec!["b".into(), "a".into()], vec!["a".into(), "b".into()])
    );
}

#[actix_web::test]
async fn what_is_not_public_cannot_be_reviewed() {
    let folder = two_people();
    folder.article_with("a", "draft: true\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    send(&editor, &by_bob()).await.problem(409);

    let path = "/v1/articles/nothing/reviews";
    let text = by_bob().to_string();
    let nothing = editor.send(Method::POST, path, &[], &text).await;
    nothing.problem(404);
    let writer = Editor::with_scope(&app, "write").await;
    send(&writer, &by_bob()).await.problem(403);
}

#[actix_web::test]
async fn all_faults_of_a_review_are_named_at_once() {
    let (_, app) = reviewed().await;
    let editor = Editor::of(&app).await;
    let faulty = json!({
        "revision": 1, "by": ["ada", "nobody", "ada"], "on": "2026-11-24", "next": "2026-11-24", "kind": "clinical"
    });

    let problem = send(&editor, &faulty).await.problem(422);

    assert_eq!(
        texts(&problem["violations"], "/pointer"),
        ["#/by/1", "#/by/2", "#/on", "#/next"]
    );
    for (member, value) in [
        ("by", json!([])),
        ("by", json!(["not a slug"])),
        ("on", json!("2026-11-22T10:00:00")),
        ("on", json!("-002026-11-22")),
        ("on", json!("2026-02-30")),
        ("next", json!(null)),
        ("kind", json!("thorough")),
        ("revision", json!(0)),
        ("reviewer", json!("ada")),
    ] {
        let mut review = by_bob();
        review[member] = value;
        let status = send(&editor, &review).await.status.as_u16();
        assert_eq!(status, 422, "{review}");
    }
}

#[actix_web::test]
async fn a_day_that_has_come_somewhere_is_not_in_the_future() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    let mut tomorrow = by_bob();
    tomorrow["on"] = json!("2026-11-23");

    let made = send(&editor, &tomorrow).await;

    assert_eq!(made.status, 201, "{}", made.text());
}

#[actix_web::test]
async fn who_reviewed_cannot_be_deleted_while_readers_see_it() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    let remove = || editor.send(Method::DELETE, "/v1/people/bob", &[("if-match", "*")], "");

    let problem = remove().await.problem(409);

    assert!(problem["detail"].as_str().unwrap().contains("article `a`"));
    let by_ada = json!({"revision": 1, "by": ["ada"], "on": "2026-11-22", "kind": "clinical"});
    send(&editor, &by_ada).await;
    assert_eq!(remove().await.status, 204);
}

#[actix_web::test]
async fn a_folder_cannot_remove_who_reviewed_over_http() {
    let app = TestApp::with(&two_people()).await;
    let editor = Editor::of(&app).await;
    send(&editor, &by_bob()).await;
    let without_bob = Folder::with_entries();
    without_bob.article_with("a", REVIEW, "Words.");

    let library = crate::app::read(without_bob.path());
    let request = sinew::store::ApplyRequest {
        absent: sinew::store::Absent::Remove,
        ..sinew::store::ApplyRequest::of(&library)
    };
    let refused = app.store.apply(&request, || ()).await;

    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("the person `bob`"), "{refused}");
}
