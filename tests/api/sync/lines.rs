//! Everything in one stream, a line for each piece.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::folder;
use crate::app::{Answer, TestApp};

const LINES: (&str, &str) = ("accept", "application/x-ndjson");

fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson"));
    let text = answer.text();
    assert!(text.ends_with('\n'));
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[actix_web::test]
async fn all_parts_come_in_one_stream_with_a_checkpoint_after_each() {
    let app = TestApp::with(&folder()).await;
    let whole = app.get("/v1/sync").await.json();

    let answer = app.get_with("/v1/sync?limit=3", &[LINES]).await;

    let lines = lines(&answer);
    let types: Vec<&str> = lines
        .iter()
        .map(|line| line["type"].as_str().unwrap())
        .collect();
    let at = |place: usize| types[place] == "checkpoint";
    assert_eq!(lines.len(), 11);
    assert!(at(3) && at(7) && at(10), "{types:?}");
    assert_eq!(
        lines[10],
        json!({"type": "checkpoint", "token": whole["next_token"], "has_more": false})
    );
    assert_eq!(lines[7]["has_more"], true);
    let items = lines.iter().filter(|line| line["type"] != "checkpoint");
    assert_eq!(whole["items"], Value::Array(items.cloned().collect()));
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    assert!(answer.header("vary").unwrap().contains("Accept"));
}

#[actix_web::test]
async fn a_stream_that_broke_off_goes_on_from_its_last_checkpoint() {
    let app = TestApp::with(&folder()).await;
    let all = lines(&app.get_with("/v1/sync?limit=3", &[LINES]).await);

    let token = all[3]["token"].as_str().unwrap();
    let path = format!("/v1/sync?limit=3&token={token}");
    let rest = lines(&app.get_with(&path, &[LINES]).await);

    assert_eq!(rest, all[4..]);
}

#[actix_web::test]
async fn nothing_new_is_one_checkpoint() {
    let app = TestApp::with(&folder()).await;
    let token = app.get("/v1/sync").await.json()["next_token"].clone();

    let path = format!("/v1/sync?token={}", token.as_str().unwrap());
    let rest = lines(&app.get_with(&path, &[LINES]).await);

    assert_eq!(
        rest,
        [json!({"type": "checkpoint", "token": token, "has_more": false})]
    );
}

#[actix_web::test]
async fn a_token_is_looked_at_before_the_stream_begins() {
    let app = TestApp::with(&folder()).await;

    app.get_with("/v1/sync?token=x", &[LINES])
        .await
        .problem(400);
    app.get_with("/v1/sync", &[("accept", "text/csv")])
        .await
        .problem(406);
    let head = app.send_with(Method::HEAD, "/v1/sync", &[LINES], "").await;

    assert_eq!(head.status, 200);
    assert_eq!(head.header("content-type"), Some("application/x-ndjson"));
}

#[actix_web::test]
async fn json_is_given_where_nothing_else_is_asked_for() {
    let app = TestApp::with(&folder()).await;

    for accept in [
        "*/*",
        "application/*",
        "text/html, */*;q=0.1",
        "application/json, application/x-ndjson",
    ] {
        app.get_with("/v1/sync", &[("accept", accept)]).await.json();
    }
}
