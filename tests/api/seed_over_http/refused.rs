//! Folders that are refused, each with its reasons.

use serde_json::json;
use sinew::config::HttpSettings;

use super::{article, post, with};
use crate::app::{TestApp, settings};

#[actix_web::test]
async fn every_fault_is_told_with_its_place_and_nothing_is_applied() {
    let app = TestApp::empty().await;
    let mut folder = article("Cited [@nobody].\n\n# Wrong\n\n<b>raw</b>");
    folder["version"] = 0.into();

    for path in ["/v1/seed/plan", "/v1/seed/apply"] {
        let problem = post(&app, "publish", path, &folder).await.problem(422);

        let violations = problem["violations"].as_array().unwrap();
        let codes: Vec<&str> = violations
            .iter()
            .map(|fault| fault["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["CIT001", "MD004", "MD002", "MD002"], "{problem:#}");
        assert_eq!(violations[0]["file"], "articles/a.md");
        assert_eq!(
            (&violations[0]["line"], &violations[0]["column"]),
            (&6.into(), &8.into())
        );
    }
    assert_eq!(app.store.version(), 0);
}

#[actix_web::test]
async fn more_faults_than_can_be_named_are_counted() {
    let app = TestApp::empty().await;

    let words: String = (0..250)
        .map(|number| format!("[@nobody-{number}] "))
        .collect();
    let problem = post(&app, "preview", "/v1/seed/plan", &article(&words))
        .await
        .problem(422);

    let violations = problem["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 100);
    let first = violations[0]["message"].as_str().unwrap();
    assert!(first.starts_with("250 faults"), "{first}");
}

#[actix_web::test]
async fn what_no_folder_can_have_is_refused() {
    let app = TestApp::empty().await;
    let file =
        |path: &str| json!({"path": path, "text": "---\ntitle: T\nsummary: S\n---\n\nWords.\n"});

    for files in [
        json!([file("articles/../../../etc/cron.d/a.md")]),
        json!([file("articles/..\\..\\a.md")]),
        json!([file("/articles/a.md")]),
        json!([file("articles/a/b.md")]),
        json!([file("articles/.a.md")]),
        json!([file("articles/README.md")]),
        json!([file("articles/a.md"), file("articles/a.md")]),
        json!([file("articles/a\u{1}.md")]),
        json!([file("elsewhere/a.md")]),
        json!([file("media/a.svg")]),
        json!([{"path": "articles/a.md"}]),
        json!([{"path": "articles/a.md", "text": "a", "base64": "YQ=="}]),
        json!([{"path": "media/a.svg", "base64": "Y"}]),
        json!([{"path": "media/a.svg", "base64": "no base64!"}]),
        json!([{"path": "media/a.svg", "sha256": "0".repeat(64)}]),
        json!([{"path": "media/a.svg", "sha256": "zz"}]),
        json!([{"path": "", "text": "a"}]),
        json!([{"path": "articles/a.md", "text": "a", "mode": 777}]),
        json!([{"path": "articles/a.md", "text": ""}]),
    ] {
        let folder = json!({"version": 0, "files": files});
        let problem = post(&app, "publish", "/v1/seed/apply", &folder)
            .await
            .problem(422);
        assert!(
            !problem["violations"].as_array().unwrap().is_empty(),
            "{problem:#}"
        );
    }
    for folder in [
        json!({}),
        json!([]),
        json!({"files": {}}),
        json!({"files": [], "more": 1}),
    ] {
        post(&app, "publish", "/v1/seed/apply", &folder)
            .await
            .problem(422);
    }
    assert_eq!(app.store.version(), 0);
}

#[actix_web::test]
async fn a_folder_of_another_default_locale_is_refused() {
    let app = TestApp::empty().await;

    let answer = post(
        &app,
        "preview",
        "/v1/seed/plan",
        &with(article("Worte."), "locale", "de"),
    )
    .await;

    let problem = answer.problem(409);
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("`de`") && detail.contains("`en`"),
        "{detail}"
    );
}

#[actix_web::test]
async fn each_operation_needs_its_scope() {
    let app = TestApp::empty().await;
    let folder = with(article("Words."), "version", 0);

    post(&app, "read", "/v1/seed/plan", &folder)
        .await
        .problem(403);
    post(&app, "write", "/v1/seed/apply", &folder)
        .await
        .problem(403);
    app.get("/v1/seed").await.problem(401);
    let read = format!("Bearer {}", app.key("read").await);
    app.get_with("/v1/seed", &[("authorization", &read)])
        .await
        .problem(403);
    assert_eq!(app.store.version(), 0);
}

#[actix_web::test]
async fn a_folder_has_a_limit_of_its_own() {
    let app = TestApp::seeded_with(HttpSettings {
        max_body_bytes: 10,
        max_seed_bytes: 1000,
        ..settings()
    })
    .await;

    let fits = post(&app, "preview", "/v1/seed/plan", &article("Words.")).await;
    let is_too_large = post(
        &app,
        "preview",
        "/v1/seed/plan",
        &article(&"Words. ".repeat(200)),
    )
    .await;

    assert_eq!(fits.status, 200);
    is_too_large.problem(413);
}
