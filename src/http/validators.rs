//! Validators and conditional requests (RFC 9110, sections 8.8 and 13).

mod conditions;
mod entity_tag;
mod precondition;
mod tag_list;

pub use conditions::{Conditions, Verdict};
pub use entity_tag::EntityTag;
pub use precondition::Precondition;

use actix_web::http::header::HeaderValue;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use crate::content::Moment;

/// The value of `Last-Modified`, as `Sun, 22 Nov 2026 09:00:00 GMT`.
pub fn last_modified(moment: Moment) -> HeaderValue {
    let timestamp = Timestamp::from_second(whole_seconds(moment)).unwrap_or(Timestamp::UNIX_EPOCH);
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&timestamp)
        .ok()
        .and_then(|text| HeaderValue::try_from(text).ok())
        .expect("a date after 1970 has a form in HTTP, and that is ASCII")
}

/// The moment as a date of HTTP has it, in seconds since 1970. What is older counts as 1970, where HTTP starts to count.
fn whole_seconds(moment: Moment) -> i64 {
    moment.as_milliseconds().max(0) / 1000
}

#[cfg(test)]
mod tests;
