//! YAML as an author would write it: mappings in the order given, short lists and small mappings in one line, quotes
//! only where the text would be read as something else.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_saphyr::{DoubleQuoted, FlowMap, FlowSeq, SerializerOptions, ser_options};

/// The longest list or mapping that stands in one line, in characters.
const MAX_LINE: usize = 100;

/// One value with what it holds. Text stays text, whatever a reader of YAML would take it for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Flag(bool),
    Number(i64),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// The YAML of a node, with a line break at its end. Items of a list that is the whole document have lines of their
/// own, however short they are.
pub fn to_yaml(node: &Node) -> String {
    let written = match node {
        Node::List(items) => {
            let items: Vec<Value> = items.iter().map(Value).collect();
            serde_saphyr::to_string_with_options(&items, options())
        }
        node => serde_saphyr::to_string_with_options(&Value(node), options()),
    };
    written.expect("a string takes all that is written, and the options are constant")
}

/// Long texts stay in one line: a word that is added should not move all the lines after it.
fn options() -> SerializerOptions {
    ser_options! {
        compact_list_indent: false,
        folded_wrap_chars: usize::MAX,
        yaml_12: true,
        no_lang_directive: true,
    }
}

/// A value where a mapping has lines of its own.
struct Value<'n>(&'n Node);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Node::Text(text) => Scalar(text).serialize(serializer),
            Node::Flag(flag) => serializer.serialize_bool(*flag),
            Node::Number(number) => serializer.serialize_i64(*number),
            Node::List(items) if is_short(items.iter()) => {
                FlowSeq(Items(items)).serialize(serializer)
            }
            Node::List(items) => Items(items).serialize(serializer),
            Node::Map(pairs) => Pairs(pairs).serialize(serializer),
        }
    }
}

/// The items of a list inside the document.
struct Items<'n>(&'n [Node]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for item in self.0 {
            match item {
                Node::Map(pairs) if is_short(pairs.iter().map(|(_, value)| value)) => {
                    list.serialize_element(&FlowMap(Pairs(pairs)))?;
                }
                item => list.serialize_element(&Value(item))?,
            }
        }
        list.end()
    }
}

struct Pairs<'n>(&'n [(String, Node)]);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in self.0 {
            map.serialize_entry(&Scalar(key), &Value(value))?;
        }
        map.end()
    }
}

struct Scalar<'n>(&'n str);

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_typed_by_some(self.0) {
            DoubleQuoted(self.0).serialize(serializer)
        } else {
            serializer.serialize_str(self.0)
        }
    }
}

/// True for what readers of YAML 1.1 take for a truth value, a number or an instruction. Days are left as every author
/// writes them.
fn is_typed_by_some(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let is_number_like = text.bytes().any(|b| b.is_ascii_digit())
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'_' | b':' | b'.' | b',' | b'+' | b'o'));
    is_number_like
        || matches!(text, "<<" | "=")
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// True when all values are single and fit in one line together.
fn is_short<'n>(nodes: impl Iterator<Item = &'n Node>) -> bool {
    let mut length: usize = 0;
    for node in nodes {
        length += match node {
            Node::Text(text) if text.contains('\n') => return false,
            Node::Text(text) => text.len() + 2,
            Node::Flag(_) | Node::Number(_) => 8,
            Node::List(_) | Node::Map(_) => return false,
        };
        if length > MAX_LINE {
            return false;
        }
    }
    true
}
