//! Bodies as raw bytes over a socket: each line of the table gets the answer that we promise, and changes nothing.

mod table;

use std::time::Duration;

use actix_web::rt::spawn;
use serde_json::Value;
use sinew::config::HttpSettings;
use table::{BODIES, BROKEN_CHUNKS, FIELDS, UNFINISHED};

use crate::app::{TestApp, settings};
use crate::note::ROUTES;
use crate::raw::{Connection, Message, RawAnswer};

/// Longer than a body may take, and the server waits for the rest of one that it refused.
const LONGEST: Duration = Duration::from_secs(8);

const MAX_BYTES: usize = 2000;

/// A note that is there, and what a write of it needs.
struct Desk {
    app: TestApp,
    path: &'static str,
    /// The start of a head that everything but the body is right in.
    head: String,
    tag: String,
}

impl Desk {
    async fn with_note(path: &'static str) -> Self {
        let narrow = HttpSettings {
            max_body_bytes: MAX_BYTES,
            body_seconds: 1,
            writes_per_second: 0,
            ..settings()
        };
        let app = TestApp::with_routes_and(narrow, ROUTES).await;
        let key = app.key("write").await;
        let start = format!("PUT {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\n");
        let mut connection = Connection::to(&app.address).await;
        let create = format!("{start}If-None-Match: *\r\n");
        let body = br#"{"text": "One"}"#;
        connection.send(&with_length(&create, TYPE, body)).await;
        let created = connection.answer(LONGEST).await;
        let created = &created.messages()[0];
        assert_eq!(created.status, 201);
        let tag = created.header("etag").unwrap().to_owned();
        Self {
            app,
            path,
            head: format!("{start}If-Match: {tag}\r\n"),
            tag,
        }
    }

    /// What is answered to a request on a connection of its own, and whether that ends.
    async fn answer(&self, request: &[u8]) -> (Message, bool) {
        let mut connection = Connection::to(&self.app.address).await;
        connection.send(request).await;
        one(&connection.answer(LONGEST).await)
    }

    /// What is answered to requests, each on a connection of its own, all at once.
    async fn answers(&self, requests: impl Iterator<Item = Vec<u8>>) -> Vec<RawAnswer> {
        let mut running = Vec::new();
        for request in requests {
            let mut connection = Connection::to(&self.app.address).await;
            running.push(spawn(async move {
                connection.send(&request).await;
                let mut whole = connection.answer(LONGEST).await;
                if says_that_it_is_last(&whole) {
                    let rest = connection.last_answer(LONGEST).await;
                    whole.bytes.extend(rest.bytes);
                    whole.is_closed |= rest.is_closed;
                }
                whole
            }));
        }
        let mut answers = Vec::new();
        for running in running {
            answers.push(running.await.unwrap());
        }
        answers
    }

    /// A request with what frames its body, `|` at the ends of its lines.
    fn framed(&self, body: &str) -> Vec<u8> {
        format!("{}{TYPE}{}", self.head, body.replace('|', "\r\n")).into_bytes()
    }

