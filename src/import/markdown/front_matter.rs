//! Takes a Markdown file apart: front matter in YAML, TOML or JSON, and the body. What keys mean is not its business.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::seed::report::Report;
use crate::seed::yaml;

/// A file taken apart.
#[derive(Debug, PartialEq)]
pub struct FrontMatter<'t> {
    /// In the order of their lines.
    pub fields: Vec<Field>,
    /// The line of the front matter on which something is wrong, and what.
    pub fault: Option<(usize, String)>,
    /// Front matter of which no fields could be made.
    pub unread: &'t str,
    pub body: &'t str,
    /// How many lines stand before the body.
    pub lines_before: usize,
}

/// One key with its value.
#[derive(Debug, PartialEq)]
pub struct Field {
    pub key: String,
    pub value: Value,
    pub line: usize,
}

/// Splits a file. One without front matter is all body.
pub fn split(text: &str) -> FrontMatter<'_> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let found = match first {
        "---" => fenced(text, &["---", "..."], read_yaml)
            .or_else(|| without_end(text, "---", ':', read_yaml)),
        "+++" => {
            fenced(text, &["+++"], read_toml).or_else(|| without_end(text, "+++", '=', read_toml))
        }
        _ if text.starts_with('{') => json(text),
        _ => None,
    };
    found.unwrap_or(FrontMatter {
        fields: Vec::new(),
        fault: None,
        unread: "",
        body: text,
        lines_before: 0,
    })
}

/// What a reader makes of front matter: its keys, or the line inside it and the reason why not.
type Read = Result<Map<String, Value>, (usize, String)>;

fn fenced<'t>(text: &'t str, ends: &[&str], read: fn(&str) -> Read) -> Option<FrontMatter<'t>> {
    let start = text.find('\n')? + 1;
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let is_end = ends.contains(&line.trim_end());
        if !is_end {
            end += line.len();
            continue;
        }
        let front = &text[start..end];
        let body = &text[end + line.len()..];
        return Some(front_matter(front, read(front), body, 1, 2));
    }
    None
}

/// Keys under a fence that has no end. They go up to the first line that can be none of them, and are not published.
fn without_end<'t>(
    text: &'t str,
    fence: &str,
    sign: char,
    read: fn(&str) -> Read,
) -> Option<FrontMatter<'t>> {
    let start = text.find('\n')? + 1;
    let is_key = |line: &str| {
        let (key, value) = line.split_once(sign).unwrap_or_default();
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let is_apart = sign == '=' || value.is_empty() || value.starts_with(char::is_whitespace);
        let key = key.trim_end();
        !key.is_empty() && key.chars().all(is_sign) && is_apart
    };
    let is_value = |line: &str| line.starts_with([' ', '\t', ']', '}']) || line.starts_with("- ");
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        let plain = line.trim_end();
        let is_front = is_key(plain) || end > start && is_value(line);
        if plain.is_empty() || !is_front {
            break;
        }
        end += line.len();
    }
    let front = &text[start..end];
    if front.is_empty() {
        return None;
    }
    let mut found = front_matter(front, read(front), &text[end..], 1, 1);
    let message = format!("it has no end, a line `{fence}` of its own");
    found.fault = found.fault.or(Some((1, message)));
    Some(found)
}

/// An object of JSON at the head of the file.
fn json(text: &str) -> Option<FrontMatter<'_>> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    let object = stream.next()?.ok()?;
    let end = stream.byte_offset();
    let rest = &text[end..];
    let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    if !rest[..line_end].trim().is_empty() {
        return None;
    }
    let body = &rest[line_end..];
    Some(front_matter(&text[..end], Ok(object), body, 0, 0))
}

fn front_matter<'t>(
    front: &'t str,
    read: Read,
    body: &'t str,
    before: usize,
    fences: usize,
) -> FrontMatter<'t> {
    let lines_before = front.lines().count() + fences;
    let (object, fault, unread) = match read {
        Ok(object) => (object, None, ""),
        Err((line, reason)) => (Map::new(), Some((line + before, reason)), front),
    };
    let lines = key_lines(front);
    let mut fields: Vec<Field> = object
        .into_iter()
        .map(|(key, value)| {
            let line = lines.get(key.as_str()).copied().unwrap_or(1) + before;
            Field { key, value, line }
        })
        .collect();
    fields.sort_by_key(|field| field.line);
    FrontMatter {
        fields,
        fault,
        unread,
        body,
        lines_before,
    }
}

/// The first line that begins with each key.
fn key_lines(front: &str) -> HashMap<&str, usize> {
    let mut lines = HashMap::new();
    for (at, line) in front.lines().enumerate() {
        let line = line.trim_start_matches(['"', '\'', ' ', '{', ',', '[']);
        if let Some(end) = line.find([':', '=', '"', '\'', ']']) {
            lines.entry(line[..end].trim_end()).or_insert(at + 1);
        }
    }
    lines
}

