//! YAML as a tree in which every node knows its place. It is read whole before anything is understood, so that one
//! fault does not hide the next. The only file that knows the YAML parser.

use std::collections::HashMap;

use serde_saphyr::granit_parser::{
    Event, Marker, Parser, ScalarStyle, ScanError, Span as ParserSpan,
};

use super::report::Report;
use super::source_text::{Placed, SourceText};
use super::{Code, Span};

/// How deep lists and mappings may stand in each other. What seeds need is less than ten.
const MAX_DEPTH: usize = 32;

/// One value with its place; that of a list or mapping is its first character.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    /// The text as it is written: `no` and `2024` are text here, whoever asks decides what they mean.
    Scalar {
        text: String,
        is_plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<Pair>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Pair {
    pub key: Placed<String>,
    pub value: Node,
}

impl Node {
    /// True for a value that was left out: nothing at all, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, is_plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// What it is, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            _ if self.is_null() => "nothing",
            Value::Scalar { .. } => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Reads one YAML document that starts after `lines_before` lines of its file. `None` when its syntax is broken, which
/// is then reported.
pub fn read_tree(yaml: &str, lines_before: usize, report: &mut Report) -> Option<Node> {
    let mut builder = TreeBuilder {
        lines_before,
        open: Vec::new(),
        root: None,
        report,
    };
    for step in Parser::new_from_str(yaml) {
        let is_going_on = match step {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                let span = builder.place_of_error(yaml, &error);
                builder.fault(
                    span,
                    format!("the YAML cannot be read: {}", error.info()),
                    "indent with spaces, and quote values that hold `: ` or start with a special character",
                );
                false
            }
        };
        if !is_going_on {
            return None;
        }
    }
    Some(builder.root.unwrap_or(Node {
        span: Span::at(lines_before + 1, 1),
        value: Value::Scalar {
            text: String::new(),
            is_plain: true,
        },
    }))
}

/// A list or mapping whose end has not been seen.
enum Open {
    List {
        span: Span,
        items: Vec<Node>,
    },
    Map {
        span: Span,
        pairs: Vec<Pair>,
        key: Option<Placed<String>>,
        lines: HashMap<String, usize>,
    },
}

struct TreeBuilder<'r, 'f> {
    lines_before: usize,
    open: Vec<Open>,
    root: Option<Node>,
    report: &'r mut Report<'f>,
}

impl TreeBuilder<'_, '_> {
    /// False when there is no point in reading on.
    fn take(&mut self, event: Event, span: &ParserSpan) -> bool {
        let place = self.place(&span.start);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), place);
                let (text, is_plain) = (text.into_owned(), style == ScalarStyle::Plain);
                let value = Value::Scalar { text, is_plain };
                let span = self.range(span);
                self.add(Node { span, value });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), place);
                let items = Vec::new();
                return self.start(Open::List { span: place, items }, place);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), place);
                return self.start(Open::map(place), place);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(_) => {
                self.refuse_properties(1, false, place);
                self.add(Node {
                    span: place,
                    value: Value::List(Vec::new()),
                });
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                self.fault(
                    place,
                    "a second YAML document begins here".to_owned(),
                    "keep one document in a file",
                );
                return false;
            }
            _ => {}
        }
        true
    }

    fn start(&mut self, open: Open, place: Span) -> bool {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("lists and mappings stand more than {MAX_DEPTH} deep");
            self.fault(place, message, "write it flat");
            return false;
        }
        self.open.push(open);
        true
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::List { span, items }) => self.add(Node {
                span,
                value: Value::List(items),
            }),
            Some(Open::Map { span, pairs, .. }) => self.add(Node {
                span,
                value: Value::Map(pairs),
            }),
            None => {}
        }
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map {
                pairs, key, lines, ..
            }) => match (key.take(), node.value) {
                (Some(waiting), value) => {
                    let line = waiting.span.line;
                    let first = *lines.entry(waiting.value.clone()).or_insert(line);
                    if pairs.iter().len() == lines.len() {
                        let message = format!("`{}` stands twice", waiting.value);
                        let help = format!("keep one; the first is in line {first}");
                        self.fault(waiting.span, message, &help);
                    } else {
                        let span = node.span;
                        let value = Node { span, value };
                        pairs.push(Pair {
                            key: waiting,
                            value,
                        });
                    }
                }
                (None, Value::Scalar { text, .. }) => {
                    *key = Some(Placed {
                        value: text,
                        span: node.span,
                    });
                }
                (None, Value::List(_) | Value::Map(_)) => {
                    *key = Some(Placed {
                        value: String::new(),
                        span: node.span,
                    });
                    let message = "a key is a list or a mapping".to_owned();
                    self.fault(node.span, message, "write the key as a word");
                }
            },
        }
    }

    fn refuse_properties(&mut self, anchor: usize, is_tagged: bool, place: Span) {
        if anchor != 0 {
            let message = "YAML anchors and aliases are not read".to_owned();
            self.fault(place, message, "write the value itself");
        }
        if is_tagged {
            let message = "YAML tags are not read".to_owned();
            self.fault(
                place,
                message,
                "remove the tag, the word that starts with `!`",
            );
        }
    }

    fn fault(&mut self, span: Span, message: String, help: &str) {
        self.report.add(Code::Yaml, span, message, help.to_owned());
    }

    /// A tab is shown where it stands, not where the value around it begins.
    fn place_of_error(&self, yaml: &str, error: &ScanError) -> Span {
        let start = error.marker().byte_offset();
        let tab = start
            .filter(|_| error.info().contains("tab"))
            .and_then(|start| yaml.get(start..)?.find('\t').map(|at| start + at));
        match tab {
            Some(tab) => {
                let span = SourceText::new(yaml).span(tab..tab);
                Span::at(span.line + self.lines_before, span.column)
            }
            None => self.place(error.marker()),
        }
    }

    fn place(&self, marker: &Marker) -> Span {
        Span::at(marker.line().max(1) + self.lines_before, marker.col() + 1)
    }

    fn range(&self, span: &ParserSpan) -> Span {
        let (start, end) = (self.place(&span.start), self.place(&span.end));
        if (end.line, end.column) <= (start.line, start.column) {
            return start;
        }
        Span {
            end_line: end.line,
            end_column: end.column,
            ..start
        }
    }
}

