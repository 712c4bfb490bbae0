//! A reference as an item of CSL-JSON, in CSL's own names.

use serde_json::{Map, Value};

use super::{CslDate, CslName, Reference};

/// The CSL-JSON item of a reference.
pub fn csl_json(reference: &Reference) -> Map<String, Value> {
    let mut item = Map::new();
    for (name, text) in &reference.other {
        item.insert(name.clone(), Value::from(text.as_str()));
    }
    let head = [
        ("id", reference.key.as_str()),
        ("type", reference.csl_type.as_str()),
        ("title", &reference.title),
    ];
    let texts = reference.texts().into_iter();
    let texts = texts.filter_map(|(name, text)| Some((name, text.as_deref()?)));
    let identifiers = reference.identifiers().into_iter();
    let identifiers = identifiers.filter_map(|(name, text)| Some((name, text?)));
    for (name, text) in head.into_iter().chain(texts).chain(identifiers) {
        item.insert(name.to_owned(), Value::from(text));
    }
    for (name, text) in reference.evidence_texts() {
        item.insert(name.to_owned(), Value::from(text));
    }
    for (name, names) in [("author", &reference.author), ("editor", &reference.editor)] {
        if !names.is_empty() {
            item.insert(name.to_owned(), names.iter().map(name_item).collect());
        }
    }
    for (name, date) in [
        ("issued", &reference.issued),
        ("accessed", &reference.accessed),
    ] {
        if let Some(date) = date {
            item.insert(name.to_owned(), date_item(date));
        }
    }
    item
}

fn name_item(name: &CslName) -> Value {
    let present = name
        .parts()
        .into_iter()
        .filter_map(|(part, text)| Some((part.to_owned(), Value::from(text.as_deref()?))));
    Value::Object(present.collect())
}

fn date_item(date: &CslDate) -> Value {
    let mut item = Map::new();
    if let Some(year) = date.year {
        let start = date_parts(year, date.month, date.day);
        let end = date.end.map(|end| date_parts(end.year, end.month, end.day));
        item.insert(
            "date-parts".to_owned(),
            [Some(start), end].into_iter().flatten().collect(),
        );
    }
    if let Some(season) = date.season {
        item.insert("season".to_owned(), Value::from(season));
    }
    if date.circa {
        item.insert("circa".to_owned(), Value::from(true));
    }
    if let Some(literal) = &date.literal {
        item.insert("literal".to_owned(), Value::from(literal.as_str()));
    }
    Value::Object(item)
}

fn date_parts(year: i32, month: Option<u8>, day: Option<u8>) -> Value {
    [
        Some(i64::from(year)),
        month.map(i64::from),
        day.map(i64::from),
    ]
    .into_iter()
    .flatten()
    .map(Value::from)
    .collect()
}
