//! The form of what is sent as JSON: content is kept as its Markdown or YAML says it, so what would come back otherwise is
//! refused, with its place, instead of being changed in silence.

use serde_json::Value;

use crate::error::{Violation, shown};

/// Each place where what was sent differs from how it would come back, as far down as it can be named.
pub fn differences(sent: &Value, kept: &Value) -> Vec<Violation> {
    let mut violations = Vec::new();
    compare(sent, kept, "#", &mut violations);
    violations
}

fn compare(sent: &Value, kept: &Value, pointer: &str, violations: &mut Vec<Violation>) {
    match (sent, kept) {
        (Value::Object(sent), Value::Object(kept)) => {
            for (name, value) in sent {
                let pointer = format!("{pointer}/{name}");
                match kept.get(name) {
                    Some(kept) => compare(value, kept, &pointer, violations),
                    None => violations.push(otherwise(&pointer, "would be lost")),
                }
            }
            for name in kept.keys().filter(|name| !sent.contains_key(*name)) {
                let pointer = format!("{pointer}/{name}");
                violations.push(otherwise(&pointer, "would be added"));
            }
        }
        (Value::Array(sent), Value::Array(kept)) if sent.len() == kept.len() => {
            for (at, (sent, kept)) in sent.iter().zip(kept).enumerate() {
                compare(sent, kept, &format!("{pointer}/{at}"), violations);
            }
        }
        _ if sent == kept => {}
        _ => {
            let kept = match kept {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let would_be = format!("would come back as `{}`", shown(&kept));
            violations.push(otherwise(pointer, &would_be));
        }
    }
}

fn otherwise(pointer: &str, what: &str) -> Violation {
    let message = format!("this {what}; send it in the form in which it is kept");
    Violation::of_member(pointer, "form", message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_difference_is_named_at_its_innermost_place() {
        let sent = json!({"title": " A", "blocks": [{"text": "a"}, {"text": "b "}], "more": 1});
        let kept = json!({"title": "A", "blocks": [{"text": "a"}, {"text": "b"}], "less": 1});

        let pointers: Vec<_> = differences(&sent, &kept)
            .into_iter()
            .filter_map(|violation| violation.pointer)
            .collect();

        assert_eq!(pointers, ["#/blocks/1/text", "#/more", "#/title", "#/less"]);
        assert_eq!(differences(&sent, &sent), []);
    }
}
