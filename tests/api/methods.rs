//! `HEAD`, `OPTIONS` and wrong methods, on every path of the document with every method.

use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use crate::app::TestApp;
use crate::document::{document, example_path};
use crate::note::ROUTES;
use crate::raw::Connection;

/// Methods that no operation has, and one that there is not.
const OTHERS: [&str; 4] = ["TRACE", "PROPFIND", "CONNECT", "FOO"];
const WRITING: [&str; 4] = ["PUT", "POST", "PATCH", "DELETE"];

#[actix_web::test]
async fn head_answers_as_get_does_without_a_body() {
    let app = TestApp::seeded_and_told().await;

    for (path, item) in paths() {
        if item.get("get").is_none() {
            continue;
        }
        let get = app.get(&path).await;
        let head = app.send(Method::HEAD, &path).await;

        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for (name, value) in &get.headers {
            let changes = ["date", "x-request-id"].contains(&name.as_str());
            // What is counted and measured differs from one moment to the next.
            if !changes && path != "/metrics" {
                assert_eq!(head.header(name), Some(value.as_str()), "{path} {name}");
            }
        }
    }
}

#[actix_web::test]
async fn options_says_what_a_path_allows() {
    let app = TestApp::seeded().await;

    for (path, item) in paths() {
        let answer = app.send(Method::OPTIONS, &path).await;

        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(
            answer.header("allow"),
            Some(allow(&item).as_str()),
            "{path}"
        );
        assert_eq!(answer.header("content-length"), None, "{path}");
    }
}

#[actix_web::test]
async fn a_slash_too_many_leads_to_the_same_however_it_is_written() {
    let app = TestApp::seeded().await;
    let there = app.get("/v1/articles?limit=1").await;

    for path in ["/v1/articles/?limit=1", "/v1/%61rticle%73/?limit=1"] {
        let led = app.get(path).await;
        let location = led.header("location").unwrap();

        assert_eq!(led.status, StatusCode::PERMANENT_REDIRECT, "{path}");
        assert_eq!(app.get(location).await.body, there.body, "{location}");
    }
}

/// Such a target no client library sends.
#[actix_web::test]
async fn options_of_the_server_as_a_whole_says_what_it_takes_at_all() {
    let app = TestApp::with_routes(ROUTES).await;
    let mut connection = Connection::to(&app.address).await;

    connection
        .send(b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
        .await;
    let answer = connection.answer(Duration::from_secs(5)).await;

    let messages = answer.messages();
    assert_eq!(messages.len(), 1, "{}", answer.text());
    assert_eq!(messages[0].status, 204);
    let allow = messages[0].header("allow").unwrap();
    for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        assert!(allow.split(", ").any(|known| known == method), "{allow}");
    }
    assert_eq!(messages[0].header("content-length"), None);
}

#[actix_web::test]
async fn another_method_is_a_problem_that_says_what_is_allowed() {
    let app = TestApp::seeded().await;
    let mut refused = 0;

    for (path, item) in paths() {
        let allow = allow(&item);
        let allowed: Vec<&str> = allow.split(", ").collect();
        for method in WRITING.iter().chain(&OTHERS) {
            if allowed.contains(method) {
                continue;
            }
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let answer = app.send(method.clone(), &path).await;

            answer.problem(405);
            assert_eq!(
                answer.header("allow"),
                Some(allow.as_str()),
                "{method} {path}"
            );
            refused += 1;
        }
    }

    assert!(refused > 100, "{refused}");
}

/// What a path of the document allows, in the order of the header.
fn allow(item: &Value) -> String {
    let written = [
        ("get", "GET, HEAD"),
        ("put", "PUT"),
        ("post", "POST"),
        ("patch", "PATCH"),
        ("delete", "DELETE"),
    ];
    let mut methods: Vec<&str> = written
        .iter()
        .filter(|(name, _)| item.get(name).is_some())
        .map(|(_, methods)| *methods)
        .collect();
    methods.push("OPTIONS");
    methods.join(", ")
}

fn paths() -> Vec<(String, Value)> {
    let document = document();
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .map(|(path, item)| (example_path(path, item), item.clone()))
        .collect()
}
