//! References as an import takes them: entries are kept, whatever is wrong with their parts. What is changed for that
//! is told.

use std::collections::{BTreeMap, HashSet};

use super::ReferenceFormat;
use super::derived_key::{ascii_words, derived_key};
use super::draft::ReferenceDraft;
use super::identifiers::{Identifier, meant};
use crate::content::{
    CslDate, CslName, Doi, Href, Isbn, Issn, Pmcid, Pmid, Reference, ReferenceKey,
};
use crate::seed::Fault;
use crate::seed::fields::is_hidden_control;
use crate::seed::report::Report;
use crate::seed::source_text::Placed;

/// The longest part of a key that is made, which leaves room for a number after it.
const MAX_MADE_KEY: usize = 80;

/// Whether a text is right as it is written.
type Rule = fn(&str) -> bool;

/// What was read of a text.
#[derive(Debug, Default)]
pub struct LenientReading {
    pub references: Vec<LenientReference>,
    /// What could not be read, and values that break rules; those are kept under names that end in `-as-given`.
    pub faults: Vec<Fault>,
    /// How many identifiers of each kind were written in their plain form.
    pub plainly_written: BTreeMap<&'static str, usize>,
}

/// A reference with what was changed so that it can be one.
#[derive(Debug)]
pub struct LenientReference {
    pub line: usize,
    /// The key that the text gives; empty if it gives none.
    pub written_key: String,
    pub reference: Reference,
    pub identifiers: Vec<Identifier>,
    /// True for a title that is a stand-in.
    pub lacks_title: bool,
    /// True when characters that nobody sees were taken out.
    pub had_hidden_characters: bool,
}

/// Reads references as far as they can be read. Their keys are allowed ones, unique without regard to case.
pub fn read_leniently(path: &str, text: &str, format: ReferenceFormat) -> LenientReading {
    let mut reading = LenientReading::default();
    let mut report = Report::new(path, &mut reading.faults);
    let mut keys = Keys::default();
    for mut draft in format.read_drafts(path, text, &mut report) {
        let had_hidden_characters = remove_hidden(&mut draft);
        date_in_words(&mut draft);
        write_plainly(&mut draft, &mut reading.plainly_written);
        let lacks_title = stand_in_title(&mut draft);
        let line = draft.key.span.line;
        let written_key = draft.key.value.clone();
        let key = keys.free(&allowed_key(&draft));
        draft.key.value = key.to_string();
        let Some(read) = draft.check(&mut report) else {
            continue;
        };
        let identifiers = read.identifiers.into_iter().map(|placed| placed.value);
        reading.references.push(LenientReference {
            line,
            written_key,
            identifiers: identifiers.collect(),
            reference: read.reference.content,
            lacks_title,
            had_hidden_characters,
        });
    }
    reading
}

/// Keys that are taken, in the form in which they are compared.
#[derive(Default)]
struct Keys {
    taken: HashSet<String>,
    /// The last number that was tried behind a key, so that a key that stands often is not counted from its start.
    numbers: BTreeMap<String, usize>,
}

impl Keys {
    /// The key if it is free, else the same with the first number that is.
    fn free(&mut self, key: &str) -> String {
        let folded = key.to_ascii_lowercase();
        if self.taken.insert(folded.clone()) {
            return key.to_owned();
        }
        let number = self.numbers.entry(folded).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{key}-{number}");
            if self.taken.insert(numbered.to_ascii_lowercase()) {
                return numbered;
            }
        }
    }
}

/// The key as it is written if it is allowed, else in ASCII letters; for an entry without a key one from its author,
/// title and year.
fn allowed_key(draft: &ReferenceDraft) -> String {
    let written = draft.key.value.as_str();
    if ReferenceKey::parse(written).is_ok() && written.len() <= MAX_MADE_KEY {
        return written.to_owned();
    }
    let title = draft.text("title").map_or("", |title| title.value.as_str());
    let plain = ascii_key(written)
        .or_else(|| derived_key(&draft.author, title, draft.issued.as_ref()))
        .unwrap_or_else(|| "reference".to_owned());
    let short: String = plain.chars().take(MAX_MADE_KEY).collect();
    let short = short.trim_end_matches(['-', '.', ':', '+']).to_owned();
    ReferenceKey::parse(&short).map_or_else(|_| "reference".to_owned(), |key| key.to_string())
}

