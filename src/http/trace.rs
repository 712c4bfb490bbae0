//! Who is who in the log: the id of each request, the trace that it belongs to, and the line that says how it was answered.

mod panics;
mod parent;

use std::time::Duration;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use tracing::field::Empty;
use tracing::{Level, Span};
use uuid::Uuid;

pub use panics::guarded;

use parent::Parent;

/// The header that carries the id of a request, there and back.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

const MAX_REQUEST_ID_BYTES: usize = 64;
/// How much of a path and of a method is logged; those of ours are shorter.
const MAX_LOGGED_PATH_BYTES: usize = 512;
const MAX_LOGGED_METHOD_BYTES: usize = 16;

/// By what one exchange is known here and in other programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The caller's `X-Request-Id`, or a new UUIDv7.
    pub request_id: String,
    /// 32 hexadecimal digits: the caller's trace (W3C trace context), or a new one.
    pub trace_id: String,
    /// The caller's part of that trace.
    pub parent_id: Option<String>,
    /// Our part of it, 16 hexadecimal digits.
    pub span_id: String,
}

/// How an exchange ended.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The pattern of the path, if one matched.
    pub route: Option<&'a str>,
    pub status: u16,
    /// The length of the body, where it is known.
    pub bytes: Option<u64>,
    pub elapsed: Duration,
}

impl Identity {
    /// What the headers of a request say of it. What they say wrongly counts as not said, so no request fails for it.
    /// `tracestate` is not looked at: it is passed on to services further in, and there are none.
    pub fn of(headers: &HeaderMap) -> Self {
        let new_id = Uuid::now_v7();
        let parent = only(headers, &TRACEPARENT).and_then(Parent::parse);
        let (trace_id, parent_id) = match parent {
            Some(Parent { trace_id, span_id }) => (trace_id, Some(span_id)),
            None => (new_id.simple().to_string(), None),
        };
        Self {
            request_id: sent_id(headers).map_or_else(|| new_id.to_string(), str::to_owned),
            trace_id,
            parent_id,
            span_id: new_span_id(),
        }
    }
}

/// The id of a request of which nothing but its answer will tell.
pub fn request_id(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut text = Uuid::encode_buffer();
    let id = match sent_id(headers) {
        Some(id) => id,
        None => Uuid::now_v7().hyphenated().encode_lower(&mut text),
    };
    HeaderValue::from_str(id).ok()
}

/// Whether there is a line in the log for each answer.
pub fn is_told() -> bool {
    tracing::enabled!(target: "sinew::access", Level::INFO)
}

/// What every log line of an exchange carries: a span to run its work in. It is of the level `error`, and the program keeps
/// its target on, so that it is there however little is logged. The path comes without its query, which can tell of
/// somebody's health, and nothing of the client is in it.
pub fn span(identity: &Identity, method: &str, path: &str) -> Span {
    tracing::error_span!(
        target: "sinew::exchange",
        "exchange",
        request_id = identity.request_id,
        trace_id = identity.trace_id,
        span_id = identity.span_id,
        parent_id = identity.parent_id,
        method = cut(method, MAX_LOGGED_METHOD_BYTES),
        path = logged_path(path),
        key_id = Empty,
    )
}

/// Adds the public part of the key that was sent to every line from now on.
pub fn tell_key(span: &Span, key_id: &str) {
    span.record("key_id", key_id);
}

/// Logs how an exchange ended, for those who want a line for each: `SINEW_LOG=warn,sinew=info,actix_http=off` shows them,
/// the default leaves them out.
pub fn log_answer(span: &Span, answered: &Answered) {
    tracing::info!(
        target: "sinew::access",
        parent: span,
        route = answered.route,
        status = answered.status,
        bytes = answered.bytes,
        micros = u64::try_from(answered.elapsed.as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
}

/// The value of a header that is sent once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name);
    let value = values.next()?;
    match values.next() {
        None => value.to_str().ok(),
        Some(_) => None,
    }
}

/// The id that a caller has given to a request.
fn sent_id(headers: &HeaderMap) -> Option<&str> {
    only(headers, &REQUEST_ID).filter(|id| is_request_id(id))
}

/// Letters that no log, header, shell or page reads as anything else.
fn is_request_id(text: &str) -> bool {
    (1..=MAX_REQUEST_ID_BYTES).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// The half of a UUIDv7 that is its count and its random bits; it is never all zeros, because the variant is in it.
fn new_span_id() -> String {
    let (_, random) = Uuid::now_v7().as_u64_pair();
    format!("{random:016x}")
}

/// The path, without its query where a caller has left it there.
fn logged_path(path: &str) -> &str {
    let path = path.split('?').next().unwrap_or_default();
    cut(path, MAX_LOGGED_PATH_BYTES)
}

fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
