//! Every answer is what the document says.

use serde_json::{Value, json};

use super::{document, example_path, validator};
use crate::app::TestApp;

#[actix_web::test]
async fn every_answer_is_what_the_document_says() {
    let app = TestApp::seeded().await;
    let authorization = format!("Bearer {}", app.key("admin").await);
    let document = document();
    let mut checked = 0;

    for (path, item) in document["paths"].as_object().unwrap() {
        let path = example_path(path, item);
        let schema = &item["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        if schema.is_object() && !path.starts_with("/openapi") {
            let headers = [("authorization", authorization.as_str())];
            let answer = app.get_with(&path, &headers).await.json();
            assert_valid(&document, schema, &answer, &path);
            checked += 1;
        }
    }

    assert!(checked >= 17, "{checked}");
}

#[actix_web::test]
async fn every_article_and_entry_is_what_the_document_says() {
    let app = TestApp::seeded().await;
    let document = document();

    for (list, name, key) in [
        ("/v1/articles", "Article", "slug"),
        ("/v1/therapies", "Therapy", "slug"),
        ("/v1/conditions", "Condition", "slug"),
        ("/v1/references", "Reference", "key"),
    ] {
        let page = app.get(&format!("{list}?limit=100")).await.json();
        for item in page["items"].as_array().unwrap() {
            let path = format!("{list}/{}", item[key].as_str().unwrap());
            let answer = app.get(&path).await.json();
            assert_valid(
                &document,
                &json!({"$ref": format!("#/components/schemas/{name}")}),
                &answer,
                &path,
            );
        }
    }
}

#[actix_web::test]
async fn every_problem_is_what_the_document_says() {
    let app = TestApp::seeded().await;
    let document = document();
    let schema = json!({"$ref": "#/components/schemas/Problem"});

    for (path, status) in [
        ("/nothing", 404),
        ("/v1/articles?limit=0&x=1", 400),
        ("/v1/articles/none", 404),
    ] {
        assert_valid(
            &document,
            &schema,
            &app.get(path).await.problem(status),
            path,
        );
    }
}

fn assert_valid(document: &Value, schema: &Value, answer: &Value, place: &str) {
    let validator = validator(document, schema);
    let faults: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{place} {}: {error}", error.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}
