//! Where a line of the file that says an entry stands in the JSON that was sent: its block, or its member.

use serde_json::Value;

use super::kept_entries::Filed;

/// The pointer to what stands in a line, counted from 1. `file` writes an entry as its file.
pub fn pointer_of<T: Filed>(content: &T, line: usize, file: &impl Fn(&T) -> String) -> String {
    let blocks = content.description().len();
    // The lines of the file that ends behind so many blocks.
    let lines = |count: usize| {
        let mut content = content.clone();
        if let Some(blocks) = content.description_mut() {
            blocks.truncate(count);
        }
        file(&content).lines().count()
    };
    if blocks > 0 && line > lines(0) {
        return format!(
            "#/description/{}",
            first(blocks, |at| line <= lines(at + 1))
        );
    }
    let member = member_of(content, line, &file(content));
    member.map_or_else(|| "#".to_owned(), |member| format!("#/{member}"))
}

/// The first of some numbers from 0 for which something holds that holds for all after it; the last when it holds for none.
fn first(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count - 1);
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

/// The member whose key stands in a line of YAML, or last before it.
fn member_of<T: Filed>(content: &T, line: usize, text: &str) -> Option<String> {
    let known = serde_json::to_value(content).unwrap_or_default();
    let lines: Vec<&str> = text.lines().take(line).collect();
    let keys = lines.iter().rev().filter_map(|line| key_of(line));
    keys.map(|key| match key.as_str() {
        "id" if known.get("key").is_some() => "key".to_owned(),
        "level_reason" => "level".to_owned(),
        "notice_on" => "notice".to_owned(),
        _ => key,
    })
    .find(|key| known.get(key).is_some_and(|value| *value != Value::Null))
}

/// The key of a line of the outermost mapping, as JSON names it.
fn key_of(line: &str) -> Option<String> {
    let inner = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("  "))
        .unwrap_or(line);
    let (key, _) = inner.split_once(':')?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!key.is_empty() && key.chars().all(is_key)).then(|| key.to_ascii_lowercase().replace('-', "_"))
}
