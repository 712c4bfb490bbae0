//! References in CSL-JSON: a list of items, valid by the schema of CSL 1.0.2. What it has no variable for stands in
//! `custom`.

use serde_json::{Map, Value};

use super::csl_variables::value_of;
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
    let mut custom = Map::new();
    for (name, text) in &reference.other {
        let structure = structure_of(text, MAX_DEPTH);
        if let Some(value) = value_of(name, text, structure.as_ref()) {
            item.insert(name.clone(), value);
        } else {
            item.remove(name);
            custom.insert(
                name.clone(),
                structure.unwrap_or_else(|| text.as_str().into()),
            );
        }
    }
    for (name, _) in reference.evidence_texts() {
        if let Some(text) = item.remove(name) {
            custom.insert(name.to_owned(), text);
        }
    }
    if !custom.is_empty() {
        item.insert("custom".to_owned(), Value::Object(custom));
    }
    Value::Object(item)
}
