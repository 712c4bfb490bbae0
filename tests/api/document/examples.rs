//! What the document says in words: descriptions, and examples that are true.

use serde_json::Value;

use super::{document, example_path, operations, validator};
use crate::app::TestApp;

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
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["in"] == "path") {
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
fn only_a_required_query_parameter_has_an_example_which_a_page_fills_in() {
    let document = document();
    let mut offers = Vec::new();

    for (path, operation) in operations(&document) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["in"] == "query") {
            let schema = &parameter["schema"];
            let is_offered = [parameter, schema]
                .iter()
                .any(|place| place.get("example").is_some() || place.get("examples").is_some());
            // Of a few words a page offers the first.
            let is_needed = parameter["required"] == true && schema.get("enum").is_none();
            let is_wanted = is_needed || parameter["name"] == "limit";
            let is_wrong = match is_wanted {
                true => !is_offered,
                false => is_offered || schema.get("$ref").is_some(),
            };
            if is_wrong {
                offers.push(format!("{path} {}", parameter["name"]));
            }
        }
    }

    assert_eq!(offers, Vec::<String>::new());
}

#[actix_web::test]
async fn every_path_with_its_examples_leads_somewhere() {
    let app = TestApp::seeded_and_told().await;
    let authorization = format!("Bearer {}", app.key("admin").await);

    for (path, item) in document()["paths"].as_object().unwrap() {
        if item.get("get").is_none() {
            continue;
        }
        let path = example_path(path, item);
        let answer = app
            .get_with(&path, &[("authorization", &authorization)])
            .await;
        let expected = if path == "/" { 303 } else { 200 };
        assert_eq!(answer.status.as_u16(), expected, "{path}");
    }
}

#[actix_web::test]
async fn the_examples_of_an_article_are_the_seeded_one() {
    let app = TestApp::seeded().await;
    let document = document();
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();
    let list = app.get("/v1/articles?limit=100").await.json();
    let is_it = |summary: &&Value| summary["slug"] == "massage-for-sciatica";
    let summary = list["items"].as_array().unwrap().iter().find(is_it);

    for (name, real) in [("Article", &article), ("ArticleSummary", summary.unwrap())] {
        for property in [
            "title",
            "summary",
            "slug",
            "locale",
            "keywords",
            "word_count",
            "reading_minutes",
            "reading_grade",
        ] {
            let schema = &document["components"]["schemas"][name]["properties"][property];
            if real.get(property).is_some() {
                let example = example_of(&document, schema);
                assert_eq!(example, real.get(property), "{name}.{property}");
            }
        }
    }
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

/// A scalar needs an example, its own or that of what it refers to; every example there is must be valid.
fn check_example(document: &Value, place: &str, schema: &Value, faults: &mut Vec<String>) {
    let target = target_of(document, schema);
    let example = example_of(document, schema);
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

/// The example of a schema, its own or that of what it refers to.
fn example_of<'a>(document: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    schema
        .get("example")
        .or_else(|| target_of(document, schema)?.get("example"))
}

fn target_of<'a>(document: &'a Value, schema: &Value) -> Option<&'a Value> {
    let reference = schema["$ref"].as_str()?;
    Some(&document["components"]["schemas"][last(reference)])
}

fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap()
}