/// Scalars stay the text that they are: `no` and `1e3` are words here.
fn read_yaml(front: &str) -> Read {
    let mut faults = Vec::new();
    let tree = yaml::read_tree(front, 0, &mut Report::new("", &mut faults));
    if let Some(fault) = faults.into_iter().next() {
        return Err((fault.span.line, fault.message));
    }
    match tree.filter(|tree| !tree.is_null()).map(value_of_yaml) {
        None => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object),
        Some(_) => Err((1, "it is not a mapping of keys to values".to_owned())),
    }
}

fn value_of_yaml(node: yaml::Node) -> Value {
    if node.is_null() {
        return Value::Null;
    }
    match node.value {
        yaml::Value::Scalar { text, .. } => Value::String(text),
        yaml::Value::List(nodes) => nodes.into_iter().map(value_of_yaml).collect(),
        yaml::Value::Map(pairs) => Value::Object(
            pairs
                .into_iter()
                .map(|pair| (pair.key.value, value_of_yaml(pair.value)))
                .collect(),
        ),
    }
}

fn read_toml(front: &str) -> Read {
    let table: toml::Table = front.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start).min(front.len());
        let line = front.as_bytes()[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        (line, error.message().to_owned())
    })?;
    Ok(table
        .into_iter()
        .map(|(key, value)| (key, value_of(value)))
        .collect())
}

/// The same value in JSON; a date is its text.
fn value_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => values.into_iter().map(value_of).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, value_of(value)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn keys(text: &str) -> Vec<(String, Value, usize)> {
        let split = split(text);
        assert_eq!(split.fault, None, "{text}");
        let fields = split.fields.into_iter();
        fields
            .map(|field| (field.key, field.value, field.line))
            .collect()
    }

    #[test]
    fn yaml_toml_and_json_say_the_same() {
        let expected = [
            ("title".to_owned(), json!("A: b"), 2),
            ("tags".to_owned(), json!(["x", "y"]), 3),
            ("date".to_owned(), json!("2021-01-27"), 4),
        ];
        for text in [
            "---\ntitle: \"A: b\"\ntags: [x, y]\ndate: 2021-01-27\n---\nBody\n",
            "+++\ntitle = \"A: b\"\ntags = [\"x\", \"y\"]\ndate = 2021-01-27\n+++\nBody\n",
            "{\n\"title\": \"A: b\",\n\"tags\": [\"x\", \"y\"],\n\"date\": \"2021-01-27\"}\nBody\n",
        ] {
            assert_eq!(keys(text), expected, "{text}");
            assert_eq!(split(text).body, "Body\n");
            assert_eq!(split(text).lines_before, text.lines().count() - 1);
        }
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        for text in [
            "Body",
            "",
            "{{< shortcode >}}\nBody",
            "--- not a fence",
            "---\nno end\n",
        ] {
            assert_eq!(split(text).body, text);
            assert_eq!(split(text).fields, []);
        }
    }

    #[test]
    fn keys_under_a_fence_without_an_end_are_front_matter_with_a_fault() {
        let yaml = split("---\ntitle: Leak\ntags:\n- a\n  b\n\n# Leak\n");
        let toml = split("+++\ntitle = \"Leak\"\nText\n");
        let faulty = split("---\ntitle: 'a\nText: b\n\nWords\n");

        assert_eq!((yaml.body, yaml.lines_before), ("\n# Leak\n", 5));
        assert_eq!(yaml.fields.len(), 2);
        assert!(
            yaml.fault
                .is_some_and(|(_, reason)| reason.contains("no end"))
        );
        assert_eq!((toml.body, toml.fields.len()), ("Text\n", 1));
        assert_eq!(faulty.unread, "title: 'a\nText: b\n");
    }

    #[test]
    fn front_matter_that_cannot_be_read_is_reported_and_the_body_stays() {
        for (text, line) in [
            ("---\ntitle: A\ntitle: B\n---\nBody", 3),
            ("---\n- a\n---\nBody", 2),
            ("+++\ntitle = 'A'\ntags = [\n+++\nBody", 0),
        ] {
            let split = split(text);
            assert_eq!(split.body, "Body");
            let Some((found, reason)) = split.fault else {
                panic!("a fault was expected: {text}")
            };
            assert!(!reason.is_empty());
            assert!(line == 0 || line == found, "{text}: {found} {reason}");
        }
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = "---\na: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (name, of) in ["b", "c", "d", "e", "f", "g", "h", "i"]
            .iter()
            .zip(["a", "b", "c", "d", "e", "f", "g", "h"])
        {
            let many = format!("*{of},").repeat(10);
            bomb.push_str(&format!("{name}: &{name} [{many}]\n"));
        }
        bomb.push_str("---\nBody");

        assert!(split(&bomb).fault.is_some());
    }
}
