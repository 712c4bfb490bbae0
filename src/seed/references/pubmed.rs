//! References in the format of PubMed (`.nbib`).

use super::draft::ReferenceDraft;
use super::pages::whole_range;
use super::pubmed_types::{csl_type_of, study_type_of};
use super::serial_numbers::{SerialNumber, serial_numbers};
use super::tag_names::{full_name, inverted_name, short_name};
use super::tagged::{Dialect, TaggedEntry, read_entries as read_tags};
use super::word_dates::parse_word_date;
use crate::content::{Code, CslDate, CslDay, CslName, CslType};
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

/// Tags with the CSL variable that they are.
const VARIABLES: [(&str, &str); 8] = [
    ("JT", "container-title"),
    ("TA", "container-title-short"),
    ("CTI", "collection-title"),
    ("VI", "volume"),
    ("IP", "issue"),
    ("EN", "edition"),
    ("PB", "publisher"),
    ("PMC", "PMCID"),
];

/// Tags that are one text, however often they stand.
const JOINED: [(&str, &str); 3] = [("AB", "abstract"), ("OT", "keyword"), ("LA", "language")];

/// What every entry of a file says.
pub fn read_entries(path: &str, text: &str, report: &mut Report) -> Vec<ReferenceDraft> {
    read_tags(path, text, Dialect::Pubmed, report)
        .into_iter()
        .map(|entry| draft_of(entry, report))
        .collect()
}

/// The key is `pmid-` and the id, unless the entry has a line `ID  - ` of its own.
fn draft_of(mut entry: TaggedEntry, report: &mut Report) -> ReferenceDraft {
    let pmid = entry.take(&["PMID"]);
    let key = key_of(&mut entry, pmid.as_ref(), report);
    let author = authors_of(&mut entry);
    let editor = entry.take_all(&["FED"]).into_iter();
    let editor: Vec<CslName> = editor
        .filter_map(|(_, name)| full_name(&name.value))
        .collect();
    let issued = issued_of(&mut entry);
    let mut texts: Vec<(String, Placed<String>)> = Vec::new();
    texts.extend(pmid.map(|pmid| ("PMID".to_owned(), pmid)));
    let csl_type = types_of(&entry, &mut texts);
    texts_of(&mut entry, &mut texts);
    warn_of_retraction(&entry, report);
    let source = entry.source.clone();
    texts.extend(entry.into_rest());
    ReferenceDraft {
        key,
        csl_type,
        author,
        editor,
        issued,
        accessed: None,
        texts,
        source,
    }
}

fn key_of(
    entry: &mut TaggedEntry,
    pmid: Option<&Placed<String>>,
    report: &mut Report,
) -> Placed<String> {
    let own_key = entry.take(&["ID"]);
    let key = own_key.unwrap_or_else(|| Placed {
        value: pmid
            .as_ref()
            .map_or_else(String::new, |pmid| format!("pmid-{}", pmid.value)),
        span: pmid.map_or(entry.span, |pmid| pmid.span),
    });
    if key.value.is_empty() {
        let help = "write the id of PubMed, or a line `ID  - ` with a key".to_owned();
        report.add(
            Code::Bibliography,
            key.span,
            "the entry has no PMID".to_owned(),
            help,
        );
    }
    key
}

/// What is text, but for tags that nobody knows.
fn texts_of(entry: &mut TaggedEntry, texts: &mut Vec<(String, Placed<String>)>) {
    titles_of(entry, texts);
    for (tag, variable) in VARIABLES {
        let value = entry.take(&[tag]);
        texts.extend(value.map(|value| (variable.to_owned(), value)));
    }
    for (tag, variable) in JOINED {
        let value = entry.take_joined(&[tag]);
        texts.extend(value.map(|value| (variable.to_owned(), value)));
    }
    if let Some(Placed { value, span }) = entry.take(&["PG"]) {
        let value = whole_range(&value);
        texts.push(("page".to_owned(), Placed { value, span }));
    }
    identifiers_of(entry, texts);
}

/// Full names, groups, and short names where there is no full one. The short form of a full name follows it.
fn authors_of(entry: &mut TaggedEntry) -> Vec<CslName> {
    let mut authors = Vec::new();
    let mut has_full = false;
    for (tag, name) in entry.take_all(&["FAU", "AU", "CN"]) {
        match tag.as_str() {
            "FAU" => authors.extend(full_name(&name.value)),
            "AU" if has_full => {}
            "AU" => authors.extend(short_name(&name.value)),
            _ => authors.extend(
                inverted_name(&name.value.replace(',', " ")).map(|_| CslName::literal(name.value)),
            ),
        }
        has_full = tag == "FAU";
    }
    authors
}

