//! Values of front matter as what they mean: words, names, moments, addresses.

use serde_json::Value;

use crate::content::{Locale, Moment, Slug};
use crate::import::dates::moment_of;
use crate::import::slugs::slug_of;
use crate::import::words::words_of;

/// Fills a place that is free; false when the value is none or the place is taken.
pub fn fill<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_filled = place.is_none() && value.is_some();
    if is_filled {
        *place = value;
    }
    is_filled
}

/// A single value as its text.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

pub fn flag_of(value: &Value) -> Option<bool> {
    match text_of(value)?.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

pub fn words_of_value(value: &Value) -> Option<String> {
    let words = words_of(&text_of(value)?);
    (!words.is_empty()).then_some(words)
}

pub fn moment_of_value(value: &Value) -> Option<Moment> {
    moment_of(&text_of(value)?)
}

pub fn draft_by_status(status: &str) -> Option<bool> {
    match status {
        "publish" | "published" | "public" | "live" => Some(false),
        "draft" | "private" | "pending" | "unpublished" | "archived" | "hidden" | "scheduled" => {
            Some(true)
        }
        _ => None,
    }
}

/// The texts of a list; a single text holds several with commas between them.
pub fn list_of(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(values) => values.iter().map(text_of).collect(),
        Value::Null | Value::Object(_) => None,
        single => Some(
            text_of(single)?
                .split(',')
                .map(|part| part.trim().to_owned())
                .collect(),
        ),
    }
}

pub fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Object(person) => ["name", "title", "display_name"]
            .iter()
            .find_map(|key| text_of(person.get(*key)?)),
        single => text_of(single),
    }
}

/// The slug in the last part of an address.
pub fn last_name(path: &str) -> Option<Slug> {
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let name = path.rsplit('/').next()?;
    let name = name
        .strip_suffix(".html")
        .or(name.strip_suffix(".htm"))
        .unwrap_or(name);
    let is_index = name == "index" && path.contains('/');
    let name = if is_index {
        path.rsplit('/').nth(1)?
    } else {
        name
    };
    slug_of(name)
}

pub fn locale_of(value: &Value) -> Option<Locale> {
    let tag = text_of(value)?.replace('_', "-");
    Locale::parse(&tag).ok().or_else(|| {
        let (language, region) = tag.split_once('-')?;
        let canonical = format!(
            "{}-{}",
            language.to_ascii_lowercase(),
            region.to_ascii_uppercase()
        );
        Locale::parse(&canonical).ok()
    })
}

/// A value as a note shows it.
pub fn shown_value(value: &Value) -> String {
    text_of(value).unwrap_or_else(|| value.to_string())
}
