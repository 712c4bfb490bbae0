//! Reads bibliographies of every format into references, and finds those that are the same.

mod bib_entry;
mod bib_kinds;
mod bib_names;
mod bib_parentheses;
mod bib_text;
mod bibtex;
mod csl_dates;
mod csl_items;
mod csl_json;
mod csl_names;
mod csl_yaml;
mod derived_key;
mod draft;
mod evidence;
mod format;
mod identifiers;
mod inheritance;
mod latex;
mod latex_formula;
mod latex_symbols;
mod lenient;
mod pages;
mod pubmed;
mod pubmed_types;
mod ris;
mod ris_dates;
mod ris_kinds;
mod serial_numbers;
mod source_date;
mod strings;
mod tag_names;
mod tagged;
mod word_dates;

use std::collections::HashMap;
use std::hash::Hash;

use super::folder::SeedFile;
use super::report::Report;
use super::source_text::Placed;
use super::{Code, Fault, Span};

pub use draft::ReadReference;
pub use format::ReferenceFormat;
pub use identifiers::Identifier as ReferenceIdentifier;
pub use lenient::{LenientReading, LenientReference, read_leniently};

/// Reads one file, in the format that its name says.
pub fn read_bibliography(file: &SeedFile<String>, faults: &mut Vec<Fault>) -> Vec<ReadReference> {
    let mut report = Report::new(&file.path, faults);
    let ending = file.path.rsplit('.').next().unwrap_or_default();
    // Files with other endings have no place in a folder, and do not come here.
    let format = ReferenceFormat::of_ending(ending).unwrap_or(ReferenceFormat::CslYaml);
    let drafts = format.read_drafts(&file.path, &file.content, &mut report);
    let checked = drafts.into_iter();
    checked
        .filter_map(|draft| draft.check(&mut report))
        .collect()
}

/// Reports keys and identifiers that two references share.
pub fn refuse_the_same(references: &[ReadReference], faults: &mut Vec<Fault>) {
    let mut keys = Seen::default();
    let mut identifiers = Seen::default();
    for reference in references {
        let Placed { value: key, span } = &reference.key;
        if let Some((path, line, _)) = keys.first(key.folded(), reference, *span) {
            let message = format!("the key `{key}` stands twice, without regard to case");
            let help = format!("give it another key; the first is in {path}:{line}");
            let mut report = Report::new(&reference.path, faults);
            report.add(Code::DuplicateName, *span, message, help);
        }
        for Placed { value, span } in &reference.identifiers {
            if let Some((path, line, first)) = identifiers.first(value.clone(), reference, *span) {
                let message = format!("`{key}` and `{first}` have the same {}", value.kind);
                let help =
                    format!("keep one of them, or correct one; `{first}` is in {path}:{line}");
                let mut report = Report::new(&reference.path, faults);
                report.add(Code::SharedIdentifier, *span, message, help);
            }
        }
    }
}

/// Where each value was seen first.
struct Seen<'r, T> {
    places: HashMap<T, (&'r ReadReference, Span)>,
}

impl<T> Default for Seen<'_, T> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
        }
    }
}

impl<'r, T: Eq + Hash> Seen<'r, T> {
    /// The file, line and key of the first reference with a value, if it is not this one.
    fn first(
        &mut self,
        value: T,
        reference: &'r ReadReference,
        span: Span,
    ) -> Option<(&'r str, usize, &'r str)> {
        if let Some((first, place)) = self.places.get(&value) {
            return Some((&first.path, place.line, first.key.value.as_str()));
        }
        self.places.insert(value, (reference, span));
        None
    }
}

#[cfg(test)]
mod bib_spellings;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
