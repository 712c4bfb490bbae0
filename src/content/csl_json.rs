//! A reference as an item of CSL-JSON, in CSL's own names.

use serde_json::{Map, Value};

use super::{CslDate, CslName, Reference};

/// The CSL-JSON item of a reference.
pub fn csl_json(reference: &Reference) -> Map<String, Value> {
    let mut item = Map::new();
    for (name, text) in &reference.other {
        item.insert(name.clone(), Value::from(text.as_str()));
    }
    for (name, text) in texts_of(reference) {
        if let Some(text) = text {
            item.insert(name.to_owned(), Value::from(text));
        }
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

/// The word of CSL, or of ours, that serde writes for a choice.
fn word_of(choice: impl serde::Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

fn texts_of(reference: &Reference) -> [(&'static str, Option<String>); 23] {
    let text = |value: &Option<String>| value.clone();
    [
        ("id", Some(reference.key.to_string())),
        ("type", Some(word_of(reference.csl_type))),
        ("title", Some(reference.title.clone())),
        ("container-title", text(&reference.container_title)),
        ("collection-title", text(&reference.collection_title)),
        ("event-title", text(&reference.event_title)),
        ("edition", text(&reference.edition)),
        ("volume", text(&reference.volume)),
        ("issue", text(&reference.issue)),
        ("number", text(&reference.number)),
        ("page", text(&reference.page)),
        ("publisher", text(&reference.publisher)),
        ("publisher-place", text(&reference.publisher_place)),
        ("genre", text(&reference.genre)),
        ("language", text(&reference.language)),
        ("note", text(&reference.note)),
        ("URL", reference.url.as_ref().map(ToString::to_string)),
        ("DOI", reference.doi.as_ref().map(ToString::to_string)),
        ("PMID", reference.pmid.as_ref().map(ToString::to_string)),
        ("PMCID", reference.pmcid.as_ref().map(ToString::to_string)),
        ("ISBN", reference.isbn.as_ref().map(ToString::to_string)),
        ("ISSN", reference.issn.as_ref().map(ToString::to_string)),
        ("study_type", reference.study_type.map(word_of)),
    ]
}

fn name_item(name: &CslName) -> Value {
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("dropping-particle", &name.dropping_particle),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("suffix", &name.suffix),
        ("literal", &name.literal),
    ];
    let present = parts
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
