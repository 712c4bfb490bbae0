//! `HEAD`, `OPTIONS` and wrong methods, on every path of the document.

use actix_web::http::{Method, StatusCode};

use crate::app::TestApp;
use crate::document::{document, example_path};

#[actix_web::test]
async fn head_answers_as_get_does_without_a_body() {
    let app = TestApp::seeded().await;

    for path in paths() {
        let get = app.get(&path).await;
        let head = app.send(Method::HEAD, &path).await;

        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-type", "cache-control", "link", "location"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

#[actix_web::test]
async fn options_says_what_a_path_allows() {
    let app = TestApp::seeded().await;

    for path in paths() {
        let answer = app.send(Method::OPTIONS, &path).await;

        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"), "{path}");
    }
}

#[actix_web::test]
async fn another_method_is_a_problem_that_says_what_is_allowed() {
    let app = TestApp::seeded().await;

    for path in paths() {
        for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"] {
            let answer = app
                .send(Method::from_bytes(method.as_bytes()).unwrap(), &path)
                .await;

            answer.problem(405);
            assert_eq!(
                answer.header("allow"),
                Some("GET, HEAD, OPTIONS"),
                "{method} {path}"
            );
        }
    }
}

fn paths() -> Vec<String> {
    let document = document();
    document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| example_path(path, item))
        .collect()
}
