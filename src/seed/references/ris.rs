//! References in RIS, as EndNote, Zotero, Mendeley, JabRef and databases write it.

use super::derived_key::derived_key;
use super::draft::ReferenceDraft;
use super::pages::{whole_last, whole_range};
use super::ris_dates::{accessed_of, issued_of};
use super::ris_kinds::{is_contained, is_serial, known_kinds, type_of};
use super::serial_numbers::{SerialNumber, serial_numbers};
use super::tag_names::inverted_name;
use super::tagged::{Dialect, TaggedEntry, read_entries as read_tags};
use crate::content::{Code, CslDate, CslName, CslType, Doi, Pmcid};
use crate::seed::nearest::nearest_or;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

/// Tags with the CSL variable that they are, whatever the type. Where several give one variable the first that is there
/// wins; the others keep their own names.
const VARIABLES: [(&str, &str); 14] = [
    ("VL", "volume"),
    ("ET", "edition"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("PP", "publisher-place"),
    ("T3", "collection-title"),
    ("LA", "language"),
    ("DO", "DOI"),
    ("DI", "DOI"),
    ("UR", "URL"),
    ("ST", "title-short"),
    ("SE", "section"),
    ("CN", "call-number"),
    ("DB", "source"),
];

/// Tags that are one text, however often they stand.
const JOINED: [(&[&str], &str); 3] = [
    (&["N1"], "note"),
    (&["AB", "N2"], "abstract"),
    (&["KW"], "keyword"),
];

/// What every entry of a file says.
pub fn read_entries(path: &str, text: &str, report: &mut Report) -> Vec<ReferenceDraft> {
    read_tags(path, text, Dialect::Ris, report)
        .into_iter()
        .map(|entry| draft_of(entry, report))
        .collect()
}

fn draft_of(mut entry: TaggedEntry, report: &mut Report) -> ReferenceDraft {
    let mut texts = Vec::new();
    let csl_type = take_type(&mut entry, &mut texts, report);
    let author = names_of(&mut entry, &["AU", "A1"]);
    let editor = names_of(&mut entry, &["ED", "A2"]);
    let issued = issued_of(&mut entry);
    let accessed = accessed_of(&mut entry, &mut texts, report);
    texts_of(&mut entry, csl_type, &mut texts);
    let key = key_of(&mut entry, &author, &texts, issued.as_ref(), report);
    let source = entry.source.clone();
    texts.extend(entry.into_rest());
    ReferenceDraft {
        key,
        csl_type,
        author,
        editor,
        issued,
        accessed,
        texts,
        source,
    }
}

/// What is text, but for tags that nobody knows.
fn texts_of(entry: &mut TaggedEntry, csl_type: CslType, texts: &mut Vec<(String, Placed<String>)>) {
    texts.extend(titles_of(entry, csl_type));
    texts.extend(pages_of(entry).map(|pages| ("page".to_owned(), pages)));
    texts.extend(numbers_of(entry, csl_type));
    texts.extend(identifiers_of(entry));
    for (tag, variable) in VARIABLES {
        let is_taken = texts.iter().any(|(known, _)| known == variable);
        if !is_taken && let Some(value) = entry.take(&[tag]) {
            texts.push((variable.to_owned(), value));
        }
    }
    for (tags, variable) in JOINED {
        let value = entry.take_joined(tags);
        texts.extend(value.map(|value| (variable.to_owned(), value)));
    }
    texts.extend(genre_of(entry));
}

/// The key; without one, the key that author, title and year make.
fn key_of(
    entry: &mut TaggedEntry,
    author: &[CslName],
    texts: &[(String, Placed<String>)],
    issued: Option<&CslDate>,
    report: &mut Report,
) -> Placed<String> {
    let title = texts.iter().find(|(name, _)| name == "title");
    let title = title.map_or("", |(_, title)| title.value.as_str());
    let key = match entry.take(&["ID"]) {
        Some(key) => key,
        None => Placed {
            value: derived_key(author, title, issued).unwrap_or_default(),
            span: entry.span,
        },
    };
    if key.value.is_empty() {
        let message = "the entry has no key, and neither an author nor a title to make one from";
        let help = "add a line `ID  - ` with a key".to_owned();
        report.add(Code::Bibliography, key.span, message.to_owned(), help);
    }
    key
}

fn take_type(
    entry: &mut TaggedEntry,
    texts: &mut Vec<(String, Placed<String>)>,
    report: &mut Report,
) -> CslType {
    let Some(kind) = entry.take(&["TY"]) else {
        let help = "write its type, such as `TY  - JOUR`".to_owned();
        let message = "the entry has no type".to_owned();
        report.add(Code::Bibliography, entry.span, message, help);
        return CslType::Document;
    };
    type_of(&kind.value).unwrap_or_else(|| {
        let message = format!("`{}` is not a type of RIS", kind.value);
        let help = nearest_or(
            &kind.value,
            known_kinds(),
            "use a type of RIS, such as `GEN`",
        );
        report.add(Code::Bibliography, kind.span, message, help);
        texts.push(("type-as-given".to_owned(), kind));
        CslType::Document
    })
}

fn names_of(entry: &mut TaggedEntry, tags: &[&str]) -> Vec<CslName> {
    let names = entry.take_all(tags).into_iter();
    names
        .filter_map(|(_, name)| inverted_name(&name.value))
        .collect()
}

/// The title, what it stands in, and the short form of that. A title that is given twice is one.
fn titles_of(entry: &mut TaggedEntry, csl_type: CslType) -> Vec<(String, Placed<String>)> {
    let mut texts = Vec::new();
    let mut push = |name: &str, value: Option<Placed<String>>| {
        texts.extend(value.map(|value| (name.to_owned(), value)));
    };
    let is_whole = !is_contained(csl_type);
    let title = entry.take(&["TI", "T1"]);
    push(
        "title",
        title.or_else(|| entry.take(if is_whole { &["BT", "CT"] } else { &["CT"] })),
    );
    if is_whole {
        push("collection-title", entry.take(&["T2"]));
    }
    let container = entry.take(&["JF", "T2", "JO", "BT", "JA", "J2", "J1"]);
    if let Some(container) = &container {
        for tag in ["T2", "JO", "BT", "JA", "J2", "J1"] {
            if entry
                .get(tag)
                .is_some_and(|again| again.value == container.value)
            {
                entry.take(&[tag]);
            }
        }
        push(
            "container-title-short",
            entry.take(&["JA", "J2", "J1", "JO"]),
        );
    }
    push("container-title", container);
    texts
}

/// First and last page, or the number of an article that has no pages.
fn pages_of(entry: &mut TaggedEntry) -> Option<Placed<String>> {
    let Some(first) = entry.take(&["SP"]) else {
        return entry.take(&["EP", "C7"]);
    };
    let value = match entry.take(&["EP"]) {
        Some(last) if !first.value.contains('-') && last.value != first.value => {
            let last = last.value.trim_start_matches(['-', '\u{2013}']).trim();
            format!("{}-{}", first.value, whole_last(&first.value, last))
        }
        _ => whole_range(&first.value),
    };
    let span = first.span;
    Some(Placed { value, span })
}

/// The number of an article is its issue; those of books and journals have names of their own.
fn numbers_of(entry: &mut TaggedEntry, csl_type: CslType) -> Vec<(String, Placed<String>)> {
    let mut texts = Vec::new();
    let variable = if is_serial(csl_type) {
        "issue"
    } else {
        "number"
    };
    let tags: &[&str] = if is_serial(csl_type) {
        &["IS"]
    } else {
        &["IS", "M1"]
    };
    texts.extend(entry.take(tags).map(|value| (variable.to_owned(), value)));
    for (_, value) in entry.take_all(&["SN"]) {
        for (kind, value) in serial_numbers(&value) {
            let name = match kind {
                SerialNumber::Issn => "ISSN",
                SerialNumber::Isbn => "ISBN",
                SerialNumber::Unknown if is_serial(csl_type) => "ISSN",
                SerialNumber::Unknown if is_contained(csl_type) || csl_type == CslType::Book => {
                    "ISBN"
                }
                SerialNumber::Unknown => "number",
            };
            texts.push((name.to_owned(), value));
        }
    }
    texts
}

/// Identifiers that have no tag of their own: the accession number of PubMed, and what EndNote keeps in `C2`.
fn identifiers_of(entry: &mut TaggedEntry) -> Vec<(String, Placed<String>)> {
    let mut texts = Vec::new();
    let is_pubmed = ["DB", "DP"].iter().any(|tag| {
        let database = entry.get(tag).map(|value| value.value.to_lowercase());
        database.is_some_and(|name| {
            ["pubmed", "medline", "nlm"]
                .iter()
                .any(|known| name.contains(known))
        })
    });
    if is_pubmed {
        texts.extend(entry.take(&["AN"]).map(|value| ("PMID".to_owned(), value)));
        // The name of the provider says nothing that the id does not say.
        if entry.get("DP").is_some_and(|value| value.value == "PubMed") {
            entry.take(&["DP"]);
        }
    }
    if entry
        .get("C2")
        .is_some_and(|value| Pmcid::parse(&value.value).is_ok())
    {
        texts.extend(entry.take(&["C2"]).map(|value| ("PMCID".to_owned(), value)));
    }
    texts
}

/// The kind of work; older programs keep the DOI there.
fn genre_of(entry: &mut TaggedEntry) -> Option<(String, Placed<String>)> {
    let is_doi = entry
        .get("M3")
        .is_some_and(|value| Doi::parse(&value.value).is_ok());
    let name = if is_doi { "DOI" } else { "genre" };
    Some((name.to_owned(), entry.take(&["M3"])?))
}

#[cfg(test)]
mod tests;
