//! Dates as bibliographies write them: `2014-02-24`, `2014-02/2014-05`, `2014~`, or words.

use crate::content::{CslDate, CslDay};
use crate::error::InvalidValue;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const SEASONS: [(&str, u8); 5] = [
    ("spring", 1),
    ("summer", 2),
    ("autumn", 3),
    ("fall", 3),
    ("winter", 4),
];

/// Reads a date or a range in the notation of biblatex (EDTF). Text that does not begin like a year is kept as words.
pub fn parse_date(text: &str) -> Result<CslDate, InvalidValue> {
    let text = text.trim();
    let (text, has_circa) = without_circa(text);
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '/') {
        return Ok(CslDate {
            circa: has_circa,
            literal: Some(text.to_owned()),
            ..CslDate::default()
        });
    }
    let refused = || {
        let expected = "a date such as 2014, 2014-02, 2014-02-24 or 2014-02/2014-05";
        InvalidValue::new(expected.to_owned(), text)
    };
    let (start, end) = match text.split_once('/') {
        Some((start, end)) => (start, Some(end).filter(|end| !matches!(*end, "" | ".."))),
        None => (text, None),
    };
    let mut date = parse_single(start).ok_or_else(refused)?;
    date.circa |= has_circa;
    if let Some(end) = end {
        let end = parse_single(end).ok_or_else(refused)?;
        date.circa |= end.circa;
        let year = end.year.ok_or_else(refused)?;
        date.end = CslDay::new(year, end.month, end.day);
    }
    Ok(date)
}

/// Puts a date together from the fields of BibTeX.
pub fn from_fields(
    year: &str,
    month: Option<&str>,
    day: Option<&str>,
) -> Result<CslDate, InvalidValue> {
    let date = parse_date(year)?;
    let (Some(month), Some(year_number), None) = (month, date.year, date.end) else {
        return Ok(date);
    };
    let refused = || {
        let expected = "a month such as 2, feb or February, perhaps with a day, or a season";
        InvalidValue::new(expected.to_owned(), month)
    };
    let lower = month.to_lowercase();
    if let Some((_, season)) = SEASONS.iter().find(|(name, _)| lower.starts_with(name)) {
        return Ok(CslDate {
            season: Some(*season),
            ..date
        });
    }
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().and_then(month_number).ok_or_else(refused)?;
    let second = words.next();
    let day = match day.or(second.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))) {
        Some(day) => Some(day.trim().parse().map_err(|_| refused())?),
        None => None,
    };
    let start = CslDay::new(year_number, Some(first), day).ok_or_else(refused)?;
    let end = second
        .and_then(month_number)
        .filter(|_| day.is_none())
        .and_then(|month| CslDay::new(year_number, Some(month), None));
    Ok(CslDate {
        circa: date.circa,
        end,
        ..CslDate::from(start)
    })
}

/// The number of a season, by its number or English name.
pub fn season_number(text: &str) -> Option<u8> {
    let lower = text.to_lowercase();
    let by_name = SEASONS.iter().find(|(name, _)| *name == lower);
    by_name
        .map(|(_, number)| *number)
        .or_else(|| text.parse().ok().filter(|number| (1..=4).contains(number)))
}

fn without_circa(text: &str) -> (&str, bool) {
    for prefix in ["circa ", "ca. ", "ca ", "c. ", "c.", "~"] {
        if let Some(rest) = text.strip_prefix(prefix)
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return (rest, true);
        }
    }
    (text, false)
}

fn parse_single(text: &str) -> Option<CslDate> {
    let plain = text.trim().trim_end_matches(['~', '?', '%']);
    let circa = plain.len() < text.trim().len();
    let plain = plain.split('T').next().unwrap_or(plain);
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, plain),
    };
    let mut parts = digits.split('-');
    let year = sign * number(parts.next()?, 4)?;
    let month = match parts.next() {
        Some(part) => Some(u8::try_from(number(part, 2)?).ok()?),
        None => None,
    };
    let day = match parts.next() {
        Some(part) => Some(u8::try_from(number(part, 2)?).ok()?),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let mut date = match (month, day) {
        (Some(season @ 21..=24), None) => CslDate {
            year: Some(year),
            season: Some(season - 20),
            ..CslDate::default()
        },
        _ => CslDate::from(CslDay::new(year, month, day)?),
    };
    date.circa = circa;
    Some(date)
}

fn number(text: &str, max_digits: usize) -> Option<i32> {
    let is_number =
        (1..=max_digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A month by its number or the first three letters of its English name.
fn month_number(word: &str) -> Option<u8> {
    if let Ok(number) = word.parse::<u8>() {
        return Some(number).filter(|number| (1..=12).contains(number));
    }
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &CslDate) -> (Option<i32>, Option<u8>, Option<u8>) {
        (date.year, date.month, date.day)
    }

    #[test]
    fn dates_ranges_seasons_and_guesses_are_read() {
        let date = parse_date("2014-02-24").expect("a date");
        assert_eq!(day(&date), (Some(2014), Some(2), Some(24)));

        let range = parse_date("2014-02/2015").expect("a range");
        assert_eq!(range.end, CslDay::new(2015, None, None));

        assert_eq!(parse_date("2014-21").expect("a season").season, Some(1));
        assert!(parse_date("2014~").expect("a guess").circa);
        assert_eq!(parse_date("c. 1990").expect("a guess").year, Some(1990));
        assert_eq!(
            parse_date("in press").expect("words").literal.as_deref(),
            Some("in press")
        );
        assert_eq!(parse_date("-0044").expect("a year").year, Some(-44));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for bad in [
            "2023-02-29",
            "2014-13",
            "20145X",
            "2014-00",
            "/2014",
            "19XX",
            "2014-1-1-1",
            "2014 Feb",
        ] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_months_of_bibtex_are_numbers_names_days_ranges_and_seasons() {
        let of = |month| from_fields("2014", Some(month), None).expect(month);

        assert_eq!(of("feb").month, Some(2));
        assert_eq!(of("February").month, Some(2));
        assert_eq!(of("02").month, Some(2));
        assert_eq!(of("Feb 24").day, Some(24));
        assert_eq!(of("jan-mar").end, CslDay::new(2014, Some(3), None));
        assert_eq!(of("Spring").season, Some(1));
        assert!(from_fields("2014", Some("jan 999"), None).is_err());
        assert!(from_fields("2014", Some("0"), None).is_err());
        assert!(from_fields("2014", Some("2"), Some("30")).is_err());
    }
}
