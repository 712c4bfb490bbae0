//! Nodes of linked data, and documents of them.

use serde_json::{Map, Value};

const CONTEXT: &str = "https://schema.org";

/// One thing with its properties. What it does not have is left out.
pub struct Node(Map<String, Value>);

impl Node {
    /// A thing of this type.
    pub fn of(kind: &str) -> Self {
        Self(Map::new()).with("@type", kind)
    }

    /// Nothing but the name of a thing that is described elsewhere.
    pub fn named(id: &str) -> Self {
        Self(Map::new()).with("@id", id)
    }

    pub fn with(mut self, property: &str, value: impl Into<Value>) -> Self {
        self.0.insert(property.to_owned(), value.into());
        self
    }

    pub fn maybe(self, property: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(property, value),
            None => self,
        }
    }

    pub fn each<V: Into<Value>>(self, property: &str, values: impl IntoIterator<Item = V>) -> Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        match values.is_empty() {
            true => self,
            false => self.with(property, values),
        }
    }

    /// The text of a document about the thing, which may stand in a page too: nothing in it ends a `script`.
    pub fn document(self) -> String {
        let value = Value::from(self.with("@context", CONTEXT));
        format!("{value:#}\n").replace('<', "\\u003c")
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}
