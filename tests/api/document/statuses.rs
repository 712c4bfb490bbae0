//! Every operation answers only with statuses that its document lists, and with the headers that it says are always there.

use std::collections::BTreeSet;

use actix_web::http::Method;
use serde_json::Value;

use super::example_path;
use crate::app::{Answer, TestApp};
use crate::note::ROUTES;

/// One operation of the document.
struct Operation {
    method: Method,
    path: String,
    item: Value,
}

#[actix_web::test]
async fn every_operation_answers_only_what_its_document_lists() {
    let app = TestApp::with_routes(ROUTES).await;
    let document = document_with_notes();
    let key = format!("Bearer {}", app.key("admin").await);
    let small_key = format!("Bearer {}", app.key("read").await);
    let mut silent = Vec::new();
    let mut seen = BTreeSet::new();

    for operation in operations(&document) {
        for (path, headers) in probes(&operation, &key, &small_key) {
            let answer = send(&app, &operation, &path, &headers).await;
            seen.insert(answer.status.as_u16());
            silent.extend(faults(&document, &operation, &path, &answer));
        }
    }

    assert_eq!(silent, Vec::<String>::new());
    for status in [
        200, 303, 304, 400, 401, 403, 404, 406, 412, 414, 415, 422, 428, 429,
    ] {
        assert!(seen.contains(&status), "{status} {seen:?}");
    }
}

/// Targets and headers that every operation is tried with, each for the answer that it should bring.
fn probes<'a>(
    operation: &Operation,
    key: &'a str,
    small_key: &'a str,
) -> Vec<(String, Vec<(&'a str, &'a str)>)> {
    let path = example_path(&operation.path, &operation.item);
    let long = format!("{path}?x={}", "a".repeat(9000));
    let unnamed = operation.path.replace('{', "no-").replace('}', "");
    let with_key = ("authorization", key);
    vec![
        (path.clone(), vec![]),
        (path.clone(), vec![with_key]),
        (path.clone(), vec![("authorization", small_key)]),
        (path.clone(), vec![("authorization", "Bearer nonsense")]),
        (path.clone(), vec![with_key, ("if-none-match", "*")]),
        (path.clone(), vec![with_key, ("if-match", "\"another\"")]),
        (path.clone(), vec![with_key, ("if-match", "unquoted")]),
        (path.clone(), vec![with_key, ("accept", "audio/ogg")]),
        (path.clone(), vec![with_key, ("content-type", "text/plain")]),
        (format!("{path}?surely=unknown"), vec![with_key]),
        (format!("{path}?limit=0&limit=1&cursor=x"), vec![with_key]),
        (unnamed, vec![with_key]),
        (long, vec![]),
    ]
}

/// Sends a request of an operation, with a body of its media type where it takes one.
async fn send(
    app: &TestApp,
    operation: &Operation,
    path: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let Operation { method, item, .. } = operation;
    let taken = &item[method.as_str().to_lowercase()]["requestBody"]["content"];
    let taken = taken.as_object().and_then(|types| types.keys().next());
    let mut headers = headers.to_vec();
    if let Some(taken) = taken
        && headers.iter().all(|(name, _)| *name != "content-type")
    {
        headers.push(("content-type", taken));
    }
    let body = if taken.is_some() { "{}" } else { "" };
    app.send_with(method.clone(), path, &headers, body).await
}

/// What an answer has that the document does not list, and what it lacks that the document promises.
fn faults(document: &Value, operation: &Operation, path: &str, answer: &Answer) -> Vec<String> {
    let Operation { method, item, .. } = operation;
    let status = answer.status.as_str();
    let place = format!("{method} {} {status}", &path[..path.len().min(60)]);
    let listed = &item[method.as_str().to_lowercase()]["responses"][status];
    if listed.is_null() {
        return vec![format!("{place} is not listed")];
    }
    let response = resolved(document, listed);
    let headers = response["headers"].as_object().into_iter().flatten();
    headers
        .filter(|(name, header)| {
            resolved(document, header)["required"] == true
                && answer.header(&name.to_lowercase()).is_none()
        })
        .map(|(name, _)| format!("{place} has no {name}"))
        .collect()
}

/// A part of the document, or the component that it refers to.
fn resolved<'a>(document: &'a Value, part: &'a Value) -> &'a Value {
    match part["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => part,
    }
}

fn document_with_notes() -> Value {
    serde_json::from_str(&sinew::http::Document::of(ROUTES).json).unwrap()
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods.map(|method| Operation {
                method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
                path: path.clone(),
                item: item.clone(),
            })
        })
        .collect()
}
