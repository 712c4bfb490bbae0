//! JSON bodies: read strictly into a tree, checked whole against the document, then made into a type.

use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_json::Value;

use super::faults;
use super::place::pointer;
use super::schemas::Schema;
use super::strict::{Findings, Tree};
use crate::error::Violation;
use crate::http::refusal::{Refusal, Result};

/// Longer than any message of our own value types.
const MAX_MESSAGE_CHARS: usize = 500;

/// Reads a JSON text into a tree. What cannot be read is reported with line and column, the first of it; characters
/// that no text may have are reported all at once.
pub fn parse(bytes: &[u8]) -> Result<Value> {
    let text = text(bytes)?;
    if text.starts_with('\u{FEFF}') {
        return Err(unreadable(
            "byte_order_mark",
            "the body starts with a byte order mark (line 1, column 1); JSON is sent without"
                .into(),
        ));
    }
    let findings = Findings::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Tree::new(&findings).deserialize(&mut reader);
    let value = read
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| {
            let (pointer, code) = findings
                .refused
                .take()
                .map_or((None, "syntax"), |(pointer, code)| (Some(pointer), code));
            Refusal::Unreadable(vec![Violation {
                pointer,
                code: code.to_owned(),
                message: format!("the JSON cannot be read: {error}"),
                ..Violation::default()
            }])
        })?;
    let characters = findings.characters.into_inner();
    if characters.is_empty() {
        Ok(value)
    } else {
        Err(Refusal::Unprocessable(characters))
    }
}

/// Makes a tree into a type, if the schema of the document takes it. Every fault is reported, up to 100; only a value
/// type that has rules beyond its schema reports its first fault alone.
pub fn typed<T: DeserializeOwned>(value: Value, schema: &Schema) -> Result<T> {
    faults::check(&value, schema)?;
    made(value)
}

/// Makes a tree that has been checked into a type.
pub fn made<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let steps: Vec<String> = error.path().iter().map(step).collect();
        let pointer = pointer(steps.iter().map(String::as_str));
        // The words of a value type; they name what came, which may be long.
        let message: String = error
            .inner()
            .to_string()
            .chars()
            .take(MAX_MESSAGE_CHARS)
            .collect();
        Refusal::Unprocessable(vec![Violation::of_member(&pointer, "invalid", message)])
    })
}

/// Reads a body as UTF-8.
pub fn text(bytes: &[u8]) -> Result<&str> {
    str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let line_start = before.iter().rposition(|byte| *byte == b'\n');
        let column = before.len() - line_start.map_or(0, |at| at + 1) + 1;
        unreadable(
            "encoding",
            format!(
                "the body is not UTF-8: the byte at line {line} column {column} begins no character"
            ),
        )
    })
}

fn unreadable(code: &str, message: String) -> Refusal {
    Refusal::Unreadable(vec![Violation {
        code: code.to_owned(),
        message,
        ..Violation::default()
    }])
}

fn step(segment: &serde_path_to_error::Segment) -> String {
    use serde_path_to_error::Segment;
    match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => key.clone(),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => String::new(),
    }
}
