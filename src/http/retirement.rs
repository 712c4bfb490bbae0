//! Operations that will go: what tells clients of the day (RFC 9745, RFC 8594).

use actix_web::http::header::{HeaderName, HeaderValue, LINK};
use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use utoipa::openapi::Deprecated;
use utoipa::openapi::path::Operation;

const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
const SUNSET: HeaderName = HeaderName::from_static("sunset");

/// The days on which an operation grows old, and what follows it. Days start at midnight in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    deprecated_at: Timestamp,
    sunset_at: Option<Timestamp>,
    /// The path of the operation to use instead.
    successor: Option<String>,
}

impl Retirement {
    /// Reads the retirement of an operation of the document: `deprecated: true` with `x-deprecated-on` and, where they
    /// are known, `x-sunset-on` and `x-successor`.
    ///
    /// A fault of what the operation says is a fault of this program; the message names it.
    pub fn of(operation: &Operation) -> Result<Option<Self>, String> {
        let days = ["x-deprecated-on", "x-sunset-on"].map(|name| day(operation, name));
        let [deprecated_at, sunset_at] = days;
        let (deprecated_at, sunset_at) = (deprecated_at?, sunset_at?);
        let successor = text(operation, "x-successor")?;
        let is_deprecated = matches!(operation.deprecated, Some(Deprecated::True));
        let Some(deprecated_at) = deprecated_at.filter(|_| is_deprecated) else {
            let says_more = deprecated_at.is_some() || sunset_at.is_some() || successor.is_some();
            return match (is_deprecated, says_more) {
                (true, _) => Err("a deprecated operation needs x-deprecated-on".to_owned()),
                (false, true) => Err("an operation that retires needs `deprecated`".to_owned()),
                (false, false) => Ok(None),
            };
        };
        if sunset_at.is_some_and(|sunset_at| sunset_at < deprecated_at) {
            return Err("x-sunset-on must not be before x-deprecated-on".to_owned());
        }
        Ok(Some(Self {
            deprecated_at,
            sunset_at,
            successor,
        }))
    }

    /// What every answer of the operation says of it.
    pub fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let deprecation = format!("@{}", self.deprecated_at.as_second());
        let sunset = self.sunset_at.map(|day| {
            let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&day);
            date.expect("the years of days with four digits can be written")
        });
        let explanation = "</docs>; rel=\"deprecation\"; type=\"text/html\"".to_owned();
        let successor = self.successor.as_ref();
        let successor = successor.map(|path| format!("<{path}>; rel=\"successor-version\""));
        [
            (DEPRECATION, Some(deprecation)),
            (SUNSET, sunset),
            (LINK, Some(explanation)),
            (LINK, successor),
        ]
        .into_iter()
        .filter_map(|(name, text)| Some((name, header_value(text?))))
        .collect()
    }
}

fn header_value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).expect("numbers, dates and checked paths are visible ASCII")
}

/// A day that an operation names, at its first moment.
fn day(operation: &Operation, name: &str) -> Result<Option<Timestamp>, String> {
    let Some(text) = text(operation, name)? else {
        return Ok(None);
    };
    let has_form = text.len() == "2026-11-22".len();
    let date: Option<Date> = text.parse().ok().filter(|_| has_form);
    let midnight: Option<Zoned> = date.and_then(|date| date.to_zoned(TimeZone::UTC).ok());
    midnight
        .map(|midnight| Some(midnight.timestamp()))
        .ok_or_else(|| format!("{name} must be a day such as 2026-11-22, got `{text}`"))
}

/// A text of visible ASCII that an operation names, such as a path; it may stand between angle brackets.
fn text(operation: &Operation, name: &str) -> Result<Option<String>, String> {
    let extensions = operation.extensions.as_ref();
    let Some(value) = extensions.and_then(|extensions| extensions.get(name)) else {
        return Ok(None);
    };
    let is_plain = |text: &&str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte))
    };
    match value.as_str().filter(is_plain) {
        Some(text) => Ok(Some(text.to_owned())),
        None => Err(format!("{name} must be visible ASCII text, got `{value}`")),
    }
}

#[cfg(test)]
mod tests;
