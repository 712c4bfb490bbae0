//! Dates as lists of references write them.

use std::sync::LazyLock;

use regex::Regex;

use crate::content::{CslDate, CslDay};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

static YEAR: LazyLock<Regex> = LazyLock::new(|| super::source::pattern(r"\b(1[5-9]\d\d|20\d\d)\b"));

/// Reads a date such as `2021, January 27`, `2008 Jul`, `27 January 2021`, `2021-01-27` or `2014a`. `None` if a part of it
/// is no date.
pub fn read(text: &str) -> Option<CslDate> {
    let lower = text.trim().to_lowercase();
    if matches!(lower.as_str(), "n.d." | "n.d" | "in press" | "forthcoming") {
        return Some(CslDate {
            literal: Some(text.trim().to_owned()),
            ..CslDate::default()
        });
    }
    let (mut year, mut month, mut day, mut season) = (None, None, None, None);
    let is_circa = lower.starts_with("c.") || lower.starts_with("ca.");
    let lower = lower.trim_start_matches("ca.").trim_start_matches("c.");
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '-' | '–'));
    let words = words.map(|word| word.trim_end_matches('.'));
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(number) = year_of(word).filter(|_| year.is_none()) {
            year = Some(number);
        } else if let Some(number) = month_of(word) {
            month.get_or_insert(number);
        } else if let Some(number) = season_of(word) {
            season = Some(number);
        } else {
            let number: u8 = word
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .parse()
                .ok()?;
            if text.contains('-') && month.is_none() {
                month = Some(number);
            } else {
                day.get_or_insert(number);
            }
        }
    }
    let start = CslDay::new(year?, month, day)?;
    Some(CslDate {
        circa: is_circa,
        season: season.filter(|_| month.is_none()),
        ..CslDate::from(start)
    })
}

fn year_of(word: &str) -> Option<i32> {
    let digits = word
        .strip_suffix(|c: char| c.is_ascii_lowercase())
        .unwrap_or(word);
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1500..=2100).contains(&year).then_some(year)
}

fn season_of(word: &str) -> Option<u8> {
    let word = if word == "fall" { "autumn" } else { word };
    let at = SEASONS.iter().position(|name| *name == word)?;
    u8::try_from(at + 1).ok()
}

fn month_of(word: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    let is_word = word.chars().all(char::is_alphabetic);
    u8::try_from(at + 1).ok().filter(|_| is_word)
}

/// The only year that a text names.
pub fn year_in(text: &str) -> Option<CslDate> {
    let mut years = YEAR.find_iter(text);
    let (only, second) = (years.next()?, years.next());
    let year = only.as_str().parse().ok().filter(|_| second.is_none())?;
    CslDay::new(year, None, None).map(CslDate::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<(i32, Option<u8>, Option<u8>)> {
        let date = read(text)?;
        Some((date.year?, date.month, date.day))
    }

    #[test]
    fn dates_of_every_style_are_read() {
        assert_eq!(day("2021, January 27"), Some((2021, Some(1), Some(27))));
        assert_eq!(day("2008 Jul"), Some((2008, Some(7), None)));
        assert_eq!(day("27 January 2021"), Some((2021, Some(1), Some(27))));
        assert_eq!(day("2021-01-27"), Some((2021, Some(1), Some(27))));
        assert_eq!(day("2014a"), Some((2014, None, None)));
        assert_eq!(day("Sept. 3, 2019"), Some((2019, Some(9), Some(3))));
    }

    #[test]
    fn what_is_no_date_is_none() {
        assert_eq!(day("2021, February 30"), None);
        assert_eq!(day("12(3)"), None);
        assert_eq!(day("2014 study"), None);
        assert_eq!(day(""), None);
    }
}
