//! Who asks: what keys open, what wrong ones are told, and what pages of other origins may do.

use actix_web::http::Method;
use sinew::config::HttpSettings;
use sinew::content::{Key, Scope};

use crate::app::{Answer, TestApp, settings};
use crate::note::ROUTES;

const EDITOR: &str = "https://editor.example.org";
const STRANGER: &str = "https://elsewhere.example";

async fn app() -> TestApp {
    let with_editor = HttpSettings {
        cors_origins: vec![EDITOR.to_owned()],
        ..settings()
    };
    TestApp::with_routes_and(with_editor, ROUTES).await
}

#[actix_web::test]
async fn every_kind_of_wrong_key_is_told_the_same() {
    let app = app().await;
    let revoked = app.key("admin").await;
    let id = Key::parse(&revoked).unwrap().id().clone();
    app.store.revoke_key(&id).await.unwrap();
    let right = app.key("admin").await;

    let mut bodies = Vec::new();
    for sent in [
        format!("Bearer {revoked}"),
        format!("Bearer {}", Key::random().unwrap().reveal()),
        format!("Bearer {}", &right[..right.len() - 1]),
        format!("Basic {right}"),
        format!("Bearer {right} {right}"),
        "Bearer".to_owned(),
        "\"".to_owned(),
    ] {
        let headers = [
            ("authorization", sent.as_str()),
            ("x-request-id", "the-same"),
        ];
        let answer = app.get_with("/v1/articles", &headers).await;
        answer.problem(401);
        assert_eq!(
            answer.header("www-authenticate"),
            Some("Bearer realm=\"sinew\", error=\"invalid_token\"")
        );
        bodies.push(answer.text());
    }

    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
}

#[actix_web::test]
async fn a_key_in_the_query_is_an_unknown_parameter_and_opens_nothing() {
    let app = app().await;
    let key = app.key("admin").await;

    let read = app.get(&format!("/v1/articles?key={key}")).await;
    let write = app
        .send(Method::DELETE, &format!("/v1/notes/a?key={key}"))
        .await;

    let problem = read.problem(400);
    assert_eq!(problem["violations"][0]["parameter"], "key");
    assert!(!read.text().contains(&key));
    write.problem(401);
    assert!(!write.text().contains(&key));
}

#[actix_web::test]
async fn what_any_key_gets_is_kept_by_nobody() {
    let app = app().await;

    for scope in Scope::ALL {
        let authorization = format!("Bearer {}", app.key(scope.as_str()).await);
        for path in ["/v1/articles", "/v1/articles/massage-for-sciatica"] {
            let public = app.get(path).await;
            let private = app
                .get_with(path, &[("authorization", &authorization)])
                .await;

            assert!(public.header("cache-control").unwrap().contains("public"));
            assert_eq!(
                private.header("cache-control"),
                Some("private, no-store"),
                "{scope} {path}"
            );
            assert_eq!(private.body, public.body, "{scope} {path}");
        }
    }
}

/// What a browser asks before a page sends something.
async fn preflight(app: &TestApp, path: &str, origin: &str, method: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", method),
        (
            "access-control-request-headers",
            "authorization, content-type, if-match",
        ),
    ];
    app.send_with(Method::OPTIONS, path, &headers, "").await
}

#[actix_web::test]
async fn pages_of_the_list_may_write_and_all_may_read() {
    let app = app().await;

    for (origin, path, method, allowed) in [
        (EDITOR, "/v1/notes/a", "PUT", Some(EDITOR)),
        (EDITOR, "/v1/notes/a", "GET", Some(EDITOR)),
        (STRANGER, "/v1/notes/a", "GET", Some("*")),
        (STRANGER, "/v1/notes/a", "PUT", None),
        (STRANGER, "/v1/notes/a", "DELETE", None),
        ("null", "/v1/notes/a", "PUT", None),
        (
            "https://editor.example.org.evil.example",
            "/v1/notes/a",
            "PUT",
            None,
        ),
        ("http://editor.example.org", "/v1/notes/a", "PUT", None),
    ] {
        let answer = preflight(&app, path, origin, method).await;

        assert_eq!(answer.status, 204, "{origin} {method}");
        assert_eq!(
            answer.header("access-control-allow-origin"),
            allowed,
            "{origin} {method}"
        );
        assert_eq!(
            answer.header("access-control-max-age").is_some(),
            allowed.is_some()
        );
        let may_send = answer.header("access-control-allow-headers");
        let may_send_keys = may_send.is_some_and(|names| names.contains("Authorization"));
        assert_eq!(may_send_keys, origin == EDITOR, "{origin} {method}");
        assert!(varies_by_origin(&answer), "{origin} {method}");
    }
}

#[actix_web::test]
async fn a_page_may_read_what_its_write_was_answered_if_it_is_of_the_list() {
    let app = app().await;
    let authorization = format!("Bearer {}", app.key("write").await);

    for (name, origin, allowed) in [
        ("of-editor", EDITOR, Some(EDITOR)),
        ("of-stranger", STRANGER, None),
    ] {
        let path = format!("/v1/notes/{name}");
        let headers = [
            ("authorization", authorization.as_str()),
            ("content-type", "application/json"),
            ("if-none-match", "*"),
            ("origin", origin),
        ];
        let written = app
            .send_with(Method::PUT, &path, &headers, r#"{"text": "One"}"#)
            .await;
        let refused = app
            .send_with(Method::PUT, &path, &headers[1..], r#"{"text": "One"}"#)
            .await;
        let read = app.get_with(&path, &headers[3..]).await;
        let read_with_key = app.get_with(&path, &[headers[0], headers[3]]).await;

        // A key is what guards a write; a page without one of ours cannot have sent it.
        assert_eq!(written.status, 201);
        refused.problem(401);
        read.json();
        read_with_key.json();
        for answer in [&written, &refused, &read_with_key] {
            assert_eq!(answer.header("access-control-allow-origin"), allowed);
            assert!(varies_by_origin(answer));
        }
        assert_eq!(read.header("access-control-allow-origin"), Some("*"));
        assert!(!varies_by_origin(&read));
        for answer in [&written, &refused, &read, &read_with_key] {
            assert_eq!(answer.header("access-control-allow-credentials"), None);
        }
    }
}

fn varies_by_origin(answer: &Answer) -> bool {
    let lines = answer.headers.iter().filter(|(name, _)| name == "vary");
    lines
        .flat_map(|(_, names)| names.split(", "))
        .any(|name| name == "Origin")
}
