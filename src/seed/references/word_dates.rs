//! Dates in words, as PubMed and people write them: `2014 Feb 9`, `2014 Nov-Dec`, `Spring 2014`, `February 9, 2014`.

use super::source_date::season_number;
use crate::content::{CslDate, CslDay};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What one side of a date says.
#[derive(Default)]
struct Side {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    season: Option<u8>,
}

impl Side {
    fn is_empty(&self) -> bool {
        self.year.is_none() && self.month.is_none() && self.day.is_none()
    }
}

/// The date, if every word of it is understood.
pub fn parse_word_date(text: &str) -> Option<CslDate> {
    let (start, end) = match text.split_once(['-', '\u{2013}']) {
        Some((start, end)) => (side_of(start)?, Some(side_of(end)?)),
        None => (side_of(text)?, None),
    };
    let year = start.year.or_else(|| end.as_ref()?.year)?;
    let first = CslDay::new(year, start.month, start.day)?;
    let last = match end {
        Some(end) => {
            let is_dated = end.season.is_none() && start.season.is_none() && !end.is_empty();
            let month = end.month.or_else(|| end.day.and(start.month));
            let last = CslDay::new(end.year.unwrap_or(year), month, end.day);
            Some(last.filter(|_| is_dated)?)
        }
        None => None,
    };
    let has_both = start.season.is_some() && start.month.is_some();
    (!has_both).then(|| CslDate {
        season: start.season,
        end: last,
        ..CslDate::from(first)
    })
}

/// Each kind of word at most once.
fn side_of(text: &str) -> Option<Side> {
    let mut side = Side::default();
    let words = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty());
    for word in words {
        let is_first = if word.bytes().all(|b| b.is_ascii_digit()) {
            match word.len() {
                4 => side.year.replace(word.parse().ok()?).is_none(),
                1 | 2 => side.day.replace(word.parse().ok()?).is_none(),
                _ => false,
            }
        } else if let Some(month) = month_named(word) {
            side.month.replace(month).is_none()
        } else {
            let season = season_number(word)?;
            side.season.replace(season).is_none()
        };
        if !is_first {
            return None;
        }
    }
    Some(side)
}

/// A month by its English name or the first three letters of it or more, perhaps with a full stop.
fn month_named(word: &str) -> Option<u8> {
    let lower = word.trim_end_matches('.').to_lowercase();
    if lower.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|month| month.starts_with(&lower))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read_with_their_ranges() {
        for (text, notation) in [
            ("2014", "2014"),
            ("2014 Feb", "2014-02"),
            ("2014 Feb 9", "2014-02-09"),
            ("9 Feb 2014", "2014-02-09"),
            ("February 9, 2014", "2014-02-09"),
            ("Sept. 2014", "2014-09"),
            ("2014 Spring", "2014-21"),
            ("Winter 2014", "2014-24"),
            ("2014 Nov-Dec", "2014-11/2014-12"),
            ("2014 Dec-2015 Jan", "2014-12/2015-01"),
            ("2014 Feb 9-16", "2014-02-09/2014-02-16"),
            ("2014 Feb 28-Mar 6", "2014-02-28/2014-03-06"),
            ("Nov\u{2013}Dec 2014", "2014-11/2014-12"),
            ("2014-2015", "2014/2015"),
        ] {
            let date = parse_word_date(text).and_then(|date| date.notation());
            assert_eq!(date.as_deref(), Some(notation), "{text}");
        }
    }

    #[test]
    fn words_that_are_not_all_understood_are_left_alone() {
        for text in [
            "",
            "-",
            "Feb",
            "2014 in press",
            "2014 Feb 30",
            "2014 4th Quarter",
            "2014 Spring-Summer",
            "2014 2015",
            "2014 Market",
            "2014 Feb-",
            "2014 Spring Feb",
            "20145",
            "1-2-3",
        ] {
            assert_eq!(parse_word_date(text), None, "{text}");
        }
    }
}