/// The words of a key in the case in which they are written.
fn ascii_key(written: &str) -> Option<String> {
    let words = written.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words = words.filter_map(|word| {
        let is_plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        match word {
            "" => None,
            word if is_plain => Some(word.to_owned()),
            word => ascii_words(word),
        }
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("-"))
}

/// Takes out characters that nobody sees and that a seed file may not hold.
fn remove_hidden(draft: &mut ReferenceDraft) -> bool {
    let mut has_any = false;
    let mut clean = |text: &mut String| {
        if text.contains(is_hidden_control) {
            text.retain(|c| !is_hidden_control(c));
            has_any = true;
        }
        let trimmed = text.trim();
        if trimmed.len() < text.len() {
            *text = trimmed.to_owned();
        }
    };
    for (_, text) in &mut draft.texts {
        clean(&mut text.value);
    }
    draft.texts.retain(|(_, text)| !text.value.is_empty());
    for date in [&mut draft.issued, &mut draft.accessed]
        .into_iter()
        .flatten()
    {
        if let Some(words) = &mut date.literal {
            clean(words);
        }
    }
    for names in [&mut draft.author, &mut draft.editor] {
        for name in names.iter_mut() {
            clean_name(name, &mut clean);
        }
        names.retain(|name| *name != CslName::default());
    }
    has_any
}

/// A name has a family name, or it is a whole name.
fn clean_name(name: &mut CslName, clean: &mut impl FnMut(&mut String)) {
    let parts = [
        &mut name.given,
        &mut name.dropping_particle,
        &mut name.non_dropping_particle,
        &mut name.family,
        &mut name.suffix,
        &mut name.literal,
    ];
    let mut all = Vec::new();
    for part in parts {
        if let Some(text) = part {
            clean(text);
        }
        *part = part.take().filter(|text| !text.is_empty());
        all.extend(part.clone());
    }
    if name.family.is_some() == name.literal.is_some() {
        *name = match all.is_empty() {
            true => CslName::default(),
            false => CslName::literal(all.join(" ")),
        };
    }
}

/// A date that cannot be read is kept in the words of the source.
fn date_in_words(draft: &mut ReferenceDraft) {
    for name in ["date-as-given", "year-as-given", "issued-as-given"] {
        if draft.issued.is_none()
            && let Some(words) = draft.take(name)
        {
            draft.issued = Some(CslDate {
                literal: Some(words.value),
                ..CslDate::default()
            });
        }
    }
}

/// Identifiers that are right but for the way they are written: `https://doi.org/10.1155/ABC`.
fn write_plainly(draft: &mut ReferenceDraft, counts: &mut BTreeMap<&'static str, usize>) {
    let rules: [(&'static str, Rule); 6] = [
        ("DOI", |text| Doi::parse(text).is_ok()),
        ("PMID", |text| Pmid::parse(text).is_ok()),
        ("PMCID", |text| Pmcid::parse(text).is_ok()),
        ("ISBN", |text| Isbn::parse(text).is_ok()),
        ("ISSN", |text| Issn::parse(text).is_ok()),
        ("URL", |text| Href::parse(text).is_ok()),
    ];
    for (name, is_right) in rules {
        let Some(text) = draft.texts.iter_mut().find(|(known, _)| known == name) else {
            continue;
        };
        let value = &mut text.1.value;
        let ends_in_stop = name == "DOI" && value.ends_with('.');
        if is_right(value) && !ends_in_stop {
            continue;
        }
        if let Some(plain) = meant(name, value).filter(|plain| is_right(plain)) {
            *value = plain;
            *counts.entry(name).or_default() += 1;
        }
    }
}

/// What an entry without a title is called: what it stands in, its address, its note, or its key.
fn stand_in_title(draft: &mut ReferenceDraft) -> bool {
    if draft.text("title").is_some() {
        return false;
    }
    let names = [
        "title-short",
        "container-title",
        "event-title",
        "genre",
        "note",
        "URL",
        "DOI",
    ];
    let found = names.into_iter().find_map(|name| draft.text(name).cloned());
    let span = draft.key.span;
    let title = found.map_or_else(|| draft.key.value.clone(), |text| text.value);
    let value = if title.trim().is_empty() {
        "Untitled".to_owned()
    } else {
        title
    };
    draft
        .texts
        .push(("title".to_owned(), Placed { value, span }));
    true
}