/// The date of publication, or its year alone where the rest is in words that a date has no place for; those stay.
fn issued_of(entry: &mut TaggedEntry) -> Option<CslDate> {
    let words = &entry.get("DP")?.value;
    if let Some(date) = parse_word_date(words) {
        entry.take(&["DP"]);
        return Some(date);
    }
    let year = words.get(..4)?.parse().ok()?;
    CslDay::new(year, None, None).map(CslDate::from)
}

/// What kind of item and study it is, where the publication types say so. They stay as they are beside it.
fn types_of(entry: &TaggedEntry, texts: &mut Vec<(String, Placed<String>)>) -> CslType {
    let types: Vec<String> = entry
        .all("PT")
        .map(|value| value.value.to_lowercase())
        .collect();
    let study_type = study_type_of(&types).filter(|_| entry.get("study_type").is_none());
    if let Some(study_type) = study_type {
        let value = study_type.as_str().to_owned();
        let span = entry.get("PT").map_or(entry.span, |value| value.span);
        texts.push(("study_type".to_owned(), Placed { value, span }));
    }
    let in_book = match (entry.get("BTI"), entry.get("TI")) {
        (Some(_), Some(_)) => Some(CslType::Chapter),
        (Some(_), None) => Some(CslType::Book),
        (None, _) => None,
    };
    in_book
        .or_else(|| csl_type_of(&types))
        .unwrap_or(CslType::ArticleJournal)
}

/// PubMed ends every title with a full stop, which is not part of it.
fn titles_of(entry: &mut TaggedEntry, texts: &mut Vec<(String, Placed<String>)>) {
    if let Some(mut title) = entry.take(&["TI", "BTI"]) {
        if let Some(bare) = title
            .value
            .strip_suffix('.')
            .filter(|bare| !bare.ends_with('.'))
        {
            title.value = bare.to_owned();
        }
        texts.push(("title".to_owned(), title));
    }
    let book = entry.take(&["BTI"]);
    texts.extend(book.map(|book| ("container-title".to_owned(), book)));
}

/// DOI and the publisher's own id from `LID` and `AID`; ISSN, of which the linking one names the journal in all media.
fn identifiers_of(entry: &mut TaggedEntry, texts: &mut Vec<(String, Placed<String>)>) {
    for (tag, mut id) in entry.take_all(&["LID", "AID"]) {
        let bare = id
            .value
            .strip_suffix(']')
            .and_then(|id| id.rsplit_once(" ["));
        let (value, name) = match bare {
            Some((value, "doi")) => (value.to_owned(), "DOI".to_owned()),
            Some((value, kind)) => (value.to_owned(), kind.to_owned()),
            None => (id.value.clone(), tag),
        };
        id.value = value;
        let is_known = texts
            .iter()
            .any(|(known, text)| *known == name && text.value == id.value);
        if !is_known {
            texts.push((name, id));
        }
    }
    let mut serials = entry.take_all(&["IS", "ISBN"]);
    serials.sort_by_key(|(_, value)| !value.value.contains("(Linking)"));
    for (tag, value) in serials {
        for (kind, number) in serial_numbers(&value) {
            let name = match kind {
                SerialNumber::Issn => "ISSN",
                SerialNumber::Isbn => "ISBN",
                SerialNumber::Unknown if tag == "IS" => "ISSN",
                SerialNumber::Unknown => "ISBN",
            };
            texts.push((name.to_owned(), number));
        }
    }
}

/// A notice has a day, which PubMed does not give: only a person can say it.
fn warn_of_retraction(entry: &TaggedEntry, report: &mut Report) {
    let mut types = entry.all("PT");
    let Some(retracted) = types.find(|value| value.value == "Retracted Publication") else {
        return;
    };
    if entry.get("notice").is_none() {
        let message = "PubMed says that this was retracted, and no `notice` says so".to_owned();
        let help = "add the lines `notice - retracted` and `notice_on - ` with its day, or remove the entry";
        report.add(Code::Bibliography, retracted.span, message, help.to_owned());
    }
}

#[cfg(test)]
mod tests;
