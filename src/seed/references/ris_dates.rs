//! The dates of RIS: `2014/02/09/Spring`, of which any part but the year may be left out, or words.

use super::source_date::{parse_date, season_number};
use super::tagged::TaggedEntry;
use super::word_dates::parse_word_date;
use crate::content::{Code, CslDate, CslDay};
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

/// When it was published: the year from `PY` or `Y1`, the day from `DA` where it has one of the same year. What is not
/// understood stays under its tag.
pub fn issued_of(entry: &mut TaggedEntry) -> Option<CslDate> {
    let year_tag = if entry.get("PY").is_some() {
        "PY"
    } else {
        "Y1"
    };
    let base = entry.get(year_tag).and_then(|value| slashed(&value.value));
    let day = entry.get("DA").and_then(|value| {
        let year = base.as_ref().and_then(|date| date.year);
        let with_year = year.map(|year| format!("{year} {}", value.value));
        slashed(&value.value).or_else(|| parse_word_date(&with_year?))
    });
    let is_same_year = |day: &CslDate| base.as_ref().is_none_or(|base| base.year == day.year);
    let day = day.filter(|day| is_same_year(day));
    if day.is_some() {
        entry.take(&["DA"]);
    }
    let words = if base.is_some() {
        entry.take(&[year_tag]);
        None
    } else if day.is_none() {
        words_of(entry, year_tag)
    } else {
        None
    };
    match (base, day) {
        (Some(base), Some(day))
            if day.month.is_some() || base.month.is_none() && base.season.is_none() =>
        {
            Some(CslDate {
                season: base.season.filter(|_| day.month.is_none()).or(day.season),
                ..day
            })
        }
        (Some(base), _) => Some(base),
        (None, Some(day)) => Some(day),
        (None, None) => words,
    }
}

/// Words in place of a year, such as `in press`.
fn words_of(entry: &mut TaggedEntry, tag: &str) -> Option<CslDate> {
    let is_words = |value: &Placed<String>| value.value.starts_with(char::is_alphabetic);
    if !entry.get(tag).is_some_and(is_words) {
        return None;
    }
    parse_date(&entry.take(&[tag])?.value).ok()
}

/// When it was read. A date that is not understood is reported.
pub fn accessed_of(
    entry: &mut TaggedEntry,
    texts: &mut Vec<(String, Placed<String>)>,
    report: &mut Report,
) -> Option<CslDate> {
    let value = entry.take(&["Y2"])?;
    let date = slashed(&value.value);
    if date.is_none() {
        let message = format!("`Y2` is no date: `{}`", crate::error::shown(&value.value));
        let help = "write it as `2014/02/09/`".to_owned();
        report.add(Code::Identifier, value.span, message, help);
        texts.push(("accessed-as-given".to_owned(), value));
    }
    date
}

/// `2014/02/09/`, `2014///Spring`, `2014-02-09`, or a date in words.
pub fn slashed(text: &str) -> Option<CslDate> {
    let mut parts = text.split('/').map(str::trim);
    let first = parts.next()?;
    let number = |part: Option<&str>| match part {
        None | Some("") => Ok(None),
        Some(part) => part.parse::<u8>().map(Some),
    };
    let is_year = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
    if !is_year {
        // Two digits are no year.
        let is_dated = |date: &CslDate| date.year.is_some_and(|year| !(0..1000).contains(&year));
        return parse_word_date(text).or_else(|| parse_date(text).ok().filter(is_dated));
    }
    let month = number(parts.next()).ok()?;
    let day = number(parts.next()).ok()?;
    let rest = parts.next().unwrap_or_default();
    if parts.any(|part| !part.is_empty()) {
        return None;
    }
    let date = CslDate::from(CslDay::new(first.parse().ok()?, month, day)?);
    if rest.is_empty() {
        return Some(date);
    }
    if let Some(season) = season_number(rest).filter(|_| month.is_none()) {
        return Some(CslDate {
            season: Some(season),
            ..date
        });
    }
    match rest {
        "circa" => Some(CslDate {
            circa: true,
            ..date
        }),
        words if month.is_none() => parse_word_date(&format!("{first} {words}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_program_are_read() {
        for (text, notation) in [
            ("2014", "2014"),
            ("2014///", "2014"),
            ("2014/02/09/", "2014-02-09"),
            ("2014/2/9", "2014-02-09"),
            ("2014/02", "2014-02"),
            ("2014///Spring", "2014-21"),
            ("2014///Nov-Dec", "2014-11/2014-12"),
            ("2014-02-09", "2014-02-09"),
            ("2014 Feb 9", "2014-02-09"),
            ("9 Feb 2014", "2014-02-09"),
        ] {
            let date = slashed(text).and_then(|date| date.notation());
            assert_eq!(date.as_deref(), Some(notation), "{text}");
        }
        for text in [
            "",
            "in press",
            "2014/13/01/",
            "2014/02/30",
            "2014/02/09/x",
            "2014/a",
            "//",
        ] {
            assert_eq!(slashed(text), None, "{text}");
        }
    }
}
