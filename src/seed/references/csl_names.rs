//! Names as CSL-YAML writes them: mappings, in a list or alone.

use crate::content::{Code, CslName};
use crate::seed::fields::{Fields, is_hidden_control, text_of};
use crate::seed::report::Report;
use crate::seed::yaml::{Node, Value};

const KEYS: &[&str] = &[
    "family",
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "suffix",
    "literal",
];

/// The names of a variable. Text alone is taken for a whole name.
pub fn names_of(variable: &str, fields: &mut Fields, report: &mut Report) -> Vec<CslName> {
    let Some(node) = fields.take(variable) else {
        return Vec::new();
    };
    let nodes = match node.value {
        Value::List(nodes) => nodes,
        Value::Scalar { .. } | Value::Map(_) => vec![node],
    };
    nodes
        .into_iter()
        .filter_map(|node| name_of(variable, node, report))
        .collect()
}

fn name_of(variable: &str, node: Node, report: &mut Report) -> Option<CslName> {
    if matches!(node.value, Value::Scalar { .. }) {
        let name = text_of(variable, node, report)?;
        return Some(CslName::literal(name.value));
    }
    let words = words_of(&node);
    let mut fields = Fields::open(node, "a name", KEYS, report)?;
    let span = fields.span();
    let mut text = |name: &str| fields.text(name, report).map(|text| text.value);
    let name = CslName {
        family: text("family"),
        given: text("given"),
        dropping_particle: text("dropping-particle"),
        non_dropping_particle: text("non-dropping-particle"),
        suffix: text("suffix"),
        literal: text("literal"),
    };
    fields.finish(report);
    if name.family.is_some() != name.literal.is_some() {
        return Some(name);
    }
    let message = "a name needs either `family` or `literal`".to_owned();
    let help = "write `family` and `given` of a person, `literal` of a group".to_owned();
    report.add(Code::Yaml, span, message, help);
    (!words.is_empty()).then(|| CslName::literal(words))
}

/// All that a name says, in one text: what is kept of a name that is refused.
fn words_of(node: &Node) -> String {
    let Value::Map(pairs) = &node.value else {
        return String::new();
    };
    let texts = pairs.iter().filter_map(|pair| match &pair.value.value {
        Value::Scalar { text, .. } => Some(text.as_str()),
        Value::List(_) | Value::Map(_) => None,
    });
    let all: String = texts.flat_map(|text| [text, " "]).collect();
    let seen = all.replace(is_hidden_control, "");
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
