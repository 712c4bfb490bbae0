//! JSON as the tree that YAML is read into, so that what both can say is understood in one place. The only file that
//! knows the JSON parser with places.

use std::collections::HashMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectPropName, Value as Ast};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::report::Report;
use super::source_text::{Placed, SourceText};
use super::yaml::{Node, Pair, Value};
use super::{Code, Span};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// A tree with the bytes that it was read from.
pub struct Root {
    pub node: Node,
    pub range: Range<usize>,
}

/// Reads one JSON text. A list is given item by item, also one that is the only member of an object; anything else is
/// the only item. Nothing when its syntax is broken, which is then reported.
pub fn read_items(text: &str, report: &mut Report) -> Vec<Root> {
    let source = SourceText::new(text);
    // The parser that knows places is lenient in some corners; the other one says with a place what is no JSON, and
    // refuses what stands too deep.
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        let line = source.lines(error.line(), error.line() + 1);
        let at = line.floor_char_boundary(error.column().saturating_sub(1));
        let span = Span::at(error.line().max(1), line[..at].chars().count() + 1);
        refuse(span, &error.to_string(), report);
        return Vec::new();
    }
    let ast = match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let span = source.span(error.range().start..error.range().end);
            refuse(span, &error.kind().to_string(), report);
            None
        }
    };
    let mut tree = Tree {
        source: &source,
        report,
    };
    match ast {
        Some(Ast::Array(list)) => list.elements.into_iter().map(|e| tree.root(e)).collect(),
        Some(Ast::Object(mut object)) if is_wrapper(&object) => {
            let list = object.properties.pop().map(|property| property.value);
            let items = list.and_then(|list| match list {
                Ast::Array(list) => Some(list.elements),
                _ => None,
            });
            let items = items.unwrap_or_default().into_iter();
            items.map(|e| tree.root(e)).collect()
        }
        Some(only) => vec![tree.root(only)],
        None => Vec::new(),
    }
}

fn is_wrapper(object: &Object) -> bool {
    matches!(object.properties.as_slice(), [only] if matches!(only.value, Ast::Array(_)))
}

fn refuse(span: Span, why: &str, report: &mut Report) {
    let message = format!("the JSON cannot be read: {why}");
    let help = "check the quotes, brackets and commas".to_owned();
    report.add(Code::Bibliography, span, message, help);
}

struct Tree<'r, 'f, 't> {
    source: &'r SourceText<'t>,
    report: &'r mut Report<'f>,
}

impl Tree<'_, '_, '_> {
    fn root(&mut self, ast: Ast) -> Root {
        let range = range_of(&ast);
        Root {
            node: self.node(ast),
            range,
        }
    }

    fn node(&mut self, ast: Ast) -> Node {
        let range = range_of(&ast);
        let start = range.start;
        let scalar = |text: &str, is_plain| Value::Scalar {
            text: text.to_owned(),
            is_plain,
        };
        let value = match ast {
            Ast::StringLit(text) => scalar(&text.value, false),
            Ast::NumberLit(number) => scalar(number.value, true),
            Ast::BooleanLit(truth) => scalar(&truth.value.to_string(), true),
            Ast::NullKeyword(_) => scalar("null", true),
            Ast::Array(list) => {
                Value::List(list.elements.into_iter().map(|e| self.node(e)).collect())
            }
            Ast::Object(object) => Value::Map(self.pairs(object.properties)),
        };
        let span = match value {
            Value::Scalar { .. } => self.source.span(range),
            // Like YAML: the place of what holds others is its first character.
            Value::List(_) | Value::Map(_) => self.source.span(start..start),
        };
        Node { span, value }
    }

    fn pairs(&mut self, properties: Vec<jsonc_parser::ast::ObjectProp>) -> Vec<Pair> {
        let mut lines: HashMap<String, usize> = HashMap::new();
        let mut pairs = Vec::with_capacity(properties.len());
        for property in properties {
            let (name, range) = match property.name {
                ObjectPropName::String(name) => (name.value.into_owned(), name.range),
                ObjectPropName::Word(name) => (name.value.to_owned(), name.range),
            };
            let span = self.source.span(range.start..range.end);
            let value = self.node(property.value);
            if let Some(first) = lines.insert(name.clone(), span.line) {
                let message = format!("`{name}` stands twice");
                let help = format!("keep one; the first is in line {first}");
                self.report.add(Code::Bibliography, span, message, help);
                continue;
            }
            let key = Placed { value: name, span };
            pairs.push(Pair { key, value });
        }
        pairs
    }
}

fn range_of(ast: &Ast) -> Range<usize> {
    let range = match ast {
        Ast::StringLit(value) => value.range,
        Ast::NumberLit(value) => value.range,
        Ast::BooleanLit(value) => value.range,
        Ast::Object(value) => value.range,
        Ast::Array(value) => value.range,
        Ast::NullKeyword(value) => value.range,
    };
    range.start..range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Root>, Vec<String>) {
        let mut faults = Vec::new();
        let items = read_items(text, &mut Report::new("references.json", &mut faults));
        (items, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn values_keep_their_text_and_their_place() {
        let text = "[\r\n\t{\"é\": \"\\ud83d\\ude00\\n\", \"b\": [1e3, true, null]}, 2]";

        let (items, faults) = read(text);

        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(&text[items[1].range.clone()], "2");
        let Value::Map(pairs) = &items[0].node.value else {
            panic!("a mapping was expected")
        };
        assert!(matches!(&pairs[0].value.value, Value::Scalar { text, .. } if text == "😀\n"));
        let place = (pairs[1].key.span.line, pairs[1].key.span.column);
        assert_eq!(place, (2, 26));
        let Value::List(list) = &pairs[1].value.value else {
            panic!("a list was expected")
        };
        assert!(matches!(&list[0].value, Value::Scalar { text, is_plain: true } if text == "1e3"));
        assert!(list[2].is_null());
    }

    #[test]
    fn what_is_no_json_is_refused_at_its_place() {
        for (text, place) in [
            ("[{\"é\": 1,}]", "1:10"),
            ("[1] x", "1:5"),
            ("{\"a\": 1, \"a\": 2}", "1:10"),
            ("[\"a\tb\"]", "1:4"),
            ("{'a': 1}", "1:2"),
            ("[1, // x\n2]", "1:5"),
            ("", "1:1"),
            ("[\"\\ud83d\"]", "1:9"),
            (&"[".repeat(100_000), "1:128"),
        ] {
            let (_, faults) = read(text);
            assert_eq!(faults.len(), 1, "{text:.40}: {faults:?}");
            let expected = format!("references.json:{place}: ");
            assert!(
                faults[0].starts_with(&expected),
                "{text:.40}: {}",
                faults[0]
            );
        }
    }
}
