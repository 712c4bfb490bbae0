//! The streams of events as connections: what they are told as, how many there may be, and how they end.

use std::time::{Duration, Instant};

use actix_web::http::Method;
use sinew::config::HttpSettings;
use tempfile::TempDir;

use super::listener::{Listener, asking};
use super::{folder, pieces};
use crate::app::{TestApp, settings};
use crate::editor::Editor;
use crate::lifecycle::connection;
use crate::program::Program;

/// With the content of `seed/`, and so many streams at once.
async fn app_with(max_streams: u32) -> TestApp {
    let settings = HttpSettings {
        max_streams,
        ..settings()
    };
    TestApp::seeded_with(settings).await
}

#[actix_web::test]
async fn a_stream_is_for_pages_of_all_origins_and_for_no_cache() {
    let app = TestApp::seeded().await;

    let head = Listener::of(&app).await.head.to_ascii_lowercase();

    for line in [
        "content-type: text/event-stream",
        "cache-control: private, no-store",
        "access-control-allow-origin: *",
        "x-accel-buffering: no",
        "transfer-encoding: chunked",
    ] {
        assert!(head.lines().any(|known| known == line), "{line}: {head}");
    }
    for name in ["etag: ", "content-encoding: ", "cache-tag: "] {
        assert!(!head.lines().any(|line| line.starts_with(name)), "{name}");
    }
}

#[actix_web::test]
async fn who_takes_no_events_gets_a_problem() {
    let app = TestApp::seeded().await;

    let wish = [("accept", "application/json")];
    app.get_with("/v1/events", &wish).await.problem(406);
    app.get("/v1/events?since=1").await.problem(400);
}

#[actix_web::test]
async fn too_many_streams_are_refused_until_one_is_left() {
    let app = app_with(1).await;
    let first = Listener::of(&app).await;

    let refused = app.get("/v1/events").await;
    let head = app.send(Method::HEAD, "/v1/events").await;
    first.leave();
    // Once the server has found that it has gone.
    let mut next = app.get("/v1/events").await;
    while next.status != 200 {
        next = app.get("/v1/events").await;
    }

    refused.problem(503);
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(head.status, 503);
    assert!(next.text().starts_with(": "));
}

#[actix_web::test]
async fn head_takes_no_place_for_longer_than_it_takes() {
    let app = app_with(1).await;

    for _ in 0..5 {
        let head = app.send(Method::HEAD, "/v1/events").await;
        assert_eq!(head.status, 200);
        assert!(head.body.is_empty());
    }
}

#[actix_web::test]
async fn two_hundred_who_listen_hear_the_same() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let mut listeners = Vec::new();
    for _ in 0..200 {
        listeners.push(Listener::of(&app).await);
    }

    editor.act("c", "publish", "{}").await.json();
    editor.act("b", "unpublish", "{}").await.json();
    let first = listeners[0].events(2).await;

    assert_eq!(pieces(&first), ["changed article c", "deleted article b"]);
    for listener in &mut listeners[1..] {
        assert_eq!(listener.events(2).await, first);
    }
    assert_eq!(app.get("/v1/articles").await.status, 200);
}

#[actix_web::test]
async fn who_never_reads_keeps_nobody_from_hearing() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let _unread = asking(&app, "/v1/events", None).await;
    let mut listener = Listener::of(&app).await;

    for act in ["unpublish", "publish", "unpublish", "publish"] {
        editor.act("b", act, "{}").await.json();
        let event = listener.event().await;
        assert!(event.data.contains("\"slug\":\"b\""), "{event:?}");
    }
}

#[test]
fn a_server_with_open_streams_stops_at_once() {
    let directory = TempDir::new().unwrap();
    let program = Program::start(directory.path(), &["--no-seed"]);
    let streams: Vec<_> = (0..10).map(|_| stream_of(&program.address)).collect();
    let started = Instant::now();

    let (status, log) = program.stop();

    assert!(status.success(), "{status} {log}");
    assert!(started.elapsed() < Duration::from_secs(10), "{log}");
    for mut stream in streams {
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut stream.stream, &mut rest).unwrap();
        assert!(rest.ends_with("\r\n0\r\n\r\n"), "{rest:?}");
    }
}

/// A connection on which a stream has begun.
fn stream_of(address: &str) -> connection::Connection {
    let mut connection = connection::Connection::open(address).unwrap();
    connection.send(&connection::request("/v1/events")).unwrap();
    // Its head; the parts of the body stay to be read.
    assert_eq!(connection.reply().unwrap().status, 200);
    connection
}
