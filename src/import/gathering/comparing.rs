//! By what two references, or two texts, are compared: identifiers, content, title with year and author.

use serde_json::{Map, Value};

use crate::content::Reference;
use crate::import::words::letters_and_digits;

/// Identifiers that only one work can have, each with its kind.
pub fn identifiers(reference: &Reference) -> Vec<String> {
    let doi = reference.doi.as_ref().map(|doi| format!("DOI {doi}"));
    let pmid = reference.pmid.as_ref().map(|pmid| format!("PMID {pmid}"));
    let pmcid = reference
        .pmcid
        .as_ref()
        .map(|pmcid| format!("PMCID {pmcid}"));
    [doi, pmid, pmcid].into_iter().flatten().collect()
}

/// The ISBN without regard to its form. Chapters share that of their book, but the seed folder wants one for each.
pub fn isbn(reference: &Reference) -> Option<String> {
    let isbn = reference.isbn.as_ref()?.to_string();
    let digits: String = isbn.chars().filter(char::is_ascii_alphanumeric).collect();
    let core = &digits[..digits.len().saturating_sub(1)];
    Some(if core.len() == 9 {
        format!("978{core}")
    } else {
        core.to_owned()
    })
}

/// What the same work has in two bibliographies, whatever else they say of it; `None` without a year or an author.
pub fn likeness(reference: &Reference) -> Option<String> {
    let year = reference
        .issued
        .as_ref()
        .and_then(|date| serde_json::to_value(date).ok());
    let year = year.and_then(|date| date.get("year").cloned())?;
    let author = reference
        .author
        .first()
        .and_then(|name| serde_json::to_value(name).ok())?;
    let author = author.get("family").or(author.get("literal"))?.as_str()?;
    let title = letters_and_digits(&reference.title);
    (!title.is_empty()).then(|| format!("{title}|{year}|{}", letters_and_digits(author)))
}

/// The members of a reference without its key, which may differ.
pub fn members(reference: &Reference) -> Map<String, Value> {
    match serde_json::to_value(reference) {
        Ok(Value::Object(mut members)) => {
            members.remove("key");
            members.remove("citation");
            members.retain(|_, value| !is_empty(value));
            members
        }
        Ok(_) | Err(_) => Map::new(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The names of what the second says otherwise than the first, or beyond it.
pub fn differences(first: &Reference, second: &Reference) -> Vec<String> {
    let known = members(first);
    let found = members(second).into_iter();
    found
        .filter(|(name, value)| known.get(name) != Some(value))
        .map(|(name, _)| name)
        .collect()
}

/// The first with what only the second says.
pub fn merged(first: &Reference, second: &Reference) -> Reference {
    let mut whole = match serde_json::to_value(first) {
        Ok(Value::Object(members)) => members,
        Ok(_) | Err(_) => return first.clone(),
    };
    for (name, value) in members(second) {
        let is_free = whole.get(&name).is_none_or(is_empty);
        if is_free {
            whole.insert(name, value);
        }
    }
    serde_json::from_value(Value::Object(whole)).unwrap_or_else(|_| first.clone())
}

/// Takes the ISBN out of its member, and keeps it where readers still find it.
pub fn keep_isbn_in_note(reference: &mut Reference) {
    if let Some(isbn) = reference.isbn.take() {
        let before = reference
            .note
            .take()
            .map(|note| format!("{note} "))
            .unwrap_or_default();
        reference.note = Some(format!("{before}ISBN {isbn}"));
    }
}
