//! Where a line of the file that says an entry stands in the JSON that was sent: its block, or its member.

use serde_json::Value;

use super::kept_entries::Filed;
use crate::render::SeedForm;

/// The lines of the file that says an entry.
pub struct Places<'a, T> {
    content: &'a T,
    /// The file.
    text: &'a str,
    /// How many lines stand before the description.
    front: usize,
    /// The last line of each block of the description.
    ends: Vec<usize>,
}

impl<'a, T: Filed> Places<'a, T> {
    /// Blocks stand below the front matter, each with an empty line before it.
    pub fn of(content: &'a T, text: &'a str, form: &SeedForm, stem: &str) -> Self {
        let mut bare = content.clone();
        if let Some(blocks) = bare.description_mut() {
            blocks.clear();
        }
        let front = bare.file(form, stem).lines().count();
        let mut end = front;
        let blocks = content.description().iter();
        let ends = blocks.map(|block| {
            end += 1 + form.block(block).lines().count().max(1);
            end
        });
        Self {
            content,
            text,
            front,
            ends: ends.collect(),
        }
    }

    /// The pointer to what stands in a line, counted from 1.
    pub fn pointer(&self, line: usize) -> String {
        if line > self.front && !self.ends.is_empty() {
            let at = self.ends.partition_point(|end| *end < line);
            return format!("#/description/{}", at.min(self.ends.len() - 1));
        }
        let member = member_of(self.content, line, self.text);
        member.map_or_else(|| "#".to_owned(), |member| format!("#/{member}"))
    }
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