    /// The note is as it was, and would have been changed by a body in order.
    async fn assert_unchanged(&self) {
        let read = self.app.get(self.path).await;
        assert_eq!(read.json()["text"], "One");
        assert_eq!(read.header("etag"), Some(self.tag.as_str()));
        let good = with_length(&self.head, TYPE, br#"{"text": "Two"}"#);
        assert_eq!(self.answer(&good).await.0.status, 200);
        assert_eq!(self.app.get(self.path).await.json()["text"], "Two");
    }
}

fn says_that_it_is_last(answer: &RawAnswer) -> bool {
    answer.text().contains("connection: close\r\n")
}

/// The one answer that came, and whether the connection ended with it.
#[track_caller]
fn one(answer: &RawAnswer) -> (Message, bool) {
    let mut messages = answer.messages();
    assert_eq!(messages.len(), 1, "{}", answer.text());
    (messages.remove(0), answer.is_closed)
}

const TYPE: &str = "Content-Type: application/json\r\n";

fn with_length(head: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("{head}{fields}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// The codes of a problem, each once.
fn codes(problem: &Value) -> Vec<&str> {
    let violations = problem["violations"].as_array().unwrap().iter();
    let mut codes: Vec<&str> = violations
        .map(|violation| violation["code"].as_str().unwrap())
        .collect();
    codes.dedup();
    codes
}

#[track_caller]
fn assert_refused(message: &Message, status: u16, code: &str, name: &str) {
    assert_eq!(message.status, status, "{name}");
    let problem = message.problem();
    let expected = Some(code).filter(|code| !code.is_empty());
    assert_eq!(
        codes(&problem),
        Vec::from_iter(expected),
        "{name}: {problem:#}"
    );
}

#[actix_web::test]
async fn bodies_that_are_not_in_order_are_refused_and_change_nothing() {
    let desk = Desk::with_note("/v1/notes/bodies").await;

    let requests = BODIES.iter();
    let requests = requests.map(|(_, body, _, _)| with_length(&desk.head, TYPE, body));
    let answers = desk.answers(requests).await;

    for ((name, _, status, code), answer) in BODIES.iter().zip(answers) {
        let (message, is_closed) = one(&answer);
        assert_refused(&message, *status, code, name);
        assert!(!is_closed, "{name}: it was read, so the connection goes on");
    }
    desk.assert_unchanged().await;
}

#[actix_web::test]
async fn depth_and_length_have_limits_with_and_without_a_length() {
    let desk = Desk::with_note("/v1/notes/limits").await;
    let deep = |levels: usize| {
        let nested = "[".repeat(levels) + &"]".repeat(levels);
        format!(r#"{{"text": {nested}}}"#).into_bytes()
    };
    let long = |bytes: usize| format!(r#"{{"text": "{}"}}"#, "x".repeat(bytes - 12)).into_bytes();
    let chunked = |body: &[u8]| {
        let head = format!("{}{TYPE}Transfer-Encoding: chunked\r\n\r\n", desk.head);
        let size = format!("{:x}\r\n", body.len());
        [head.as_bytes(), size.as_bytes(), body, b"\r\n0\r\n\r\n"].concat()
    };
    let declared = |body: &[u8]| with_length(&desk.head, TYPE, body);

    for (name, request, status, code) in [
        ("63 arrays in an object", declared(&deep(63)), 422, "type"),
        ("64 arrays in an object", declared(&deep(64)), 400, "depth"),
        (
            "900 arrays in an object",
            declared(&deep(900)),
            400,
            "depth",
        ),
        ("chunks with 64 arrays", chunked(&deep(64)), 400, "depth"),
        ("one byte too many", declared(&long(MAX_BYTES + 1)), 413, ""),
        (
            "chunks with one byte too many",
            chunked(&long(MAX_BYTES + 1)),
            413,
            "",
        ),
    ] {
        let (message, _) = desk.answer(&request).await;

        assert_refused(&message, status, code, name);
    }
    let (message, _) = desk.answer(&chunked(br#"{"text": "One"}"#)).await;
    assert_eq!(message.status, 200);
    desk.assert_unchanged().await;
}

#[actix_web::test]
async fn fields_that_say_what_a_body_is_decide_before_it_is_read() {
    let desk = Desk::with_note("/v1/notes/fields").await;

    for (fields, status) in FIELDS {
        let fields = fields.replace('|', "\r\n");
        let body = br#"{"text": "One"}"#;

        let (message, _) = desk.answer(&with_length(&desk.head, &fields, body)).await;

        assert_eq!(message.status, status, "{fields}");
        if status == 415 {
            message.problem();
            let named = ["accept", "accept-encoding"];
            assert!(
                named.iter().any(|name| message.header(name).is_some()),
                "{fields}"
            );
        }
    }
    desk.assert_unchanged().await;
}

#[actix_web::test]
async fn bodies_that_never_end_are_refused_in_time_and_end_the_connection() {
    let desk = Desk::with_note("/v1/notes/unfinished").await;

    let requests = UNFINISHED.iter();
    let requests = requests.map(|(_, body, _)| desk.framed(body));
    let answers = desk.answers(requests).await;

    for ((name, _, status), answer) in UNFINISHED.into_iter().zip(answers) {
        let (message, is_closed) = one(&answer);
        assert_refused(&message, status, "", name);
        assert!(is_closed, "{name}: the connection is open");
    }
    desk.assert_unchanged().await;
}

#[actix_web::test]
async fn chunks_that_are_none_end_the_connection_and_change_nothing() {
    let desk = Desk::with_note("/v1/notes/chunks").await;
    let requests = BROKEN_CHUNKS.iter();
    let requests =
        requests.map(|chunks| desk.framed(&format!("Transfer-Encoding: chunked||{chunks}")));
    let answers = desk.answers(requests).await;

    for (chunks, answer) in BROKEN_CHUNKS.into_iter().zip(answers) {
        assert!(answer.is_closed, "{chunks}: the connection is open");
        let is_refused = answer.messages().iter().all(|one| one.status == 400);
        assert!(is_refused, "{chunks}: {}", answer.text());
    }
    desk.assert_unchanged().await;
}

#[actix_web::test]
async fn a_client_that_asks_before_it_sends_its_body_is_answered() {
    let desk = Desk::with_note("/v1/notes/expect").await;
    let body = br#"{"text": "One"}"#;
    let head = format!(
        "{}{TYPE}Expect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        desk.head,
        body.len()
    );
    let mut connection = Connection::to(&desk.app.address).await;

    connection.send(head.as_bytes()).await;
    let interim = connection.answer(LONGEST).await;
    connection.send(body).await;
    let last = connection.answer(LONGEST).await;

    assert_eq!(interim.text(), "HTTP/1.1 100 Continue\r\n\r\n");
    assert_eq!(last.messages()[0].status, 200);
    desk.assert_unchanged().await;
}
