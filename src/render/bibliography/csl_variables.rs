//! The variables of CSL-JSON (CSL 1.0.2) that a reference has no place for, by the kind of their values.

use serde_json::{Map, Value};

const TEXTS: [&str; 36] = [
    "abstract",
    "annote",
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "citation-key",
    "citation-label",
    "container-title-short",
    "dimensions",
    "division",
    "event",
    "event-place",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "medium",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "references",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "section",
    "shortTitle",
    "source",
    "status",
    "title-short",
    "version",
    "volume-title",
    "volume-title-short",
    "year-suffix",
];
const NUMBERS: [&str; 11] = [
    "chapter-number",
    "citation-number",
    "collection-number",
    "first-reference-note-number",
    "locator",
    "number-of-pages",
    "number-of-volumes",
    "page-first",
    "part",
    "printing",
    "supplement",
];
const NAMES: [&str; 24] = [
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];
const DATES: [&str; 4] = ["available-date", "event-date", "original-date", "submitted"];
const PARTS_OF_NAMES: [&str; 6] = [
    "dropping-particle",
    "family",
    "given",
    "literal",
    "non-dropping-particle",
    "suffix",
];

/// The value of a variable as CSL-JSON has it, from its text and, where that is the JSON text of one, its structure.
/// `None` for a name or a value that CSL-JSON does not know.
pub fn value_of(name: &str, text: &str, structure: Option<&Value>) -> Option<Value> {
    if TEXTS.contains(&name) || NUMBERS.contains(&name) {
        return Some(Value::from(text));
    }
    let is_right = if name == "categories" {
        |value: &Value| all(value, Value::is_string)
    } else if NAMES.contains(&name) {
        |value: &Value| all(value, is_name)
    } else if DATES.contains(&name) {
        is_date
    } else {
        return None;
    };
    structure.filter(|value| is_right(value)).cloned()
}

fn all(value: &Value, is_right: fn(&Value) -> bool) -> bool {
    value
        .as_array()
        .is_some_and(|items| items.iter().all(is_right))
}

fn is_name(value: &Value) -> bool {
    let is_part = |(name, text): (&String, &Value)| {
        PARTS_OF_NAMES.contains(&name.as_str()) && text.is_string()
    };
    value
        .as_object()
        .is_some_and(|parts| parts.iter().all(is_part))
}

fn is_date(value: &Value) -> bool {
    value.as_object().is_some_and(is_date_of_parts)
}

fn is_date_of_parts(date: &Map<String, Value>) -> bool {
    let is_word = |value: &Value| value.is_string() || value.is_number();
    date.iter().all(|(name, value)| match name.as_str() {
        "date-parts" => value.as_array().is_some_and(|days| {
            (1..=2).contains(&days.len())
                && days.iter().all(|day| {
                    let length = day.as_array().map_or(0, Vec::len);
                    (1..=3).contains(&length)
                        && all(day, |part| part.is_string() || part.is_number())
                })
        }),
        "season" => is_word(value),
        "circa" => is_word(value) || value.is_boolean(),
        "literal" | "raw" => value.is_string(),
        _ => false,
    })
}
