//! What is written over HTTP means what the same file of a folder means.

use actix_web::http::Method;
use serde_json::{Value, json};
use sinew::content::Locale;
use sinew::render::WrittenIds;
use sinew::store::Absent;

use super::{Editor, kinds, tag_of};
use crate::app::TestApp;
use crate::folder::Folder;

/// What readers get, without what follows from the rest.
fn written(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_citation = members.get("type").is_some_and(|kind| kind == "citation");
            let is_mention = members.get("type").is_some_and(|kind| kind == "mention");
            let follows = |name: &str| match name {
                "numbers" | "label" => is_citation,
                "title" => is_mention,
                "references" => !is_citation,
                "citation" => true,
                "level" => members.get("key").is_some() && members[name].get("reason").is_none(),
                _ => false,
            };
            let kept = members.iter().filter(|(name, _)| !follows(name));
            kept.map(|(name, value)| (name.clone(), written(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(written).collect(),
        other => other.clone(),
    }
}

#[actix_web::test]
async fn everything_that_is_seeded_can_be_written_as_it_is_read() {
    let editor = Editor::of(TestApp::seeded().await).await;
    let version = editor.app.store.version();
    let mut count = 0;

    for list in [
        "/v1/therapies",
        "/v1/conditions",
        "/v1/people",
        "/v1/references",
    ] {
        let page = editor.app.get(&format!("{list}?limit=100")).await.json();
        for item in page["items"].as_array().unwrap() {
            let name = item
                .get("slug")
                .or(item.get("key"))
                .unwrap()
                .as_str()
                .unwrap();
            let path = format!("{list}/{name}");
            let read = editor.app.get(&path).await;
            let put = editor
                .put(&path, &tag_of(&read), &written(&read.json()))
                .await;
            assert_eq!(put.status, 200, "{path} {}", put.text());
            assert_eq!(
                (tag_of(&put), &put.body),
                (tag_of(&read), &read.body),
                "{path}"
            );
            count += 1;
        }
    }

    assert_eq!(editor.app.store.version(), version);
    assert!(count > 10);
}

#[actix_web::test]
async fn what_was_written_comes_out_as_a_folder_that_changes_nothing() {
    let editor = Editor::of(TestApp::seeded().await).await;
    for kind in kinds() {
        assert_eq!(editor.create(kind.path, &kind.body).await.status, 201);
    }
    let patch = json!({"also_known_as": ["nerve: pain", "no"]});
    editor
        .patch("/v1/conditions/sciatica", "*", &patch)
        .await
        .json();
    let patch = json!({"role": "Reads everything twice"});
    editor
        .patch("/v1/people/sinew-editors", "*", &patch)
        .await
        .json();
    let patch = json!({"volume": "13"});
    editor
        .patch("/v1/references/bell-2008", "*", &patch)
        .await
        .json();

    let locale = Locale::parse("en").unwrap();
    let stored = editor.app.store.stored_library().await.unwrap();
    let export = sinew::seed::export(&stored, &locale, WrittenIds::Authored).unwrap();
    let reading = sinew::seed::read_folder(export.folder, &locale);
    let plan = editor
        .app
        .store
        .plan(&reading.library, Absent::Remove, || ())
        .await
        .unwrap();

    assert_eq!(plan.changes, []);
}

#[actix_web::test]
async fn who_wrote_a_revision_and_why_is_kept() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/people/bob?message=A%20new%20colleague";
    let created = editor.create(path, &json!({"name": "Bob"})).await;

    assert_eq!(created.header("location"), Some("/v1/people/bob"));
    for query in [
        "message=",
        "message=a%0Ab",
        "mesage=x",
        "message=a&message=b",
    ] {
        let path = format!("/v1/people/bob?{query}");
        editor
            .put(&path, "*", &json!({"name": "B"}))
            .await
            .problem(400);
        let headers = [("if-match", "*")];
        let deleted = editor.send(Method::DELETE, &path, &headers, "").await;
        deleted.problem(400);
    }
    assert_eq!(editor.app.get("/v1/people/bob").await.json()["name"], "Bob");
}
