//! Reads the keys of one mapping: each at most once, each of the type that is asked for. What is wrong is reported at
//! its place, and reading goes on.

use std::collections::HashMap;

use jiff::civil::Date;

use super::nearest::{listed, nearest_name};
use super::report::Report;
use super::source_text::Placed;
use super::yaml::{Node, Pair, Value};
use super::{Code, Span};
use crate::error::InvalidValue;

/// The keys of one mapping that have not been read yet.
pub struct Fields {
    /// What the mapping describes, with its article: "an article".
    owner: &'static str,
    known: &'static [&'static str],
    span: Span,
    pairs: Vec<Pair>,
}

impl Fields {
    /// Takes a node that should be a mapping.
    pub fn open(
        node: Node,
        owner: &'static str,
        known: &'static [&'static str],
        report: &mut Report,
    ) -> Option<Self> {
        let kind = node.kind();
        let Value::Map(pairs) = node.value else {
            let message = format!("{owner} must be a mapping of keys to values, got {kind}");
            let help = format!("write `key: value` lines; the keys are {}", listed(known));
            report.add(Code::Yaml, node.span, message, help);
            return None;
        };
        Some(Self {
            owner,
            known,
            span: node.span,
            pairs,
        })
    }

    /// The place of the mapping.
    pub fn span(&self) -> Span {
        self.span
    }

    /// True for a key that is there and has not been read.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key.value == name)
    }

    /// The place of a key that has not been read.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        let pair = self.pairs.iter().find(|pair| pair.key.value == name)?;
        Some(pair.key.span)
    }

    /// The places of the keys that have not been read.
    pub fn key_spans(&self) -> HashMap<String, Span> {
        let pairs = self.pairs.iter();
        pairs
            .map(|pair| (pair.key.value.clone(), pair.key.span))
            .collect()
    }

    /// The value of a key as it stands.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let at = self.pairs.iter().position(|pair| pair.key.value == name)?;
        Some(self.pairs.remove(at).value)
    }

    /// Text as it is written, without the blanks around it.
    pub fn text(&mut self, name: &str, report: &mut Report) -> Option<Placed<String>> {
        self.take(name).and_then(|node| text_of(name, node, report))
    }

    /// Text that may not be left out; it is empty when it is.
    pub fn required_text(&mut self, name: &str, report: &mut Report) -> String {
        let Some(node) = self.take(name) else {
            let message = format!("{} needs a `{name}`", self.owner);
            report.add(Code::Yaml, self.span, message, format!("add `{name}: ...`"));
            return String::new();
        };
        text_of(name, node, report).map_or_else(String::new, |text| text.value)
    }

    /// Text with rules of its own.
    pub fn parsed<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, InvalidValue>,
        report: &mut Report,
    ) -> Option<Placed<T>> {
        let text = self.text(name, report)?;
        parsed(name, text, &parse, report)
    }

    /// A list of texts.
    pub fn texts(&mut self, name: &str, report: &mut Report) -> Vec<Placed<String>> {
        let Some(node) = self.take(name) else {
            return Vec::new();
        };
        items_of(name, node, report)
            .into_iter()
            .filter_map(|item| text_of(name, item, report))
            .collect()
    }

    /// A list of texts without their places.
    pub fn plain_texts(&mut self, name: &str, report: &mut Report) -> Vec<String> {
        let texts = self.texts(name, report);
        texts.into_iter().map(|text| text.value).collect()
    }

    /// A list of texts with rules of their own; one that stands twice is reported.
    pub fn parsed_list<T: PartialEq>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, InvalidValue>,
        report: &mut Report,
    ) -> Vec<Placed<T>> {
        let mut found: Vec<Placed<T>> = Vec::new();
        for text in self.texts(name, report) {
            let written = text.value.clone();
            let Some(item) = parsed(name, text, &parse, report) else {
                continue;
            };
            if found.iter().any(|earlier| earlier.value == item.value) {
                let message = format!("`{written}` stands twice in `{name}`");
                report.add(Code::Yaml, item.span, message, "keep one".to_owned());
            } else {
                found.push(item);
            }
        }
        found
    }

    /// One of some words.
    pub fn choice<T: Copy>(
        &mut self,
        name: &str,
        words: &[(&str, T)],
        report: &mut Report,
    ) -> Option<T> {
        let text = self.text(name, report)?;
        let chosen = words.iter().find(|(word, _)| *word == text.value);
        if chosen.is_none() {
            let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("`{name}` has no value `{}`", text.value);
            let help = format!("it can be {}", listed(&allowed));
            report.add(Code::Yaml, text.span, message, help);
        }
        chosen.map(|(_, value)| *value)
    }

    /// True or false; false when it is left out.
    pub fn flag(&mut self, name: &str, report: &mut Report) -> bool {
        let Some(node) = self.take(name) else {
            return false;
        };
        match &node.value {
            Value::Scalar { text, .. } if text == "true" => true,
            Value::Scalar { text, .. } if text == "false" => false,
            _ => {
                let message = format!("`{name}` must be true or false");
                let help = format!("write `{name}: true` or remove the line");
                report.add(Code::Yaml, node.span, message, help);
                false
            }
        }
    }

    /// A mapping inside this one.
    pub fn fields(
        &mut self,
        name: &str,
        known: &'static [&'static str],
        owner: &'static str,
        report: &mut Report,
    ) -> Option<Fields> {
        let node = self.take(name)?;
        Fields::open(node, owner, known, report)
    }

    /// A list of mappings inside this one.
    pub fn list_of_fields(
        &mut self,
        name: &str,
        known: &'static [&'static str],
        owner: &'static str,
        report: &mut Report,
    ) -> Vec<Fields> {
        let Some(node) = self.take(name) else {
            return Vec::new();
        };
        items_of(name, node, report)
            .into_iter()
            .filter_map(|item| Fields::open(item, owner, known, report))
            .collect()
    }

    /// Reports the keys that nobody has asked for.
    pub fn finish(self, report: &mut Report) {
        for pair in self.pairs {
            let key = &pair.key.value;
            let message = format!("{} has no key `{key}`", self.owner);
            let help = match nearest_name(key, self.known.iter().copied()) {
                Some(near) => format!("write `{near}`, if that is meant"),
                None => format!("the keys are {}", listed(self.known)),
            };
            report.add(Code::Yaml, pair.key.span, message, help);
        }
    }

    /// The keys that nobody has asked for, where any key is allowed.
    pub fn into_rest(self) -> Vec<Pair> {
        self.pairs
    }
}

