//! References in CSL-JSON: a list of items.

use serde_json::Value;

use super::other::structure_of;
use crate::content::{Reference, csl_json};

/// Deeper values stay JSON text: readers refuse what stands deeper than about a hundred.
const MAX_DEPTH: usize = 32;

/// The items, each member in a line of its own.
pub fn write(references: &[Reference]) -> String {
    let items: Vec<Value> = references.iter().map(item_of).collect();
    let list = Value::Array(items);
    format!("{list:#}\n")
}

fn item_of(reference: &Reference) -> Value {
    let mut item = csl_json(reference);
    for (name, text) in &reference.other {
        if let Some(value) = structure_of(text, MAX_DEPTH) {
            item.insert(name.clone(), value);
        }
    }
    Value::Object(item)
}
