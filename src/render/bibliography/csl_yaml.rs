//! References in CSL-YAML, as an author would write `references.yaml`.

use serde_json::Value;

use super::other::structure_of;
use crate::content::{CslDate, CslName, Reference};
use crate::render::yaml::{Node, to_yaml};

/// How deep the value of a variable that we do not know may be to be written as lists and mappings; deeper ones stay
/// JSON text.
const MAX_DEPTH: usize = 8;
/// Text variables that stand before the date, as in a citation.
const CONTAINERS: [&str; 3] = ["container-title", "collection-title", "event-title"];
/// Variables whose numbers need no quotes.
const NUMBERS: [&str; 7] = [
    "edition", "volume", "issue", "number", "page", "PMID", "level",
];

/// A list of references with a blank line between them; `[]` for none.
pub fn write(references: &[Reference]) -> String {
    if references.is_empty() {
        return to_yaml(&Node::List(Vec::new()));
    }
    let entries = references.iter().map(entry_of);
    let written: Vec<String> = entries
        .map(|entry| to_yaml(&Node::List(vec![entry])))
        .collect();
    written.join("\n")
}

fn entry_of(reference: &Reference) -> Node {
    let mut pairs = Pairs::default();
    pairs.text("id", reference.key.as_str());
    pairs.text("type", reference.csl_type.as_str());
    pairs.names("author", &reference.author);
    pairs.names("editor", &reference.editor);
    pairs.text("title", &reference.title);
    let (containers, others): (Vec<_>, Vec<_>) = reference
        .texts()
        .into_iter()
        .partition(|(name, _)| CONTAINERS.contains(name));
    pairs.texts(containers);
    pairs.date("issued", reference.issued.as_ref());
    pairs.texts(others);
    for (name, identifier) in reference.identifiers() {
        if let Some(text) = identifier {
            pairs.text(name, text);
        }
    }
    pairs.date("accessed", reference.accessed.as_ref());
    for (name, text) in &reference.other {
        pairs.push(name, other_node(text));
    }
    for (name, text) in reference.evidence_texts() {
        pairs.text(name, &text);
    }
    Node::Map(pairs.0)
}

/// The pairs of an entry in their order.
#[derive(Default)]
struct Pairs(Vec<(String, Node)>);

impl Pairs {
    fn push(&mut self, name: &str, node: Node) {
        self.0.push((name.to_owned(), node));
    }

    fn text(&mut self, name: &str, text: &str) {
        let number = whole_number(text).filter(|_| NUMBERS.contains(&name));
        let node = number.map_or_else(|| Node::Text(text.to_owned()), Node::Number);
        self.push(name, node);
    }

    fn texts(&mut self, texts: Vec<(&str, &Option<String>)>) {
        for (name, text) in texts {
            if let Some(text) = text {
                self.text(name, text);
            }
        }
    }

    fn names(&mut self, name: &str, names: &[CslName]) {
        if !names.is_empty() {
            self.push(name, Node::List(names.iter().map(name_node).collect()));
        }
    }

    fn date(&mut self, name: &str, date: Option<&CslDate>) {
        if let Some(date) = date {
            self.push(name, date_node(date));
        }
    }
}

fn name_node(name: &CslName) -> Node {
    let parts = name.parts().into_iter().filter_map(|(part, text)| {
        let text = text.as_ref()?;
        Some((part.to_owned(), Node::Text(text.clone())))
    });
    Node::Map(parts.collect())
}

/// A date as text where its notation can say all of it, else as a mapping; a range then is a list of two.
fn date_node(date: &CslDate) -> Node {
    if let Some(text) = date.notation() {
        return Node::Text(text);
    }
    let numbers = [
        ("year", date.year),
        ("month", date.month.map(i32::from)),
        ("day", date.day.map(i32::from)),
        ("season", date.season.map(i32::from)),
    ];
    let mut pairs = numbered(&numbers);
    if date.circa {
        pairs.push(("circa".to_owned(), Node::Flag(true)));
    }
    if let Some(literal) = &date.literal {
        pairs.push(("literal".to_owned(), Node::Text(literal.clone())));
    }
    let Some(end) = date.end else {
        return Node::Map(pairs);
    };
    let end = [
        ("year", Some(end.year)),
        ("month", end.month.map(i32::from)),
        ("day", end.day.map(i32::from)),
    ];
    Node::List(vec![Node::Map(pairs), Node::Map(numbered(&end))])
}

fn numbered(numbers: &[(&str, Option<i32>)]) -> Vec<(String, Node)> {
    let given = numbers
        .iter()
        .filter_map(|(name, number)| Some((*name, (*number)?)));
    given
        .map(|(name, number)| (name.to_owned(), Node::Number(number.into())))
        .collect()
}

/// Text, or the lists and mappings that JSON text stands for where they are read back as the same JSON text.
fn other_node(text: &str) -> Node {
    let value = structure_of(text, MAX_DEPTH);
    let node = value.and_then(node_of);
    node.unwrap_or_else(|| Node::Text(text.to_owned()))
}

fn node_of(value: Value) -> Option<Node> {
    match value {
        Value::Null => None,
        Value::Bool(flag) => Some(Node::Flag(flag)),
        Value::Number(number) => number.as_i64().map(Node::Number),
        Value::String(text) => Some(Node::Text(text)),
        Value::Array(items) => {
            let items = items.into_iter().map(node_of);
            items.collect::<Option<Vec<_>>>().map(Node::List)
        }
        Value::Object(members) => {
            let pairs = members
                .into_iter()
                .map(|(name, value)| Some((name, node_of(value)?)));
            pairs.collect::<Option<Vec<_>>>().map(Node::Map)
        }
    }
}

/// A number that every reader gives back digit by digit.
fn whole_number(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
