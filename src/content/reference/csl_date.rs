//! Dates of sources, which are often less than a day exact.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// When a source was published or read: a year, perhaps with month and day or season, perhaps a range; or the words of
/// the source where no year can be given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CslDate {
    /// The year, negative before the common era.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = -9999, maximum = 9999, example = 2014)]
    pub year: Option<i32>,
    /// The month, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 12, example = 2)]
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 31, example = 24)]
    pub day: Option<u8>,
    /// The season, 1 (spring) to 4 (winter), of a source that gives no month.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 4, example = 1)]
    pub season: Option<u8>,
    /// True when the date is a guess.
    #[schema(example = false)]
    pub circa: bool,
    /// The end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<CslDay>,
    /// The date in the words of the source, where it has no year.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "in press")]
    pub literal: Option<String>,
}

/// The end of a range of dates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CslDay {
    /// The year of the range's end.
    #[schema(minimum = -9999, maximum = 9999, example = 2014)]
    pub year: i32,
    /// The month of the range's end, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 12, example = 3)]
    pub month: Option<u8>,
    /// The day of the range's end, 1 to 31.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 31, example = 2)]
    pub day: Option<u8>,
}

impl CslDay {
    /// The day if it exists in the calendar.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let exists = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), day) => {
                let civil = (
                    i16::try_from(year).ok(),
                    i8::try_from(month).ok(),
                    i8::try_from(day.unwrap_or(1)).ok(),
                );
                matches!(civil, (Some(y), Some(m), Some(d)) if jiff::civil::Date::new(y, m, d).is_ok())
            }
        };
        (exists && (-9999..=9999).contains(&year)).then_some(Self { year, month, day })
    }
}

impl CslDate {
    /// The date in the notation of bibliographies (EDTF): `2014-02-24`, `2014-21` for a spring, `2014~` for a guess,
    /// `2014-02/2014-05`; words as they are. `None` where the notation cannot say all of it.
    pub fn notation(&self) -> Option<String> {
        if let Some(words) = &self.literal {
            let is_alone = *self
                == Self {
                    literal: Some(words.clone()),
                    ..Self::default()
                };
            let is_read_as_words =
                words.starts_with(char::is_alphabetic) && !begins_like_a_guess(words);
            return (is_alone && is_read_as_words).then(|| words.clone());
        }
        let start = CslDay {
            year: self.year?,
            month: self.month,
            day: self.day,
        };
        let mut text = match self.season {
            None => start.notation(),
            Some(season) if self.month.is_none() => format!("{}-2{season}", start.notation()),
            Some(_) => return None,
        };
        if self.circa {
            text.push('~');
        }
        if let Some(end) = self.end {
            text.push('/');
            text.push_str(&end.notation());
        }
        Some(text)
    }
}

/// Words such as `c. 1990` are read as a year that is a guess.
fn begins_like_a_guess(words: &str) -> bool {
    let rest = words.trim_start_matches(['a', 'c', 'i', 'r', '.', ' ']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

impl CslDay {
    /// `2014`, `2014-02` or `2014-02-24`; a year before the common era has a minus.
    pub fn notation(&self) -> String {
        let sign = if self.year < 0 { "-" } else { "" };
        let mut text = format!("{sign}{:04}", self.year.unsigned_abs());
        if let Some(month) = self.month {
            text.push_str(&format!("-{month:02}"));
            if let Some(day) = self.day {
                text.push_str(&format!("-{day:02}"));
            }
        }
        text
    }
}

impl From<CslDay> for CslDate {
    fn from(start: CslDay) -> Self {
        Self {
            year: Some(start.year),
            month: start.month,
            day: start.day,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_says_all_or_nothing() {
        let day = CslDay::new(2014, Some(2), Some(4)).map(CslDate::from);
        let day = day.expect("a day");
        let season = CslDate {
            year: Some(-44),
            season: Some(1),
            ..CslDate::default()
        };
        let range = CslDate {
            circa: true,
            end: CslDay::new(2015, None, None),
            ..day.clone()
        };
        let words = |text: &str| CslDate {
            literal: Some(text.to_owned()),
            ..CslDate::default()
        };
        let both = CslDate {
            literal: Some("in press".to_owned()),
            ..day.clone()
        };

        assert_eq!(day.notation().as_deref(), Some("2014-02-04"));
        assert_eq!(season.notation().as_deref(), Some("-0044-21"));
        assert_eq!(range.notation().as_deref(), Some("2014-02-04~/2015"));
        assert_eq!(words("in press").notation().as_deref(), Some("in press"));
        assert_eq!(words("c. 1990").notation(), None);
        assert_eq!(words("2014 or so").notation(), None);
        assert_eq!(both.notation(), None);
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_refused() {
        assert!(CslDay::new(2021, Some(1), Some(27)).is_some());
        assert!(CslDay::new(2024, Some(2), Some(29)).is_some());
        assert!(CslDay::new(2023, Some(2), Some(29)).is_none());
        assert!(CslDay::new(2023, Some(13), None).is_none());
        assert!(CslDay::new(2023, None, Some(1)).is_none());
    }
}
