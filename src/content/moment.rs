//! Moments in time as every answer writes them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::ToSchema;

use crate::error::InvalidValue;

/// A moment in UTC with three decimals (RFC 3339), such as `2026-11-22T09:00:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-11-22T09:00:00.000Z")]
pub struct Moment(Timestamp);

impl Moment {
    /// The moment, cut to whole milliseconds.
    pub fn new(timestamp: Timestamp) -> Self {
        Self(Timestamp::from_millisecond(timestamp.as_millisecond()).unwrap_or(timestamp))
    }

    /// Takes any RFC 3339 date-time with its offset.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let timestamp: Timestamp = text.parse().map_err(|_| {
            InvalidValue::new(
                "a date and time with its offset, such as 2026-11-22T09:00:00Z".to_owned(),
                text,
            )
        })?;
        Ok(Self::new(timestamp))
    }

    /// Milliseconds since 1970, as UUIDv7 counts them.
    /// The day that it is in UTC.
    pub fn day(&self) -> Date {
        self.0.to_zoned(TimeZone::UTC).date()
    }

    pub fn as_milliseconds(&self) -> i64 {
        self.0.as_millisecond()
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.3}", self.0)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_has_three_decimals_and_ends_in_z() {
        let written = |text: &str| Moment::parse(text).map(|moment| moment.to_string());

        assert_eq!(
            written("2026-11-22T09:00:00Z").as_deref(),
            Ok("2026-11-22T09:00:00.000Z")
        );
        assert_eq!(
            written("2026-11-22T10:00:00.123456+01:00").as_deref(),
            Ok("2026-11-22T09:00:00.123Z")
        );
        assert!(written("2026-11-22").is_err());
    }
}
