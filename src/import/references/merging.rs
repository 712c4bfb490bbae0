//! Sources that stand twice in one file: what the second entry has more goes into the first.

use std::collections::HashMap;

use crate::content::{Reference, ReferenceKey};
use crate::import::Note;
use crate::import::words::letters_and_digits;
use crate::seed::{LenientReference, ReferenceIdentifier};

/// Each source once, in the order in which they first stand; then the keys that were written for a source that has another.
pub fn merged(
    file: &str,
    read: Vec<LenientReference>,
    notes: &mut Vec<Note>,
) -> (Vec<Reference>, Vec<(String, ReferenceKey)>) {
    let mut sources = Sources::default();
    let mut written_keys = Vec::new();
    for entry in read {
        let written = entry.written_key.clone();
        let same_key = (
            entry.written_key.to_ascii_lowercase(),
            letters_and_digits(&entry.reference.title),
        );
        let at = match sources.same_as(&entry, &same_key) {
            Some((at, common)) => {
                let (line, key) = (entry.line, entry.reference.key.to_string());
                let differing = fill(&mut sources.references[at], entry.reference);
                let first = (&sources.references[at], sources.lines[at]);
                notes.push(note_of(file, line, &key, first, &common, &differing));
                at
            }
            None => {
                sources.references.push(entry.reference);
                sources.lines.push(entry.line);
                sources.references.len() - 1
            }
        };
        let key = &sources.references[at].key;
        if !written.is_empty() && written != key.as_str() {
            written_keys.push((written, key.clone()));
        }
        for identifier in entry.identifiers {
            sources.by_identifier.entry(identifier).or_insert(at);
        }
        sources.by_key.entry(same_key).or_insert(at);
    }
    (sources.references, written_keys)
}

/// The sources so far, with what they are found by.
#[derive(Default)]
struct Sources {
    references: Vec<Reference>,
    lines: Vec<usize>,
    by_identifier: HashMap<ReferenceIdentifier, usize>,
    /// By the key as it is written, and the letters of the title.
    by_key: HashMap<(String, String), usize>,
}

impl Sources {
    /// The source that an entry is, and what both have in common.
    fn same_as(
        &self,
        entry: &LenientReference,
        same_key: &(String, String),
    ) -> Option<(usize, String)> {
        for identifier in &entry.identifiers {
            if let Some(at) = self.by_identifier.get(identifier) {
                let common = format!("the {} {}", identifier.kind, identifier.folded);
                return Some((*at, common));
            }
        }
        let has_key = !entry.written_key.is_empty();
        let at = *self.by_key.get(same_key).filter(|_| has_key)?;
        // Two identifiers of one kind that differ are two sources.
        let is_one = !contradict(&self.references[at], &entry.reference);
        is_one.then(|| (at, "the key and the title".to_owned()))
    }
}

fn note_of(
    file: &str,
    line: usize,
    key: &str,
    first: (&Reference, usize),
    common: &str,
    differing: &[String],
) -> Note {
    let (reference, first_line) = first;
    let into = &reference.key;
    let (difference, help) = if differing.is_empty() {
        (String::new(), format!("cite it as `{into}`"))
    } else {
        let kept = differing.join(", ");
        (
            format!("; they differ in {kept}, where the first was kept"),
            format!("check which is right; cite it as `{into}`"),
        )
    };
    Note {
        file: file.to_owned(),
        line: Some(line),
        message: format!(
            "`{key}` has {common} of `{into}` in line {first_line} and was merged into it{difference}"
        ),
        help,
    }
}

fn contradict(first: &Reference, second: &Reference) -> bool {
    let pairs = first.identifiers().into_iter().zip(second.identifiers());
    // The address is no identifier: one source can have many.
    let mut numbers = pairs.filter(|((name, _), _)| *name != "URL" && *name != "ISSN");
    numbers.any(|((_, first), (_, second))| first.is_some() && second.is_some() && first != second)
}

/// Gives the first what it lacks and the second has. The names of what both have and say otherwise.
fn fill(first: &mut Reference, mut second: Reference) -> Vec<String> {
    let mut gaps = Gaps::default();
    gaps.compare("type", first.csl_type == second.csl_type);
    gaps.compare(
        "title",
        letters_and_digits(&first.title) == letters_and_digits(&second.title),
    );
    let texts = first.texts_mut().into_iter().zip(second.texts_mut());
    for ((name, own), (_, more)) in texts {
        gaps.fill(name, own, more.take());
    }
    gaps.fill("issued", &mut first.issued, second.issued);
    gaps.fill("accessed", &mut first.accessed, second.accessed);
    gaps.fill("URL", &mut first.url, second.url);
    gaps.fill("DOI", &mut first.doi, second.doi);
    gaps.fill("PMID", &mut first.pmid, second.pmid);
    gaps.fill("PMCID", &mut first.pmcid, second.pmcid);
    gaps.fill("ISBN", &mut first.isbn, second.isbn);
    gaps.fill("ISSN", &mut first.issn, second.issn);
    gaps.fill("study_type", &mut first.study_type, second.study_type);
    gaps.fill_list("about", &mut first.about, second.about);
    gaps.fill("level", &mut first.level, second.level);
    gaps.fill("notice", &mut first.notice, second.notice);
    gaps.fill_list("author", &mut first.author, second.author);
    gaps.fill_list("editor", &mut first.editor, second.editor);
    for (name, text) in second.other {
        let mut own = first.other.remove(&name);
        gaps.fill(&name, &mut own, Some(text));
        first.other.extend(own.map(|own| (name, own)));
    }
    gaps.differing
}

/// The names of what two entries say otherwise.
#[derive(Default)]
struct Gaps {
    differing: Vec<String>,
}

impl Gaps {
    fn compare(&mut self, name: &str, is_same: bool) {
        if !is_same {
            self.differing.push(format!("`{name}`"));
        }
    }

    fn fill<T: PartialEq>(&mut self, name: &str, own: &mut Option<T>, more: Option<T>) {
        match (own.as_ref(), more) {
            (None, more) => *own = more,
            (Some(own), Some(more)) => self.compare(name, *own == more),
            (Some(_), None) => {}
        }
    }

    fn fill_list<T: PartialEq>(&mut self, name: &str, own: &mut Vec<T>, more: Vec<T>) {
        let mut filled = Some(std::mem::take(own)).filter(|list| !list.is_empty());
        self.fill(
            name,
            &mut filled,
            Some(more).filter(|list| !list.is_empty()),
        );
        *own = filled.unwrap_or_default();
    }
}
