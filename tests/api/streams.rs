//! Answers that are made while they are sent, on operations of the test.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::get;
use actix_web::http::Method;
use actix_web::web::{Bytes, Path};
use futures_util::stream::{poll_fn, repeat_with};
use sinew::error::{Error, Result};
use sinew::http::{Answer, Made, Operations, Routes, Streamed, routes};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::app::TestApp;
use crate::raw::Connection;

const ROUTES: Routes = Routes {
    served: |operations| with_streams(operations),
    described: |operations| with_streams(operations),
    made: &MADE,
};

static MADE: Made = Made::new();

fn with_streams(operations: &mut impl Operations) {
    routes(operations);
    operations.service(get_parts).service(get_endless_parts);
}

type Part = Result<Bytes>;

/// The parts that tests send, by the name that each asks for.
static PARTS: Mutex<BTreeMap<String, UnboundedReceiver<Part>>> = Mutex::new(BTreeMap::new());

fn parts(name: &str) -> UnboundedSender<Part> {
    let (sender, receiver) = unbounded_channel();
    PARTS.lock().unwrap().insert(name.to_owned(), receiver);
    sender
}

fn part(text: &'static str) -> Part {
    Ok(Bytes::from_static(text.as_bytes()))
}

/// Returns the parts that a test sends.
#[utoipa::path(params(("name" = String, Path, example = "none")), responses((status = OK, body = String)))]
#[get("/v1/parts/{name}")]
async fn get_parts(name: Path<String>) -> Answer {
    let parts = PARTS.lock().unwrap().remove(name.as_str());
    let mut parts = parts.unwrap_or_else(|| unbounded_channel().1);
    let parts = poll_fn(move |context| parts.poll_recv(context));
    Answer::streamed(Streamed::of("text/plain; charset=utf-8", parts))
}

const PART_BYTES: u64 = 16 * 1024;
static MADE_BYTES: AtomicU64 = AtomicU64::new(0);

/// Returns more than anybody reads.
#[utoipa::path(responses((status = OK, body = String)))]
#[get("/v1/endless-parts")]
async fn get_endless_parts() -> Answer {
    let text = "a".repeat(usize::try_from(PART_BYTES).unwrap());
    let part = Bytes::from(text);
    let parts = repeat_with(move || {
        MADE_BYTES.fetch_add(PART_BYTES, Ordering::Relaxed);
        Ok(part.clone())
    });
    Answer::streamed(Streamed::of("text/plain; charset=utf-8", parts))
}

/// A connection that has asked for a path.
async fn asking(app: &TestApp, path: &str) -> Connection {
    let mut connection = Connection::to(&app.address).await;
    let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\n\r\n");
    connection.send(request.as_bytes()).await;
    connection
}

#[actix_web::test]
async fn each_part_is_sent_before_the_next_is_made() {
    let app = TestApp::with_routes(ROUTES).await;
    let parts = parts("one-by-one");
    let mut connection = asking(&app, "/v1/parts/one-by-one").await;

    parts.send(part("first")).unwrap();
    let first = connection.until("first\r\n").await;
    // One without bytes would be read as the end.
    parts.send(part("")).unwrap();
    parts.send(part("second")).unwrap();
    let second = connection.until("second\r\n").await;
    drop(parts);
    let end = connection.until("0\r\n\r\n").await;

    assert!(first.starts_with("HTTP/1.1 200 OK\r\n"), "{first}");
    assert_eq!(second, "6\r\nsecond\r\n");
    assert_eq!(end, "0\r\n\r\n");
}

