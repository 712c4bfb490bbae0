//! References in the form in which the CSL processor reads them without harm.

use hayagriva::citationberg::json::Item;
use serde_json::Value;

use crate::content::{CitationStyle, Reference, csl_json};

/// The item of a reference, under its place among those that are formatted: no two entries of a bibliography are the
/// same then, and none is lost. The reader of the processor panics on ranges of dates, so a range is given by its start.
/// The processor hyphenates initials in every style; given names without a hyphen are the way to have none.
pub fn item_of(reference: &Reference, at: usize, style: CitationStyle) -> Option<Item> {
    let mut readable = reference.clone();
    readable.other.clear();
    if !style.has_hyphenated_initials() {
        for name in readable.author.iter_mut().chain(&mut readable.editor) {
            name.given = name.given.take().map(|given| given.replace('-', " "));
        }
    }
    for date in [&mut readable.issued, &mut readable.accessed]
        .into_iter()
        .flatten()
    {
        date.end = None;
    }
    let mut item = csl_json(&readable);
    item.insert("id".to_owned(), Value::from(at.to_string()));
    serde_json::from_value(Value::Object(item)).ok()
}
