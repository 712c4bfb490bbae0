//! References that look alike: by title, year and first author. They are one work only where nothing speaks against it.

use std::collections::HashMap;

use serde_json::Value;

use super::comparing::{isbn, likeness};
use crate::content::{CslName, Reference};
use crate::import::words::letters_and_digits;

/// More works of the seed folder than this that look alike cannot be told apart.
const MAX_ALIKE: usize = 8;

/// The works of the seed folder by what they have in common with those that look like them.
#[derive(Default)]
pub struct Lookalikes {
    by_likeness: HashMap<String, Vec<usize>>,
}

impl Lookalikes {
    pub fn add(&mut self, reference: &Reference, at: usize) {
        if let Some(likeness) = likeness(reference) {
            self.by_likeness.entry(likeness).or_default().push(at);
        }
    }

    /// The only work that looks like this one and says nothing else of itself; where two could be it, none is.
    pub fn only_match(&self, reference: &Reference, seed: &[Reference]) -> Option<usize> {
        let alike = self.by_likeness.get(&likeness(reference)?)?;
        if alike.len() > MAX_ALIKE {
            return None;
        }
        let mut fitting = alike
            .iter()
            .filter(|at| contradictions(&seed[**at], reference).is_empty());
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }
}

/// What two references say differently that one work cannot: the names of the members that both have.
pub fn contradictions(first: &Reference, second: &Reference) -> Vec<&'static str> {
    let (one, other) = (told_apart_by(first), told_apart_by(second));
    let mut names: Vec<&'static str> = one
        .into_iter()
        .zip(other)
        .filter(|((_, one), (_, other))| matches!((one, other), (Some(a), Some(b)) if a != b))
        .map(|((name, _), _)| name)
        .collect();
    if !are_same_people(&first.author, &second.author) {
        names.push("author");
    }
    if !is_same_date(first, second) {
        names.push("issued");
    }
    // Articles of journals have many addresses, but a page of a site has one.
    let is_page = first.container_title.is_none() && second.container_title.is_none();
    if is_page && matches!((&first.url, &second.url), (Some(a), Some(b)) if a != b) {
        names.push("url");
    }
    names
}

fn told_apart_by(reference: &Reference) -> [(&'static str, Option<String>); 12] {
    let plain = |text: &Option<String>| {
        let text = letters_and_digits(text.as_ref()?);
        (!text.is_empty()).then_some(text)
    };
    [
        ("doi", reference.doi.as_ref().map(ToString::to_string)),
        ("pmid", reference.pmid.as_ref().map(ToString::to_string)),
        ("pmcid", reference.pmcid.as_ref().map(ToString::to_string)),
        ("isbn", isbn(reference)),
        ("container_title", plain(&reference.container_title)),
        ("collection_title", plain(&reference.collection_title)),
        ("event_title", plain(&reference.event_title)),
        ("edition", plain(&reference.edition)),
        ("volume", plain(&reference.volume)),
        ("issue", plain(&reference.issue)),
        ("number", plain(&reference.number)),
        ("page", plain(&reference.page)),
    ]
}

/// One list may stop earlier, as "et al." does, but nobody may be another.
fn are_same_people(first: &[CslName], second: &[CslName]) -> bool {
    first.iter().zip(second).all(|(one, other)| {
        let (one, other) = (name_of(one), name_of(other));
        let do_initials_differ = matches!((one.1, other.1), (Some(a), Some(b)) if a != b);
        one.0 == other.0 && !do_initials_differ
    })
}

/// The family name or the whole name, and the first letter of the given name.
fn name_of(name: &CslName) -> (String, Option<char>) {
    let name = serde_json::to_value(name).unwrap_or_default();
    let text = |member: &str| {
        name.get(member)
            .and_then(Value::as_str)
            .map(letters_and_digits)
    };
    let family = text("family").or_else(|| text("literal"));
    let initial = text("given").and_then(|given| given.chars().next());
    (family.unwrap_or_default(), initial)
}

fn is_same_date(first: &Reference, second: &Reference) -> bool {
    let date = |reference: &Reference| {
        let issued = reference.issued.as_ref()?;
        serde_json::to_value(issued).ok()
    };
    let (Some(one), Some(other)) = (date(first), date(second)) else {
        return true;
    };
    ["year", "month", "day"].iter().all(|part| {
        let known = |date: &Value| date.get(part).filter(|value| !value.is_null()).cloned();
        !matches!((known(&one), known(&other)), (Some(a), Some(b)) if a != b)
    })
}
