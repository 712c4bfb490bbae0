//! What the writer of YAML writes, the reader reads back.

use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};

use super::{Value, read_tree};
use crate::render::yaml::{Node, to_yaml};
use crate::seed::report::Report;

/// What was read, as what is written; numbers and truth values are text to the reader.
fn read_back(yaml: &str) -> Result<Node, Vec<String>> {
    let mut faults = Vec::new();
    let tree = read_tree(yaml, 0, &mut Report::new("a.yaml", &mut faults));
    match tree {
        Some(tree) if faults.is_empty() => Ok(node_of(tree.value)),
        _ => Err(faults.iter().map(ToString::to_string).collect()),
    }
}

fn node_of(value: Value) -> Node {
    match value {
        Value::Scalar { text, .. } => Node::Text(text),
        Value::List(items) => Node::List(items.into_iter().map(|n| node_of(n.value)).collect()),
        Value::Map(pairs) => Node::Map(
            pairs
                .into_iter()
                .map(|pair| (pair.key.value, node_of(pair.value.value)))
                .collect(),
        ),
    }
}

fn as_text(node: Node) -> Node {
    match node {
        Node::Flag(flag) => Node::Text(flag.to_string()),
        Node::Number(number) => Node::Text(number.to_string()),
        Node::Text(text) => Node::Text(text),
        Node::List(items) => Node::List(items.into_iter().map(as_text).collect()),
        Node::Map(pairs) => Node::Map(
            pairs
                .into_iter()
                .map(|(key, value)| (key, as_text(value)))
                .collect(),
        ),
    }
}

fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,40}",
        "[-:,\\[\\]{}#&*!|>'\"%@`?=<~ \\n\\t\\\\.0-9a-e]{0,12}",
        "(no|yes|on|y|null|~|true|2014|1e3|0x1F|12:30|1_000|\\.inf|---|\\.\\.\\.|<<)",
        any::<String>(),
        "[a-z ]{90,300}",
    ]
}

fn odd_node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        odd_text().prop_map(Node::Text),
        any::<bool>().prop_map(Node::Flag),
        any::<i64>().prop_map(Node::Number),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let pairs = prop::collection::btree_map(odd_text(), inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Node::List),
            pairs.prop_map(|pairs| Node::Map(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn every_tree_is_read_back_as_it_was_written(node in odd_node()) {
        let yaml = to_yaml(&node);

        assert_eq!(read_back(&yaml), Ok(as_text(node)), "{yaml}");
    }
}

#[test]
fn texts_that_yaml_takes_for_something_else_are_read_back() {
    for text in [
        "no",
        "2014",
        "1e3",
        "null",
        "~",
        "2014-02-24",
        " a",
        "a ",
        "a: b",
        "a #b",
        "a\nb",
        "a\n\n\nb\n\n",
        "\u{7}",
        "\u{85}",
        "\u{2028}",
        "\u{FEFF}a",
        "\r\n",
        "😀",
        "\"",
        "'",
        "\\",
        "",
        "---",
        "- a",
        "a\t",
        "  \n x",
        "\n",
        "\n a",
        "a\n b",
        "#",
        "a:",
        "%a",
        "@a",
        "\u{0}",
        "12:30:45",
        "0o17",
        "?",
        "? a",
        "<<",
        "=",
        "-",
        "|\n",
        "a\n---\nb",
    ] {
        let in_map = Node::Map(vec![(text.to_owned(), Node::Text(text.to_owned()))]);
        let node = Node::List(vec![Node::Text(text.to_owned()), in_map]);

        let yaml = to_yaml(&node);

        assert_eq!(read_back(&yaml), Ok(node), "{text:?}: {yaml}");
        let as_document = to_yaml(&Node::Text(text.to_owned()));
        assert_eq!(
            read_back(&as_document),
            Ok(Node::Text(text.to_owned())),
            "{as_document:?}"
        );
    }
}

#[test]
fn a_day_a_number_and_short_lists_are_written_as_an_author_would() {
    let text = |text: &str| Node::Text(text.to_owned());
    let name = vec![
        ("family".to_owned(), text("Bell")),
        ("given".to_owned(), text("J.")),
    ];
    let node = Node::List(vec![Node::Map(vec![
        ("id".to_owned(), text("bell-2008")),
        ("volume".to_owned(), Node::Number(12)),
        ("issued".to_owned(), text("2008-07-01")),
        ("edition".to_owned(), text("2")),
        ("author".to_owned(), Node::List(vec![Node::Map(name)])),
        ("tags".to_owned(), Node::List(vec![text("a"), text("no")])),
    ])]);

    assert_eq!(
        to_yaml(&node),
        "- id: bell-2008\n  volume: 12\n  issued: 2008-07-01\n  edition: \"2\"\n  author:\n    \
         - {family: Bell, given: J.}\n  tags: [a, \"no\"]\n"
    );
}