#[actix_web::test]
async fn a_connection_is_used_again_after_a_stream() {
    let app = TestApp::with_routes(ROUTES).await;
    drop(parts("short"));
    let mut connection = asking(&app, "/v1/parts/short").await;
    connection.until("0\r\n\r\n").await;

    connection
        .send(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
        .await;

    let next = connection.until("\r\n\r\n").await;
    assert!(next.starts_with("HTTP/1.1 200 OK\r\n"), "{next}");
}

#[actix_web::test]
async fn a_stream_is_told_of_as_what_nobody_keeps_codes_or_holds_back() {
    let app = TestApp::with_routes(ROUTES).await;
    let parts = parts("head");
    parts.send(part("a".repeat(4096).leak())).unwrap();
    drop(parts);

    let coded = [("accept-encoding", "gzip, br, zstd")];
    let answer = app.get_with("/v1/parts/head", &coded).await;

    let expected = [
        ("content-type", Some("text/plain; charset=utf-8")),
        ("cache-control", Some("private, no-store")),
        ("vary", Some("Accept-Encoding")),
        ("x-accel-buffering", Some("no")),
        ("access-control-allow-origin", Some("*")),
        ("transfer-encoding", Some("chunked")),
        ("content-length", None),
        ("content-encoding", None),
        ("cache-tag", None),
        ("etag", None),
    ];
    for (name, value) in expected {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert_eq!(answer.body.len(), 4096);
}

#[actix_web::test]
async fn the_same_stream_is_given_to_nobody_else() {
    let app = TestApp::with_routes(ROUTES).await;
    let first = parts("again");
    first.send(part("first")).unwrap();
    drop(first);
    let before = app.get("/v1/parts/again").await;
    let second = parts("again");
    second.send(part("second")).unwrap();
    drop(second);

    let after = app.get("/v1/parts/again").await;

    assert_eq!(before.text(), "first");
    assert_eq!(after.text(), "second");
}

#[actix_web::test]
async fn head_makes_no_part() {
    let app = TestApp::with_routes(ROUTES).await;
    let parts = parts("never");

    let head = app.send(Method::HEAD, "/v1/parts/never").await;

    assert_eq!(head.status, 200);
    assert_eq!(head.header("transfer-encoding"), Some("chunked"));
    // Its stream was dropped, unread.
    parts.closed().await;
}

#[actix_web::test]
async fn a_stream_that_nobody_wants_is_a_problem() {
    let app = TestApp::with_routes(ROUTES).await;

    let no_type = [("accept", "application/json")];
    app.get_with("/v1/endless-parts", &no_type)
        .await
        .problem(406);
    let no_coding = [("accept-encoding", "gzip, identity;q=0")];
    app.get_with("/v1/endless-parts", &no_coding)
        .await
        .problem(406);
}

#[actix_web::test]
async fn a_part_that_fails_breaks_the_answer_off() {
    let app = TestApp::with_routes(ROUTES).await;
    let parts = parts("broken");
    let mut connection = asking(&app, "/v1/parts/broken").await;
    parts.send(part("first")).unwrap();
    connection.until("first\r\n").await;

    parts
        .send(Err(Error::Corrupt("of the test".to_owned())))
        .unwrap();
    let rest = connection.last_answer(Duration::from_secs(10)).await;

    assert!(rest.is_closed);
    assert_eq!(rest.text(), "", "no end, no words of the failure");
}

#[actix_web::test]
async fn a_stream_that_its_reader_leaves_is_dropped() {
    let app = TestApp::with_routes(ROUTES).await;
    let parts = parts("left");
    let mut connection = asking(&app, "/v1/parts/left").await;
    parts.send(part("first")).unwrap();
    connection.until("first\r\n").await;

    connection.reset();

    parts.closed().await;
}

#[actix_web::test]
async fn a_stream_is_in_progress_until_its_end() {
    let app = TestApp::with_routes(ROUTES).await;
    let key = format!("Bearer {}", app.key("read").await);
    let in_progress = async || {
        let figures = app
            .get_with("/metrics", &[("authorization", &key)])
            .await
            .text();
        let mut lines = figures.lines();
        let line = lines.find_map(|line| line.strip_prefix("sinew_http_requests_in_progress "));
        line.unwrap().parse::<u32>().unwrap()
    };
    let parts = parts("figures");
    let mut connection = asking(&app, "/v1/parts/figures").await;
    parts.send(part("first")).unwrap();
    connection.until("first\r\n").await;

    let during = in_progress().await;
    drop(parts);
    connection.until("0\r\n\r\n").await;
    let after = in_progress().await;

    // The question itself is one.
    assert_eq!((during, after), (2, 1));
}

#[actix_web::test]
async fn what_a_reader_does_not_read_is_not_made() {
    let app = TestApp::with_routes(ROUTES).await;
    let _unread = asking(&app, "/v1/endless-parts").await;
    let mut made = 0;

    // Every other answer gives the stream its turn; it ends to grow once the buffers of the connection are full.
    loop {
        for _ in 0..50 {
            app.get("/health/live").await;
        }
        let now = MADE_BYTES.load(Ordering::Relaxed);
        assert!(now < 64 * 1024 * 1024, "{now}");
        if made > 0 && now == made {
            break;
        }
        made = now;
    }
}