/// The text of a node that should be a single value.
pub fn text_of(name: &str, node: Node, report: &mut Report) -> Option<Placed<String>> {
    let span = node.span;
    let is_null = node.is_null();
    let kind = node.kind();
    let wrong = match node.value {
        Value::Scalar { text, .. } if !is_null => {
            let text = text.trim();
            if text.is_empty() {
                format!("`{name}` is empty")
            } else if let Some(hidden) = text.chars().find(|&c| is_hidden_control(c)) {
                format!(
                    "`{name}` holds the control character U+{:04X}",
                    u32::from(hidden)
                )
            } else {
                let value = text.to_owned();
                return Some(Placed { value, span });
            }
        }
        Value::Scalar { .. } => format!("`{name}` has no value"),
        Value::List(_) | Value::Map(_) => format!("`{name}` must be text, got {kind}"),
    };
    let help = "write its text behind the colon, in quotes if it is special to YAML, or remove it";
    report.add(Code::Yaml, span, wrong, help.to_owned());
    None
}

/// The items of a node that should be a list.
pub fn items_of(name: &str, node: Node, report: &mut Report) -> Vec<Node> {
    let kind = node.kind();
    let help = match node.value {
        Value::List(items) => return items,
        Value::Scalar { ref text, .. } if !node.is_null() => {
            let shown: String = text.chars().take(80).collect();
            format!("write `{name}: [{shown}]`")
        }
        Value::Scalar { .. } | Value::Map(_) => {
            format!("write `{name}: [...]`, or one line with `- ` for each")
        }
    };
    let message = format!("`{name}` must be a list, got {kind}");
    report.add(Code::Yaml, node.span, message, help);
    Vec::new()
}

/// Gives text to its parser; what is refused is reported.
pub fn parsed<T>(
    name: &str,
    text: Placed<String>,
    parse: &impl Fn(&str) -> Result<T, InvalidValue>,
    report: &mut Report,
) -> Option<Placed<T>> {
    match parse(&text.value) {
        Ok(value) => Some(Placed {
            value,
            span: text.span,
        }),
        Err(error) => {
            let help = "change it to what is allowed".to_owned();
            let message = format!("`{name}` {error}");
            report.add(Code::Identifier, text.span, message, help);
            None
        }
    }
}

/// A day as `2026-11-22`.
pub fn parse_day(text: &str) -> Result<Date, InvalidValue> {
    let is_written_out = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.parse()
        .ok()
        .filter(|_| is_written_out)
        .ok_or_else(|| InvalidValue::new("a day such as 2026-11-22".to_owned(), text))
}

/// Characters that change how text is shown or stored, and that nobody sees.
pub fn is_hidden_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::super::yaml::read_tree;
    use super::*;
    use crate::content::Slug;

    const KNOWN: &[&str] = &["title", "slug", "draft", "authors", "on"];

    fn faults_of(yaml: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let mut report = Report::new("a.md", &mut faults);
        if let Some(tree) = read_tree(yaml, 0, &mut report)
            && let Some(mut fields) = Fields::open(tree, "an article", KNOWN, &mut report)
        {
            fields.required_text("title", &mut report);
            fields.parsed("slug", Slug::parse, &mut report);
            fields.flag("draft", &mut report);
            fields.parsed_list("authors", Slug::parse, &mut report);
            fields.parsed("on", parse_day, &mut report);
            fields.finish(&mut report);
        }
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn several_faults_of_one_mapping_are_all_reported_with_their_places() {
        let faults = faults_of(
            "tilte: A\nslug: Bad Slug\ndraft: yes\nauthors: sinew-editors\non: 2026-02-30\n",
        );

        let places: Vec<&str> = faults.iter().filter_map(|f| f.split(' ').next()).collect();
        assert_eq!(
            places,
            [
                "a.md:1:1:",
                "a.md:2:7:",
                "a.md:3:8:",
                "a.md:4:10:",
                "a.md:5:5:",
                "a.md:1:1:"
            ]
        );
        assert!(faults[3].contains("write `authors: [sinew-editors]`"));
        assert!(faults[5].contains("write `title`"));
    }

    #[test]
    fn numbers_and_words_that_yaml_reads_otherwise_are_text_as_written() {
        for yaml in [
            "title: 2024",
            "title: no",
            "title: 1.10",
            "title: 'null'",
            "title: |\n  a\n",
        ] {
            assert_eq!(faults_of(yaml), Vec::<String>::new(), "{yaml}");
        }
    }

    #[test]
    fn what_is_left_empty_or_of_another_type_is_refused() {
        for yaml in [
            "title:",
            "title: ~",
            "title: ''",
            "title: [a]",
            "title: {a: b}",
            "title: \"a\\0b\"",
            "title: \"a\\u202Eb\"",
            "- a",
            "",
            "title: a\nauthors:\n",
            "title: a\nauthors: [a, a]",
        ] {
            assert_eq!(faults_of(yaml).len(), 1, "{yaml}: {:?}", faults_of(yaml));
        }
    }
}
