//! Dates as CSL-YAML writes them: text, `date-parts`, or mappings with `year`, `month`, `day`.

use super::source_date::{parse_date, season_number};
use super::word_dates::parse_word_date;
use crate::content::{Code, CslDate, CslDay};
use crate::error::InvalidValue;
use crate::seed::Span;
use crate::seed::fields::{Fields, items_of, parsed, text_of};
use crate::seed::report::Report;
use crate::seed::yaml::{Node, Value};

const KEYS: &[&str] = &[
    "date-parts",
    "year",
    "month",
    "day",
    "season",
    "circa",
    "literal",
    "raw",
];

/// The date of a variable; two in a list are a range.
pub fn date_of(variable: &str, node: Node, report: &mut Report) -> Option<CslDate> {
    let span = node.span;
    match node.value {
        Value::Scalar { .. } => {
            let text = text_of(variable, node, report)?;
            parsed(variable, text, &parse_date, report).map(|date| date.value)
        }
        Value::Map(_) => one_of(node, report),
        Value::List(items) => {
            let mut dates = items
                .into_iter()
                .filter_map(|item| one_of(item, report))
                .collect::<Vec<_>>()
                .into_iter();
            let start = dates.next();
            let end = dates.next();
            if dates.next().is_some() {
                refuse(span, "a date has at most a start and an end", report);
            }
            let end = end.and_then(|end| CslDay::new(end.year?, end.month, end.day));
            start.map(|start| CslDate { end, ..start })
        }
    }
}

fn one_of(node: Node, report: &mut Report) -> Option<CslDate> {
    if matches!(node.value, Value::Scalar { .. }) {
        let text = text_of("date", node, report)?;
        return parsed("date", text, &parse_date, report).map(|date| date.value);
    }
    let mut fields = Fields::open(node, "a date", KEYS, report)?;
    let span = fields.span();
    let parts = fields.take("date-parts");
    let parts = parts.map(|node| parts_of(node, span, report));
    let year = fields.parsed("year", parse_number, report);
    let month = fields.parsed("month", parse_small, report);
    let day = fields.parsed("day", parse_small, report);
    let season = fields.parsed("season", parse_season, report);
    let circa = fields.parsed("circa", parse_truth, report);
    let literal = fields.text("literal", report).map(|text| text.value);
    let raw = fields.parsed("raw", parse_raw, report);
    fields.finish(report);
    let date = if let Some(parts) = parts {
        parts?
    } else if let Some(year) = year {
        let day = CslDay::new(year.value, month.map(|m| m.value), day.map(|d| d.value));
        if day.is_none() {
            refuse(span, "the date does not exist", report);
        }
        CslDate::from(day?)
    } else if let Some(raw) = raw {
        raw.value
    } else if literal.is_some() {
        CslDate::default()
    } else {
        refuse(span, "the date has no year and no words", report);
        return None;
    };
    Some(CslDate {
        season: season.map(|season| season.value).or(date.season),
        circa: circa.is_some_and(|circa| circa.value) || date.circa,
        literal: literal.or_else(|| date.literal.clone()),
        ..date
    })
}

/// `[[2014, 2, 24]]`, or with a second list the end of a range.
fn parts_of(node: Node, span: Span, report: &mut Report) -> Option<CslDate> {
    let mut days = items_of("date-parts", node, report)
        .into_iter()
        .map(|item| day_of(item, report));
    let start = days.next();
    let end = days.next();
    if days.next().is_some() {
        drop(days);
        refuse(
            span,
            "`date-parts` has more than a start and an end",
            report,
        );
        return None;
    }
    drop(days);
    let Some(start) = start else {
        refuse(span, "`date-parts` is empty", report);
        return None;
    };
    Some(CslDate {
        end: end.flatten(),
        ..CslDate::from(start?)
    })
}

fn day_of(node: Node, report: &mut Report) -> Option<CslDay> {
    let span = node.span;
    let mut numbers = Vec::new();
    for item in items_of("date-parts", node, report) {
        let text = text_of("date-parts", item, report)?;
        numbers.push(parsed("date-parts", text, &parse_number, report)?.value);
    }
    let small = |at: usize| {
        numbers
            .get(at)
            .map(|number| u8::try_from(*number).unwrap_or(0))
    };
    let day = match numbers.len() {
        1..=3 => CslDay::new(numbers[0], small(1), small(2)),
        _ => None,
    };
    if day.is_none() {
        refuse(span, "the date does not exist", report);
    }
    day
}

/// A date that nobody has taken apart, in the notation of bibliographies or in words.
fn parse_raw(text: &str) -> Result<CslDate, InvalidValue> {
    parse_word_date(text).map_or_else(|| parse_date(text), Ok)
}

fn parse_truth(text: &str) -> Result<bool, InvalidValue> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(InvalidValue::new("true or false".to_owned(), text)),
    }
}

fn parse_number(text: &str) -> Result<i32, InvalidValue> {
    text.parse()
        .map_err(|_| InvalidValue::new("a whole number".to_owned(), text))
}

fn parse_small(text: &str) -> Result<u8, InvalidValue> {
    text.parse()
        .map_err(|_| InvalidValue::new("a number such as 2 or 24".to_owned(), text))
}

fn parse_season(text: &str) -> Result<u8, InvalidValue> {
    season_number(text).ok_or_else(|| {
        InvalidValue::new(
            "a season: 1 (spring) to 4 (winter), or its name".to_owned(),
            text,
        )
    })
}

fn refuse(span: Span, message: &str, report: &mut Report) {
    let help = "write it as `2014-02-24`, or as `{year: 2014, month: 2, day: 24}`".to_owned();
    report.add(Code::Identifier, span, message.to_owned(), help);
}