impl Open {
    fn map(span: Span) -> Self {
        Self::Map {
            span,
            pairs: Vec::new(),
            key: None,
            lines: HashMap::new(),
        }
    }
}

#[cfg(test)]
mod round_trip;

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(yaml: &str) -> Vec<String> {
        let mut faults = Vec::new();
        read_tree(yaml, 1, &mut Report::new("a.md", &mut faults));
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn scalars_keep_their_text_and_their_place() {
        let mut faults = Vec::new();
        let tree = read_tree(
            "a: no\nbé: [1.10, 'x']\n",
            1,
            &mut Report::new("a.md", &mut faults),
        );

        let Some(Value::Map(pairs)) = tree.map(|tree| tree.value) else {
            panic!("a mapping was expected")
        };
        assert!(
            matches!(&pairs[0].value.value, Value::Scalar { text, is_plain: true } if text == "no")
        );
        assert_eq!(pairs[1].key.span.line, 3);
        let Value::List(items) = &pairs[1].value.value else {
            panic!("a list was expected")
        };
        assert!(matches!(&items[0].value, Value::Scalar { text, .. } if text == "1.10"));
        assert_eq!((items[1].span.line, items[1].span.column), (3, 12));
        assert!(faults.is_empty());
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_at_the_second_place() {
        let faults = faults_of("a: 1\nb: 2\na: 3\na: 4\n");

        assert_eq!(faults.len(), 2);
        assert!(faults[0].starts_with("a.md:4:1: error[YAML001]: `a` stands twice"));
        assert!(faults[0].contains("line 2"));
        assert!(faults[1].starts_with("a.md:5:1"));
    }

    #[test]
    fn broken_syntax_has_a_place() {
        let faults = faults_of("a: 1\n\tb: 2\n");

        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("a.md:3:1:"), "{}", faults[0]);
    }

    #[test]
    fn anchors_tags_second_documents_and_depth_are_refused() {
        assert_eq!(faults_of("a: &x 1\nb: *x\n").len(), 2);
        assert_eq!(faults_of("a: !!str 1\n").len(), 1);
        assert_eq!(faults_of("a: 1\n---\nb: 1\n").len(), 1);
        assert_eq!(faults_of(&"[".repeat(100_000)).len(), 1);
        assert_eq!(faults_of(&"- ".repeat(100_000)).len(), 1);
        assert_eq!(faults_of("? [a]\n: 1\n").len(), 1);
    }
}
