use std::io::Write;
use std::sync::{Arc, Mutex};

use actix_web::http::header::HeaderValue;
use proptest::prelude::*;
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use super::*;

const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

fn identity(headers: &[(HeaderName, &[u8])]) -> Identity {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(name.clone(), HeaderValue::from_bytes(value).unwrap());
    }
    Identity::of(&map)
}

fn is_new(identity: &Identity) -> bool {
    let id = Uuid::parse_str(&identity.request_id).unwrap();
    id.get_version_num() == 7
}

#[test]
fn a_request_without_headers_gets_ids_of_its_own() {
    let (first, second) = (identity(&[]), identity(&[]));

    assert!(is_new(&first));
    assert_eq!(first.request_id.replace('-', ""), first.trace_id);
    assert_eq!((first.trace_id.len(), first.span_id.len()), (32, 16));
    assert_eq!(first.parent_id, None);
    assert_ne!(first.request_id, second.request_id);
    assert_ne!(first.span_id, second.span_id);
}

#[test]
fn the_ids_of_the_caller_are_kept() {
    let identity = identity(&[
        (REQUEST_ID, b"Order_66.a-b"),
        (TRACEPARENT, PARENT.as_bytes()),
    ]);

    assert_eq!(identity.request_id, "Order_66.a-b");
    assert_eq!(identity.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(identity.parent_id.as_deref(), Some("00f067aa0ba902b7"));
    assert_ne!(identity.span_id, "00f067aa0ba902b7");
}

#[test]
fn an_id_that_is_too_long_or_has_other_letters_is_replaced() {
    for bad in [
        b"".as_slice(),
        b"a b",
        b"a,b",
        b"{\"a\":1}",
        b"\x1b[31m",
        b"a\tb",
        "ü".as_bytes(),
        b"\xff",
        "a".repeat(65).as_bytes(),
    ] {
        if let Ok(value) = HeaderValue::from_bytes(bad) {
            let identity = identity(&[(REQUEST_ID, value.as_bytes())]);

            assert!(is_new(&identity), "{bad:?}");
        }
    }
    let longest = "a".repeat(64);
    let identity = identity(&[(REQUEST_ID, longest.as_bytes())]);
    assert_eq!(identity.request_id, longest);
}

#[test]
fn headers_that_are_sent_twice_say_nothing() {
    let identity = identity(&[
        (REQUEST_ID, b"one"),
        (REQUEST_ID, b"one"),
        (TRACEPARENT, PARENT.as_bytes()),
        (TRACEPARENT, PARENT.as_bytes()),
    ]);

    assert!(is_new(&identity));
    assert_eq!(identity.parent_id, None);
}

proptest! {
    #[test]
    fn every_id_that_is_kept_is_one_word(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let id = identity(&[(REQUEST_ID, value.as_bytes())]).request_id;
            prop_assert!(is_request_id(&id));
        }
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn answered() -> Answered<'static> {
    Answered {
        route: Some("/v1/articles/{slug}"),
        status: 200,
        bytes: Some(12),
        elapsed: Duration::from_micros(345),
        key_id: None,
    }
}

#[test]
fn the_access_line_has_every_field_and_no_query() {
    let log = Log::default();
    let lines = tracing_subscriber::fmt().json().flatten_event(true);
    let lines = lines.with_writer(log.clone()).finish();
    let identity = identity(&[(REQUEST_ID, b"one"), (TRACEPARENT, PARENT.as_bytes())]);

    tracing::subscriber::with_default(lines, || {
        let span = span(&identity, "GET", "/v1/articles/a?q=my+illness");
        log_answer(&span, &answered());
    });

    let line: Value = serde_json::from_str(&log.text()).unwrap();
    assert_eq!(line["target"], "sinew::access");
    assert_eq!(line["level"], "INFO");
    assert_eq!(line["status"], 200);
    assert_eq!(line["micros"], 345);
    assert_eq!(line["bytes"], 12);
    assert_eq!(line["route"], "/v1/articles/{slug}");
    assert_eq!(line["span"]["request_id"], "one");
    assert_eq!(line["span"]["trace_id"], identity.trace_id);
    assert_eq!(line["span"]["parent_id"], "00f067aa0ba902b7");
    assert_eq!(line["span"]["method"], "GET");
    assert_eq!(line["span"]["path"], "/v1/articles/a");
    assert!(!log.text().contains("illness"));
}

#[test]
fn a_path_cannot_make_a_line_of_its_own_or_colour_a_terminal() {
    for is_terminal in [false, true] {
        let log = Log::default();
        let writer = log.clone();
        let subscriber: Box<dyn tracing::Subscriber + Send + Sync> = if is_terminal {
            let text = tracing_subscriber::fmt().with_ansi(false);
            Box::new(text.with_writer(writer).finish())
        } else {
            Box::new(
                tracing_subscriber::fmt()
                    .json()
                    .with_writer(writer)
                    .finish(),
            )
        };
        let hostile = "/v1/\u{1b}[2J\r\n{\"level\":\"ERROR\"}\n2026 ERROR forged";

        tracing::subscriber::with_default(subscriber, || {
            let span = span(&identity(&[]), "GET", hostile);
            log_answer(&span, &answered());
        });

        let text = log.text();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(!text.contains(['\u{1b}', '\r']), "{text:?}");
    }
}

#[test]
fn a_long_path_is_cut_between_two_letters() {
    let long = format!("/{}", "ü".repeat(1000));

    let logged = logged_path(&long);

    assert!(long.starts_with(logged));
    assert_eq!(logged.len(), MAX_LOGGED_PATH_BYTES - 1);
}
