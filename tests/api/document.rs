//! The OpenAPI document: in step with the program, described throughout, true of every answer.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::program::{run, sinew};

/// The document of the program as JSON.
pub fn document() -> Value {
    serde_json::from_str(&sinew::http::Document::new().json).unwrap()
}

/// A path of the document with its parameters replaced by their examples.
pub fn example_path(path: &str, item: &Value) -> String {
    let parameters = item["get"]["parameters"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    parameters
        .iter()
        .filter(|parameter| parameter["in"] == "path")
        .fold(path.to_owned(), |path, parameter| {
            let name = format!("{{{}}}", parameter["name"].as_str().unwrap());
            path.replace(&name, parameter["example"].as_str().unwrap())
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

#[test]
fn every_operation_property_and_parameter_is_described() {
    let document = document();
    let mut silent = Vec::new();

    for (path, operation) in operations(&document) {
        let is_described = ["summary", "description", "operationId"]
            .iter()
            .all(|name| is_text(&operation[*name]));
        let parameters = operation["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let are_described = parameters
            .iter()
            .all(|parameter| is_text(&parameter["description"]));
        if !is_described || !are_described {
            silent.push(path);
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if !is_text(&schema["description"]) {
            silent.push(name.clone());
        }
        for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
            if !is_text(&schema["description"]) {
                silent.push(format!("{name}.{property}"));
            }
        }
    }

    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn every_property_that_holds_a_value_has_an_example_that_is_valid() {
    let document = document();
    let mut faults = Vec::new();

    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        check_example(&document, name, schema, &mut faults);
        for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
            check_example(
                &document,
                &format!("{name}.{property}"),
                schema,
                &mut faults,
            );
        }
    }
    for (path, operation) in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let mut schema = parameter["schema"].clone();
            schema["example"] = parameter["example"].clone();
            check_example(
                &document,
                &format!("{path} {}", parameter["name"]),
                &schema,
                &mut faults,
            );
        }
    }

    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_union_is_one_of_named_members_with_a_tag_of_one_value() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let unions: Vec<(&String, &Value)> = schemas
        .iter()
        .filter(|(_, schema)| schema.get("oneOf").is_some())
        .collect();

    for (name, union) in &unions {
        assert!(union.get("discriminator").is_none(), "{name}");
        let mut tags = BTreeSet::new();
        for member in union["oneOf"].as_array().unwrap() {
            let member = member["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let tag = &schemas[member]["properties"]["type"];
            assert_eq!(tag["enum"].as_array().unwrap().len(), 1, "{member}");
            assert!(
                schemas[member]["required"]
                    .as_array()
                    .unwrap()
                    .contains(&json!("type")),
                "{member}"
            );
            assert!(tags.insert(tag["enum"][0].to_string()), "{member}");
        }
    }

    let names: Vec<&str> = unions.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names.iter().copied().collect::<BTreeSet<_>>(),
        BTreeSet::from(["Block", "Inline", "SimpleBlock"])
    );
}

#[test]
fn the_document_allows_no_null() {
    assert!(!document().to_string().contains("\"null\""));
}

#[actix_web::test]
async fn every_answer_is_what_the_document_says() {
    let app = TestApp::seeded().await;
    let document = document();
    let mut checked = 0;

    for (path, item) in document["paths"].as_object().unwrap() {
        let path = example_path(path, item);
        let schema = &item["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        if schema.is_object() && !path.starts_with("/openapi") {
            let answer = app.get(&path).await.json();
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

#[actix_web::test]
async fn the_server_serves_the_document_in_both_forms() {
    let app = TestApp::empty().await;

    let served = app.get("/openapi.json").await.json();
    let yaml = app.get("/openapi.yaml").await;

    assert_eq!(served, document());
    assert_eq!(yaml.header("content-type"), Some("application/yaml"));
    assert_eq!(yaml.text(), sinew::http::Document::new().yaml);
}

fn operations(document: &Value) -> Vec<(String, Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .map(|(path, item)| (path.clone(), item["get"].clone()))
        .collect()
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

/// A scalar needs an example, its own or that of what it refers to; every example there is must be valid.
fn check_example(document: &Value, place: &str, schema: &Value, faults: &mut Vec<String>) {
    let target = schema["$ref"]
        .as_str()
        .map(|reference| &document["components"]["schemas"][last(reference)]);
    let example = schema
        .get("example")
        .or_else(|| target.and_then(|target| target.get("example")));
    let kind = target.unwrap_or(schema)["type"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    match example {
        Some(example) => {
            let mut pure = schema.clone();
            pure.as_object_mut().unwrap().remove("example");
            let validator = validator(document, &pure);
            faults.extend(
                validator
                    .iter_errors(example)
                    .map(|error| format!("{place}: {error}")),
            );
        }
        None if ["string", "integer", "number", "boolean"].contains(&kind.as_str()) => {
            faults.push(format!("{place}: no example"));
        }
        None => {}
    }
}

fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap()
}

fn assert_valid(document: &Value, schema: &Value, answer: &Value, place: &str) {
    let validator = validator(document, schema);
    let faults: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{place} {}: {error}", error.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// A validator of one schema with all components, strict about members that the document does not know.
fn validator(document: &Value, schema: &Value) -> Validator {
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
