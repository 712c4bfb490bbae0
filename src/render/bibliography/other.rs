//! The values of variables that a reference has no place for: text, or JSON text of what is not text.

use serde_json::Value;

/// The list or mapping that a value is the JSON text of; `None` for text, and for what would not be the same JSON text
/// again or stands too deep.
pub fn structure_of(text: &str, max_depth: usize) -> Option<Value> {
    if !text.starts_with(['[', '{']) {
        return None;
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let again = value.to_string();
    (again == text && is_within(&value, max_depth)).then_some(value)
}

fn is_within(value: &Value, depth: usize) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        Value::Array(items) => depth > 0 && items.iter().all(|item| is_within(item, depth - 1)),
        Value::Object(members) => {
            depth > 0 && members.values().all(|value| is_within(value, depth - 1))
        }
    }
}
