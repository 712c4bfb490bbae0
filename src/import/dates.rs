//! Moments as the files of other programs write them. What could be two days is none.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::content::Moment;

const WITH_OFFSET: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M:%S %:z",
    "%Y-%m-%d %H:%M %z",
    "%Y-%m-%d %H:%M %:z",
];
const WITHOUT_OFFSET: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
];
const DAYS: [&str; 6] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
];

/// The moment that a text names; without an offset it is taken as UTC, and a day as its first moment.
pub fn moment_of(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(moment) = Moment::parse(text) {
        return Some(moment);
    }
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    let zoned = WITH_OFFSET
        .iter()
        .find_map(|format| Zoned::strptime(format, text).ok())
        .or_else(|| rfc2822::parse(text).ok());
    if let Some(zoned) = zoned {
        return Some(Moment::new(zoned.timestamp()));
    }
    let time = WITHOUT_OFFSET
        .iter()
        .find_map(|format| DateTime::strptime(format, text).ok());
    let day = || {
        DAYS.iter()
            .find_map(|format| Date::strptime(format, text).ok())
    };
    let time =
        time.or_else(|| day().map(|date| date.to_datetime(jiff::civil::Time::midnight())))?;
    utc(time).map(Moment::new)
}

fn utc(time: DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_programs_are_understood() {
        for (text, moment) in [
            ("2021-01-27T08:00:00+01:00", "2021-01-27T07:00:00.000Z"),
            ("2021-01-27 08:00:00", "2021-01-27T08:00:00.000Z"),
            ("2021-01-27 08:00:00 +0100", "2021-01-27T07:00:00.000Z"),
            ("2021-01-27 08:00 -05:00", "2021-01-27T13:00:00.000Z"),
            ("2021-01-27 08:00:00 UTC", "2021-01-27T08:00:00.000Z"),
            ("2021-01-27T08:00:00", "2021-01-27T08:00:00.000Z"),
            ("2021-01-27", "2021-01-27T00:00:00.000Z"),
            (
                "Wed, 27 Jan 2021 08:00:00 +0000",
                "2021-01-27T08:00:00.000Z",
            ),
            ("January 27, 2021", "2021-01-27T00:00:00.000Z"),
            ("27 Jan 2021", "2021-01-27T00:00:00.000Z"),
        ] {
            let understood = moment_of(text).map(|moment| moment.to_string());
            assert_eq!(understood.as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_days_or_none_is_not_guessed() {
        for text in [
            "",
            "01/02/2021",
            "0000-00-00 00:00:00",
            "soon",
            "2021-02-30",
        ] {
            assert_eq!(moment_of(text), None, "{text}");
        }
    }
}
