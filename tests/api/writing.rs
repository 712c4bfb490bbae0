//! What every write passes before its operation sees it, tried on a note.

use actix_web::http::Method;
use serde_json::json;

use crate::app::{Answer, TestApp};
use crate::note::ROUTES;

/// Sends a note with the right kind of body and further headers.
async fn put(app: &TestApp, path: &str, key: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    let mut all = vec![
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
    ];
    all.extend(headers);
    app.send_with(Method::PUT, path, &all, body).await
}

#[actix_web::test]
async fn a_write_says_what_it_was_made_for() {
    let app = TestApp::with_routes(ROUTES).await;
    let (key, path) = (app.key("write").await, "/v1/notes/guarded");
    let note = r#"{"text": "One"}"#;

    put(&app, path, &key, &[], note).await.problem(428);
    put(&app, path, &key, &[("if-match", "*")], note)
        .await
        .problem(412);
    let created = put(&app, path, &key, &[("if-none-match", "*")], note).await;
    let tag = created.header("etag").unwrap().to_owned();
    assert_eq!(created.status, 201);
    put(&app, path, &key, &[("if-none-match", "*")], note)
        .await
        .problem(412);

    for (given, status) in [
        ("\"other\"", 412),
        (format!("W/{tag}").as_str(), 412),
        (tag.trim_matches('"'), 400),
        ("", 400),
        (format!("\"other\", {tag}").as_str(), 200),
    ] {
        let answer = put(&app, path, &key, &[("if-match", given)], note).await;
        assert_eq!(answer.status.as_u16(), status, "{given}");
    }
    let second = put(
        &app,
        path,
        &key,
        &[("if-match", &tag)],
        r#"{"text": "Two"}"#,
    )
    .await;
    assert_eq!(second.json()["text"], "Two");
    assert_ne!(second.header("etag"), Some(tag.as_str()));
    put(&app, path, &key, &[("if-match", &tag)], note)
        .await
        .problem(412);
    assert_eq!(app.get(path).await.json()["text"], "Two");
}

#[actix_web::test]
async fn a_body_of_another_kind_is_415_with_what_is_taken() {
    let app = TestApp::with_routes(ROUTES).await;
    let authorization = format!("Bearer {}", app.key("write").await);

    for (method, header, taken) in [
        (Method::PUT, "accept", "application/json"),
        (
            Method::PATCH,
            "accept-patch",
            "application/merge-patch+json",
        ),
    ] {
        for given in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=latin1",
            "",
        ] {
            let mut headers = vec![("authorization", authorization.as_str()), ("if-match", "*")];
            headers.extend((!given.is_empty()).then_some(("content-type", given)));

            let answer = app
                .send_with(method.clone(), "/v1/notes/kind", &headers, "{}")
                .await;

            answer.problem(415);
            assert_eq!(answer.header(header), Some(taken), "{method} {given}");
        }
    }
    let options = app.send(Method::OPTIONS, "/v1/notes/kind").await;
    assert_eq!(
        options.header("accept-patch"),
        Some("application/merge-patch+json")
    );
    assert_eq!(
        options.header("allow"),
        Some("GET, HEAD, PUT, PATCH, DELETE, OPTIONS")
    );
    let coded = [("content-encoding", "gzip"), ("if-match", "*")];
    let key = app.key("write").await;
    let answer = put(&app, "/v1/notes/kind", &key, &coded, "{}").await;
    answer.problem(415);
    assert_eq!(answer.header("accept-encoding"), Some("identity"));
}

#[actix_web::test]
async fn every_fault_of_a_body_is_named_at_once_with_its_place() {
    let app = TestApp::with_routes(ROUTES).await;
    let key = app.key("write").await;
    let body = json!({"stars": 7, "labels": {"a/b": 1}, "owner": "me"}).to_string();

    let answer = put(
        &app,
        "/v1/notes/faulty",
        &key,
        &[("if-none-match", "*")],
        &body,
    )
    .await;

    let problem = answer.problem(422);
    let places = crate::app::texts(&problem["violations"], "/pointer");
    assert_eq!(places.len(), 4, "{problem:#}");
    for place in ["#/stars", "#/labels/a~1b", "#/owner", "#/text"] {
        assert!(
            places.iter().any(|known| known == place),
            "{place} {problem:#}"
        );
    }
    app.get("/v1/notes/faulty").await.problem(404);
}

