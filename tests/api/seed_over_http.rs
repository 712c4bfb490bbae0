//! A seed folder as one document: planned, applied and read over HTTP.

use actix_web::http::Method;
use serde_json::{Value, json};
use sinew::config::HttpSettings;
use sinew::content::sha256_of;

use crate::app::{Answer, TestApp, settings};

/// Sends a folder with the key of a scope.
async fn post(app: &TestApp, scope: &str, path: &str, folder: &Value) -> Answer {
    let authorization = format!("Bearer {}", app.key(scope).await);
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
    ];
    app.send_with(Method::POST, path, &headers, &folder.to_string())
        .await
}

async fn get(app: &TestApp, path: &str) -> Value {
    let authorization = format!("Bearer {}", app.key("preview").await);
    let answer = app
        .get_with(path, &[("authorization", &authorization)])
        .await;
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    answer.json()
}

/// A document with one text.
fn article(words: &str) -> Value {
    json!({"files": [{
        "path": "articles/a.md",
        "text": format!("---\ntitle: About a\nsummary: What a is.\n---\n\n{words}\n"),
    }]})
}

/// The document with a member more.
fn with(mut document: Value, name: &str, value: impl Into<Value>) -> Value {
    document[name] = value.into();
    document
}

#[actix_web::test]
async fn what_is_read_can_be_planned_and_applied_and_changes_nothing() {
    let app = TestApp::seeded().await;

    let folder = get(&app, "/v1/seed").await;
    let plan = post(&app, "preview", "/v1/seed/plan", &folder).await.json();
    let applied = post(&app, "publish", "/v1/seed/apply", &folder)
        .await
        .json();

    assert_eq!(
        (&folder["version"], &folder["locale"]),
        (&1.into(), &"en".into())
    );
    assert_eq!(folder["files"].as_array().unwrap().len(), 25);
    assert_eq!(plan["changes"], json!([]));
    assert_eq!((&plan["kept"], &plan["conflicts"]), (&0.into(), &json!([])));
    assert_eq!(plan, applied);
    assert_eq!(app.store.version(), 1);
    for file in folder["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = std::fs::read(std::path::Path::new("seed").join(path)).unwrap();
        match file["text"].as_str() {
            Some(text) => assert_eq!(text.as_bytes(), bytes, "{path}"),
            None => assert!(path.starts_with("media/"), "{path}"),
        }
    }
}

#[actix_web::test]
async fn a_folder_with_all_ids_written_out_says_the_same() {
    let app = TestApp::seeded().await;

    let folder = get(&app, "/v1/seed?ids=true").await;

    let has_id = |file: &&Value| {
        file["text"]
            .as_str()
            .is_some_and(|text| text.contains("{#"))
    };
    let is_article = |file: &&Value| file["path"].as_str().unwrap().starts_with("articles/");
    let mut articles = folder["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(is_article);
    assert!(articles.all(|file| has_id(&file)));
    let wrong = app.key("preview").await;
    let wrong = [("authorization", format!("Bearer {wrong}"))];
    let wrong: Vec<(&str, &str)> = wrong
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    app.get_with("/v1/seed?ids=maybe", &wrong)
        .await
        .problem(400);
}

#[actix_web::test]
async fn a_plan_names_its_version_and_an_apply_is_of_that_version_or_of_none() {
    let app = TestApp::empty().await;

    let plan = post(&app, "preview", "/v1/seed/plan", &article("One."))
        .await
        .json();
    let without = post(&app, "publish", "/v1/seed/apply", &article("One.")).await;
    let first = post(
        &app,
        "publish",
        "/v1/seed/apply",
        &with(article("One."), "version", 0),
    )
    .await;
    let late = post(
        &app,
        "publish",
        "/v1/seed/apply",
        &with(article("Two."), "version", 0),
    )
    .await;

    assert_eq!(plan["version"], 0);
    assert_eq!(plan["changes"][0]["action"], "create");
    assert_eq!(
        without.problem(422)["violations"][0]["pointer"],
        "#/version"
    );
    assert_eq!(first.json()["changes"], plan["changes"]);
    let late = late.problem(409);
    let detail = late["detail"].as_str().unwrap();
    assert!(
        detail.contains("at write 0") && detail.contains("at 1"),
        "{detail}"
    );
    let shown = app.get("/v1/articles/a").await.json();
    assert_eq!(shown["introduction"][0]["content"][0]["text"], "One.");
}

#[actix_web::test]
async fn differences_come_in_the_form_of_the_document() {
    let app = TestApp::empty().await;
    post(
        &app,
        "publish",
        "/v1/seed/apply",
        &with(article("One word."), "version", 0),
    )
    .await
    .json();

    let plan = post(&app, "preview", "/v1/seed/plan", &article("Two words."))
        .await
        .json();

    let difference = &plan["changes"][0]["differences"][0];
    assert_eq!(
        (&difference["type"], &difference["change"]),
        (&"block".into(), &"changed".into())
    );
    let document: Value = serde_json::from_str(&app.get("/openapi.json").await.text()).unwrap();
    let schema = json!({"$ref": "#/components/schemas/SeedPlan"});
    let validator = crate::document::validator(&document, &schema);
    assert!(validator.is_valid(&plan), "{plan:#}");
}

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
async fn an_image_is_sent_before_and_named_by_its_hash() {
    let app = TestApp::empty().await;
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"5\"/>";
    let sha256 = sha256_of(drawing.as_bytes());
    let key = format!("Bearer {}", app.key("write").await);
    let headers = [
        ("authorization", key.as_str()),
        ("content-type", "image/svg+xml"),
    ];
    let path = format!("/v1/media/{sha256}");
    app.send_with(Method::PUT, &path, &headers, drawing).await;
    let named = |path: &str| {
        let mut folder = article("![A nerve](media/nerve.svg)");
        let files = folder["files"].as_array_mut().unwrap();
        files.push(json!({"path": path, "sha256": sha256}));
        with(folder, "version", 0)
    };

    let wrong_ending = post(&app, "publish", "/v1/seed/apply", &named("media/nerve.png")).await;
    let wrong_place = post(&app, "publish", "/v1/seed/apply", &named("people.yaml")).await;
    let applied = post(&app, "publish", "/v1/seed/apply", &named("media/nerve.svg")).await;

    wrong_ending.problem(422);
    wrong_place.problem(422);
    assert_eq!(applied.json()["changes"].as_array().unwrap().len(), 2);
    let article = app.get("/v1/articles/a").await.json();
    let image = &article["introduction"][0]["image"];
    assert_eq!((&image["width"], &image["height"]), (&8.into(), &5.into()));
    let bytes = app.get(image["src"].as_str().unwrap()).await;
    assert_eq!(bytes.text(), drawing);
    let files = get(&app, "/v1/seed").await;
    assert_eq!(files["files"].as_array().unwrap().len(), 2);
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

#[actix_web::test]
async fn a_message_is_one_line() {
    let app = TestApp::empty().await;
    let folder = with(article("Words."), "version", 0);

    let refused = post(&app, "publish", "/v1/seed/apply?message=a%0Ab", &folder).await;
    let applied = post(
        &app,
        "publish",
        "/v1/seed/apply?message=First%20words",
        &folder,
    )
    .await;

    refused.problem(400);
    assert_eq!(applied.status, 200);
}
