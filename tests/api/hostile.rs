//! Hostile input as raw bytes over a socket: each line of the table gets the answer that we promise, never a 5xx, never a
//! second answer for what hides in the first request; and others are served as before.

mod table;

use std::time::Duration;

use actix_web::rt::spawn;
use table::{BROKEN_HEADS, METHODS, TARGETS, UNWANTED_BODIES};

use crate::app::TestApp;
use crate::raw::{Connection, Message, RawAnswer};

/// What must never be answered when it hides behind another request.
const HIDDEN: &str = "GET /v1/therapies HTTP/1.1\r\nHost: a\r\n\r\n";

const LIVE: &str = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

/// Longer than the server waits for the rest of a body that it refused.
const LONGEST: Duration = Duration::from_secs(8);

/// Sends requests, each on a connection of its own, all at once; then the server must serve others as before.
async fn answers(requests: Vec<String>, are_last: bool) -> Vec<RawAnswer> {
    let app = TestApp::seeded().await;
    // The first answer waits for the document: later, so long a silence would be taken for the end of an answer.
    assert_eq!(app.get("/health/live").await.status, 200);
    let running: Vec<_> = requests
        .into_iter()
        .map(|request| spawn(answer(app.address.clone(), request, are_last)))
        .collect();
    let mut answers = Vec::new();
    for running in running {
        answers.push(running.await.unwrap());
    }
    assert_eq!(app.get("/health/live").await.status, 200);
    answers
}

async fn answer(address: String, request: String, is_last: bool) -> RawAnswer {
    let mut connection = Connection::to(&address).await;
    connection.send(request.as_bytes()).await;
    if is_last {
        connection.last_answer(LONGEST).await
    } else {
        connection.answer(LONGEST).await
    }
}

fn get(target: &str, fields: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: a\r\n{fields}\r\n")
}

fn lines(text: &str) -> String {
    text.replace('|', "\r\n")
}

fn statuses(messages: &[Message]) -> Vec<u16> {
    messages.iter().map(|message| message.status).collect()
}

/// Whether the parser refused: an empty answer, with which the connection ends.
#[track_caller]
fn assert_broken(answer: &RawAnswer, status: u16, name: &str) {
    let messages = answer.messages();
    assert_eq!(statuses(&messages), [status], "{name}: {}", answer.text());
    assert_eq!(messages[0].body, b"", "{name}");
    assert!(answer.is_closed, "{name}: the connection is open");
}

#[actix_web::test]
async fn targets_name_one_resource_or_are_refused() {
    let requests = TARGETS.map(|(target, _)| get(target, "") + LIVE);

    let answers = answers(requests.to_vec(), false).await;

    for ((target, status), answer) in TARGETS.iter().zip(answers) {
        let messages = answer.messages();
        assert_eq!(
            statuses(&messages),
            [*status, 200],
            "{target}: {}",
            answer.text()
        );
        assert!(!answer.is_closed, "{target}");
        if *status >= 400 {
            messages[0].problem();
        }
    }
}

#[actix_web::test]
async fn methods_that_a_path_does_not_take_are_named() {
    let requests = METHODS.map(|(method, _)| get("/v1/articles", "").replacen("GET", method, 1));

    let answers = answers(requests.to_vec(), false).await;

    for ((method, status), answer) in METHODS.iter().zip(answers) {
        let messages = answer.messages();
        assert_eq!(
            statuses(&messages),
            [*status],
            "{method}: {}",
            answer.text()
        );
        if *status == 405 {
            assert_eq!(
                messages[0].header("allow"),
                Some("GET, HEAD, OPTIONS"),
                "{method}"
            );
            messages[0].problem();
        }
    }
}

#[actix_web::test]
async fn heads_that_cannot_be_parsed_end_the_connection() {
    let requests = BROKEN_HEADS.map(|(_, head)| lines(head) + HIDDEN);

    let answers = answers(requests.to_vec(), false).await;

    for ((name, _), answer) in BROKEN_HEADS.iter().zip(answers) {
        assert_broken(&answer, 400, name);
    }
}

#[actix_web::test]
async fn a_body_where_none_belongs_is_refused_and_hides_nothing() {
    let asked = [
        ("GET /v1/articles", 400),
        ("OPTIONS /v1/articles", 400),
        ("DELETE /v1/articles/a", 400),
        // Methods that the path does not take are told so, whatever comes with them.
        ("DELETE /v1/articles", 405),
        ("GET /v1/articles/a/unpublish", 405),
    ];
    for (asked, status) in asked {
        let requests = UNWANTED_BODIES.map(|(_, body)| {
            let body = lines(body).replace('@', HIDDEN);
            format!("{asked} HTTP/1.1\r\nHost: a\r\n{body}")
        });

        let answers = answers(requests.to_vec(), true).await;

        for ((name, _), answer) in UNWANTED_BODIES.iter().zip(answers) {
            let messages = answer.messages();
            assert_eq!(
                statuses(&messages),
                [status],
                "{asked} with {name}: {}",
                answer.text()
            );
            assert!(answer.is_closed, "{asked} with {name}");
            messages[0].problem();
        }
    }
}

