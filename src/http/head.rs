//! Heads of requests that no operation should see: too long, with a path that has two readings, or with a body where
//! none is taken.

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};
use percent_encoding::percent_decode_str;

use super::refusal::Refusal;
use crate::error::Violation;

/// The longest path and query together.
const MAX_TARGET_BYTES: usize = 8 * 1024;

/// The most that the fields of a head may have together. The parser below takes 96 fields and 128 KiB.
const MAX_FIELD_BYTES: usize = 64 * 1024;

/// Why a request is refused for its head alone, whatever it asks for.
pub fn refusal_of_head(request: &ServiceRequest) -> Option<Refusal> {
    let target = request.uri().path_and_query();
    if target.is_some_and(|target| target.as_str().len() > MAX_TARGET_BYTES) {
        return Some(Refusal::TargetTooLong);
    }
    let headers = request.headers();
    if field_bytes(headers) > MAX_FIELD_BYTES {
        return Some(unreadable(
            "header",
            "too_large",
            format!("the header fields may have {MAX_FIELD_BYTES} bytes together"),
        ));
    }
    if let Some(fault) = fault_of_path(request.uri().path()) {
        return Some(unreadable("path", "invalid", fault.to_owned()));
    }
    None
}

/// Why a request is refused for a body that no operation would read.
pub fn refusal_of_body(request: &ServiceRequest) -> Option<Refusal> {
    let is_refused = has_body(request.headers()) && !takes_body(request.method());
    is_refused.then(|| {
        let message = format!("a {} request has no body", request.method());
        unreadable("Content-Length", "unexpected", message)
    })
}

/// Whether a request is from nobody in particular, brings nothing, and its fields would not be refused, as nearly all reads.
pub fn is_plain(headers: &HeaderMap) -> bool {
    let is_more = |name| [AUTHORIZATION, CONTENT_LENGTH, TRANSFER_ENCODING].contains(name);
    !headers.keys().any(is_more) && field_bytes(headers) <= MAX_FIELD_BYTES
}

fn unreadable(parameter: &str, code: &str, message: String) -> Refusal {
    Refusal::Unreadable(vec![Violation::of_parameter(parameter, code, message)])
}

fn field_bytes(headers: &HeaderMap) -> usize {
    let fields = headers.iter();
    fields
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum()
}

/// What is wrong with a path. Escapes that programs on the way could read in two ways are refused before any operation
/// compares names.
fn fault_of_path(path: &str) -> Option<&'static str> {
    if !escapes_are_whole(path) {
        return Some("a `%` in a path must be followed by two hexadecimal digits");
    }
    let Ok(text) = percent_decode_str(path).decode_utf8() else {
        return Some("the path is not UTF-8 once its escapes are read");
    };
    let has_control = text.chars().any(|character| character.is_ascii_control());
    has_control.then_some("a path may not have control characters")
}

/// Whether every `%` is followed by two hexadecimal digits.
pub fn escapes_are_whole(text: &str) -> bool {
    text.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH);
    headers.contains_key(TRANSFER_ENCODING) || length.is_some_and(|length| length != "0")
}

/// The methods whose body has a meaning (RFC 9110, 9.3). Of another nobody would read the body, and what nobody reads is
/// where a second request hides. Those that no path takes are told so, whatever comes with them.
fn takes_body(method: &Method) -> bool {
    !matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::DELETE
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
