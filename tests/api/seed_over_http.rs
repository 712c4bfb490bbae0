//! A seed folder as one document: planned, applied and read over HTTP.

mod refused;

use actix_web::http::Method;
use serde_json::{Value, json};
use sinew::content::sha256_of;

use crate::app::{Answer, TestApp};

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