#[actix_web::test]
async fn sizes_have_limits_and_each_limit_its_answer() {
    let target = |bytes: usize| get(&format!("/{}", "x".repeat(bytes - 1)), "");
    let field = |bytes: usize| get("/v1/articles", &format!("X-A: {}\r\n", "x".repeat(bytes)));
    let fields = |count: usize| get("/v1/articles", &"X-A: b\r\n".repeat(count));
    let requests = vec![
        target(8192),
        target(8193),
        target(70_000),
        target(140_000),
        field(60_000),
        field(70_000),
        field(140_000),
        fields(95),
        fields(96),
        fields(120),
    ];

    let answers = answers(requests, false).await;

    let came: Vec<Vec<u16>> = answers
        .iter()
        .map(|answer| statuses(&answer.messages()))
        .collect();
    let expected = [404, 414, 400, 431, 200, 400, 431, 200, 431, 431];
    assert_eq!(came, expected.map(|status| vec![status]));
    answers[1].messages()[0].problem();
    answers[5].messages()[0].problem();
    for at in [2, 3, 6, 8, 9] {
        assert_broken(
            &answers[at],
            expected[at],
            "a head over the limit of the parser",
        );
    }
}

#[actix_web::test]
async fn other_forms_of_one_request_are_answered_alike() {
    let requests = vec![
        lines("GET /health/live HTTP/1.0||"),
        lines("GET /health/live HTTP/1.0|Connection: keep-alive||"),
        "GET /health/live HTTP/1.1\nHost: a\n\n".to_owned(),
        format!("\r\n\r\n{LIVE}"),
        get("/health/live", "Connection: close\r\n"),
        get("/health/live", "Connection: Upgrade\r\nUpgrade: h2c\r\n"),
        get("/health/live", "Expect: teapot\r\n"),
        get("/health/live", "Content-Length: 0\r\n"),
        LIVE.repeat(40),
    ];

    let answers = answers(requests, false).await;

    for (at, answer) in answers.iter().enumerate() {
        let messages = answer.messages();
        let count = if at == 8 { 40 } else { 1 };
        assert_eq!(statuses(&messages), vec![200; count], "{}", answer.text());
    }
    assert!(answers[0].is_closed && answers[4].is_closed);
}

#[actix_web::test]
async fn requests_that_turn_the_connection_into_something_else_end_it() {
    let requests = vec![
        lines("CONNECT example.org:443 HTTP/1.1|Host: example.org||") + HIDDEN,
        get(
            "/v1/articles",
            "Connection: Upgrade\r\nUpgrade: websocket\r\n",
        ) + HIDDEN,
    ];

    let answers = answers(requests, true).await;

    for (answer, status) in answers.iter().zip([404, 200]) {
        assert_eq!(statuses(&answer.messages()), [status], "{}", answer.text());
        assert!(answer.is_closed, "{}", answer.text());
    }
}

/// Sends the start, then a piece every 300 ms, and gives what came until the server closed.
async fn dripped(address: String, start: String, piece: &'static str) -> RawAnswer {
    let mut connection = Connection::to(&address).await;
    connection.send(start.as_bytes()).await;
    let mut whole = connection.answer(Duration::from_millis(300)).await;
    while !whole.is_closed && whole.took < Duration::from_secs(11) {
        connection.send(piece.as_bytes()).await;
        let next = connection.answer(Duration::from_millis(300)).await;
        whole.bytes.extend(next.bytes);
        whole.is_closed = next.is_closed;
        whole.took += next.took;
    }
    whole
}

#[actix_web::test]
async fn slow_clients_lose_their_connection_and_hold_up_nobody() {
    let app = TestApp::seeded().await;
    let chunked = get("/v1/articles", "Transfer-Encoding: chunked\r\n");
    let slow = [
        ("nothing at all", String::new(), "", &[408][..]),
        ("a head byte by byte", "GET /".to_owned(), "x", &[408]),
        (
            "fields without end",
            "GET / HTTP/1.1\r\nHost: a\r\n".to_owned(),
            "X-A: b\r\n",
            &[408],
        ),
        (
            "a body byte by byte",
            get("/v1/articles", "Content-Length: 500\r\n"),
            "x",
            &[400],
        ),
        ("chunks without end", chunked, "1\r\nx\r\n", &[400]),
    ];

    let running: Vec<_> = slow
        .iter()
        .map(|(_, start, piece, _)| spawn(dripped(app.address.clone(), start.clone(), piece)))
        .collect();
    for _ in 0..10 {
        assert_eq!(app.get("/v1/articles").await.status, 200);
    }

    for ((name, _, _, expected), running) in slow.iter().zip(running) {
        let answer = running.await.unwrap();
        assert!(
            answer.is_closed,
            "{name}: still open after {:?}",
            answer.took
        );
        assert_eq!(
            statuses(&answer.messages()),
            *expected,
            "{name}: {}",
            answer.text()
        );
    }
}
