//! The OpenAPI document: in step with the program. What it says, and whether that is true, is in the folder.

mod answers;
mod examples;
mod shapes;
mod statuses;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::program::{run, sinew};

/// The document of the program as JSON.
pub fn document() -> Value {
    serde_json::from_str(&sinew::http::Document::of(sinew::http::Routes::ALL).json).unwrap()
}

/// A path of the document with its parameters replaced by their examples, and with the query that its reading needs.
pub fn example_path(path: &str, item: &Value) -> String {
    let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
    let query: Vec<String> = parameters
        .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true)
        .map(|parameter| {
            let value = parameter["schema"]["enum"][0].as_str();
            // What has no word of its own is looked for.
            let value = value.unwrap_or("massage");
            format!("{}={value}", parameter["name"].as_str().unwrap())
        })
        .collect();
    let path = path_with_examples(path, item);
    if query.is_empty() {
        return path;
    }
    format!("{path}?{}", query.join("&"))
}

/// A path of the document with its parameters replaced by their examples.
pub fn path_with_examples(path: &str, item: &Value) -> String {
    let operations = item.as_object().unwrap().values();
    let parameters = operations.flat_map(|operation| operation["parameters"].as_array());
    parameters
        .flatten()
        .filter(|parameter| parameter["in"] == "path")
        .fold(path.to_owned(), |path, parameter| {
            let name = format!("{{{}}}", parameter["name"].as_str().unwrap());
            let example = &parameter["example"];
            let written = example.as_str().map(str::to_owned);
            path.replace(&name, &written.unwrap_or_else(|| example.to_string()))
        })
}

#[test]
fn the_committed_document_is_the_one_of_the_program() {
    let printed = run(sinew().arg("openapi")).stdout;

    let committed = std::fs::read("openapi.yaml").unwrap();

    assert!(
        printed == committed,
        "openapi.yaml is out of step; rewrite it: cargo run -- openapi > openapi.yaml"
    );
}

#[actix_web::test]
async fn the_server_serves_the_document_in_both_forms() {
    let app = TestApp::empty().await;

    let served = app.get("/openapi.json").await.json();
    let yaml = app.get("/openapi.yaml").await;

    assert_eq!(served, document());
    assert_eq!(yaml.header("content-type"), Some("application/yaml"));
    assert_eq!(
        yaml.text(),
        sinew::http::Document::of(sinew::http::Routes::ALL).yaml
    );
}

pub fn operations(document: &Value) -> Vec<(String, Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let operations = item.as_object().unwrap().iter();
            operations
                .map(move |(method, operation)| (format!("{method} {path}"), operation.clone()))
        })
        .collect()
}

/// A validator of one schema with all components, strict about members that the document does not know.
pub fn validator(document: &Value, schema: &Value) -> Validator {
    let mut components = document["components"].clone();
    for schema in components["schemas"].as_object_mut().unwrap().values_mut() {
        if schema["type"] == "object" && schema.get("properties").is_some() {
            schema["additionalProperties"] = json!(false);
        }
    }
    let mut whole = schema.clone();
    whole["components"] = components;
    jsonschema::options()
        .should_validate_formats(true)
        .build(&whole)
        .unwrap()
}