#[actix_web::test]
async fn what_a_key_gets_is_for_nobody_else() {
    let app = TestApp::with_routes(ROUTES).await;
    let authorization = format!("Bearer {}", app.key("read").await);

    for path in [
        "/v1/articles",
        "/docs",
        "/health/live",
        "/nothing",
        "/metrics",
    ] {
        let answer = app
            .get_with(path, &[("authorization", &authorization)])
            .await;

        assert_eq!(
            answer.header("cache-control"),
            Some("private, no-store"),
            "{path}"
        );
        assert_eq!(answer.header("cache-tag"), None, "{path}");
    }
}

#[actix_web::test]
async fn an_operation_takes_the_keys_that_its_scope_asks_for() {
    let app = TestApp::with_routes(ROUTES).await;

    let missing = app.send(Method::DELETE, "/v1/notes/scoped").await;
    let authorization = format!("Bearer {}", app.key("write").await);
    let small = [("authorization", authorization.as_str())];
    let forbidden = app
        .send_with(Method::DELETE, "/v1/notes/scoped", &small, "")
        .await;
    let wrong = app
        .get_with("/v1/articles", &[("authorization", "Bearer nonsense")])
        .await;

    missing.problem(401);
    assert_eq!(
        missing.header("www-authenticate"),
        Some("Bearer realm=\"sinew\"")
    );
    let problem = forbidden.problem(403);
    assert_eq!(problem["detail"], "this needs a key with scope `publish`");
    assert!(
        forbidden
            .header("www-authenticate")
            .unwrap()
            .contains("insufficient_scope")
    );
    wrong.problem(401);
    assert!(
        wrong
            .header("www-authenticate")
            .unwrap()
            .contains("invalid_token")
    );
}

#[actix_web::test]
async fn an_operation_that_will_go_says_when() {
    let app = TestApp::with_routes(ROUTES).await;

    let answer = app.get("/v1/failing-notes/well").await;

    assert_eq!(answer.header("deprecation"), Some("@1767225600"));
    assert_eq!(
        answer.header("sunset"),
        Some("Fri, 01 Jan 2027 00:00:00 GMT")
    );
}

#[actix_web::test]
async fn a_handler_that_panics_is_a_problem_and_the_server_goes_on() {
    let app = TestApp::with_routes(ROUTES).await;

    let answer = app
        .get_with("/v1/failing-notes/panic", &[("x-request-id", "mine-1")])
        .await;

    let problem = answer.problem(500);
    assert_eq!(problem["request_id"], "mine-1");
    assert_eq!(answer.header("x-request-id"), Some("mine-1"));
    assert!(!answer.text().contains("secret"));
    app.get("/health/live").await.json();
}

/// What is written with escapes that mean nothing is the same path (RFC 3986, 6.2.2.2), so it is guarded alike.
#[actix_web::test]
async fn a_path_with_escapes_is_guarded_as_the_path_that_it_is() {
    let app = TestApp::with_routes(ROUTES).await;
    let (key, small) = (app.key("write").await, app.key("read").await);
    let path = "/v1/%6eot%65s/escaped%2done";
    let (note, create) = (r#"{"text": "One"}"#, [("if-none-match", "*")]);
    let with = |key: &str| format!("Bearer {key}");

    let without_key = [("content-type", "application/json"), ("if-none-match", "*")];
    let missing = app.send_with(Method::PUT, path, &without_key, note).await;
    let forbidden = put(&app, path, &small, &create, note).await;
    let other_kind = [
        ("authorization", &*with(&key)),
        ("content-type", "text/plain"),
        ("if-none-match", "*"),
    ];
    let unsupported = app.send_with(Method::PUT, path, &other_kind, note).await;
    let created = put(&app, path, &key, &create, note).await;
    let read = app.get("/v1/notes/escaped-one").await;

    missing.problem(401);
    forbidden.problem(403);
    unsupported.problem(415);
    assert_eq!(unsupported.header("accept"), Some("application/json"));
    assert_eq!(created.status, 201);
    assert!(created.header("ratelimit").is_some());
    assert_eq!(read.json()["text"], "One");
}
