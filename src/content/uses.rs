//! What the blocks of a text point at, each with the place of the name in their JSON.

use serde_json::Value;

/// One name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where the name stands, as a JSON Pointer.
    pub pointer: String,
    /// What it names: `article`, `therapy`, `condition`, `reference` or `media`.
    pub kind: String,
    /// The slug, key or hash.
    pub target: String,
}

/// Every name in a JSON value of blocks that stands at a pointer, in reading order.
pub fn uses_of(blocks: &Value, pointer: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    collect(blocks, pointer, &mut uses);
    uses
}

fn collect(value: &Value, pointer: &str, uses: &mut Vec<Use>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                collect(item, &format!("{pointer}/{at}"), uses);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let pointer = format!("{pointer}/{name}");
                match (name.as_str(), member) {
                    ("slug", Value::String(slug)) => {
                        let kind = members["kind"].as_str().unwrap_or_default();
                        add(uses, pointer, kind, slug);
                    }
                    ("therapy" | "condition", Value::String(slug)) => {
                        add(uses, pointer, name, slug);
                    }
                    ("src", Value::String(src)) => {
                        if let Some(hash) = media_hash(src) {
                            add(uses, pointer, "media", hash);
                        }
                    }
                    ("references", Value::Array(keys)) => {
                        for (at, key) in keys.iter().enumerate() {
                            let key = key.as_str().unwrap_or_default();
                            add(uses, format!("{pointer}/{at}"), "reference", key);
                        }
                    }
                    _ => collect(member, &pointer, uses),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn add(uses: &mut Vec<Use>, pointer: String, kind: &str, target: &str) {
    uses.push(Use {
        pointer,
        kind: kind.to_owned(),
        target: target.to_owned(),
    });
}

/// The hash in an address of ours, `/media/{sha256}.{ext}`.
pub fn media_hash(src: &str) -> Option<&str> {
    src.strip_prefix("/media/")?.split('.').next()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_name_in_a_text_is_found_with_its_place() {
        let blocks = json!([
            {"type": "paragraph", "content": [
                {"type": "mention", "kind": "article", "slug": "a"},
                {"type": "citation", "references": ["x", "y"]},
            ], "claim": {"therapy": "b", "condition": "c"}},
            {"type": "figure", "image": {"src": "/media/00ff.svg"}},
            {"type": "figure", "image": {"src": "https://example.org/a.png"}},
        ]);

        let found: Vec<String> = uses_of(&blocks, "#/description")
            .iter()
            .map(|used| format!("{} {} {}", used.pointer, used.kind, used.target))
            .collect();

        for expected in [
            "#/description/0/content/0/slug article a",
            "#/description/0/content/1/references/0 reference x",
            "#/description/0/content/1/references/1 reference y",
            "#/description/0/claim/therapy therapy b",
            "#/description/0/claim/condition condition c",
            "#/description/1/image/src media 00ff",
        ] {
            assert!(
                found.iter().any(|found| found == expected),
                "{expected} {found:?}"
            );
        }
        assert_eq!(found.len(), 6);
    }
}
