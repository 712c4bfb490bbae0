//! References in the form in which the CSL processor reads them without harm.

use hayagriva::citationberg::json::Item;
use serde_json::Value;

use crate::content::{Reference, csl_json};

/// The item of a reference, under its place among those that are formatted: no two entries of a bibliography are the
/// same then, and none is lost. The reader of the processor panics on ranges of dates, so a range is given by its start.
pub fn item_of(reference: &Reference, at: usize) -> Option<Item> {
    let mut start_only = reference.clone();
    start_only.other.clear();
    for date in [&mut start_only.issued, &mut start_only.accessed]
        .into_iter()
        .flatten()
    {
        date.end = None;
    }
    let mut item = csl_json(&start_only);
    item.insert("id".to_owned(), Value::from(at.to_string()));
    serde_json::from_value(Value::Object(item)).ok()
}
