//! Problems of a server (RFC 9457) as errors that a person can act upon.

use serde::Deserialize;
use sinew::error::{Error, Violation};

/// What a problem tells.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Problem {
    title: String,
    detail: String,
    violations: Vec<Violation>,
}

impl Problem {
    /// The problem in a body; what is none tells nothing.
    pub fn of(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }

    /// Whether it is one: something else may answer at an address, too.
    pub fn is_told(&self) -> bool {
        !self.title.is_empty()
    }

    /// The error that an answer with this status is.
    pub fn error(self, status: u16, asked: &str) -> Error {
        let detail = self.words();
        let message = match status {
            401 => "the server does not take the key: it is unknown, expired or revoked".to_owned(),
            403 => format!("the key may not do this: {detail}"),
            404 | 405 if self.title.is_empty() => {
                format!("there is no {asked}; is this the address of a Sinew server?")
            }
            409 => return Error::Conflict(format!("the server refuses: {detail}")),
            413 => format!("the server refuses: {detail}; it can be told to take more"),
            422 if !self.violations.is_empty() => {
                let lines: Vec<String> = self.violations.iter().map(line).collect();
                format!(
                    "the server refuses what is wrong here:\n{}",
                    lines.join("\n")
                )
            }
            429 | 503 => format!("the server has no time for this: {detail}"),
            300..=399 => "the server sends elsewhere; name the address that it has now".to_owned(),
            _ => format!("{asked} was answered with status {status}: {detail}"),
        };
        Error::Configuration(message)
    }

    fn words(&self) -> String {
        match (self.detail.is_empty(), self.title.is_empty()) {
            (false, _) => plain(&self.detail),
            (true, false) => plain(&self.title),
            (true, true) => "it does not say why".to_owned(),
        }
    }
}

/// `articles/a.md:6:8: error[CIT001]: no reference has the key ...`.
fn line(violation: &Violation) -> String {
    let Violation {
        parameter,
        pointer,
        file,
        line,
        column,
        code,
        message,
    } = violation;
    let place = file.as_ref().or(pointer.as_ref()).or(parameter.as_ref());
    let mut text = place.map_or_else(String::new, |place| place.to_owned());
    for number in [line, column].into_iter().flatten() {
        text.push_str(&format!(":{number}"));
    }
    let separator = if text.is_empty() { "" } else { ": " };
    plain(&format!("  {text}{separator}error[{code}]: {message}"))
}

/// Text from elsewhere without what a terminal would obey.
fn plain(text: &str) -> String {
    let shown = text.chars().map(|character| match character.is_control() {
        true => char::REPLACEMENT_CHARACTER,
        false => character,
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_out_with_their_places_and_nothing_moves_the_cursor() {
        let body = r##"{"title": "T", "detail": "D", "violations": [
            {"file": "articles/a.md", "line": 6, "column": 8, "code": "CIT001", "message": "no \u001b[2Jkey"},
            {"pointer": "#/files/3", "code": "content", "message": "two"}, {"code": "x", "message": "three"}]}"##;

        let message = Problem::of(body.as_bytes())
            .error(422, "/v1/seed/plan")
            .to_string();

        let lines: Vec<&str> = message.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "  articles/a.md:6:8: error[CIT001]: no \u{FFFD}[2Jkey",
                "  #/files/3: error[content]: two",
                "  error[x]: three",
            ]
        );
    }

    #[test]
    fn what_is_no_problem_is_an_error_all_the_same() {
        for body in [&b""[..], b"<html>", b"[]", b"null"] {
            let message = Problem::of(body).error(502, "/v1/seed").to_string();

            assert!(message.contains("502"), "{message}");
        }
    }
}
