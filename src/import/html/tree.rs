//! The elements of a page that have a place of their own, and the text between them. Bold, links and the like are the
//! style of the text, not elements. The tree is one list, so that dropping it never recurses.

use std::collections::BTreeMap;

use crate::import::page::flow::Run;

/// The node that holds all others.
pub const ROOT: usize = 0;

/// A page.
#[derive(Debug, Default)]
pub struct Tree {
    /// Children come after their parents.
    pub nodes: Vec<Node>,
    /// The `meta`, `link` and `base` elements, in order.
    pub head: Vec<Element>,
    /// The text of the first `title`.
    pub title: String,
    /// The `lang` of the document.
    pub language: Option<String>,
    /// The texts of scripts that hold JSON-LD.
    pub linked_data: Vec<String>,
    /// What `time` elements say, in order.
    pub times: Vec<String>,
}

#[derive(Debug)]
pub struct Node {
    /// The line of the source on which it begins.
    pub line: usize,
    pub parent: usize,
    pub children: Vec<usize>,
    pub kind: NodeKind,
}

#[derive(Debug)]
pub enum NodeKind {
    Element(Element),
    Text(Run),
    Break,
    Id(String),
}

/// A start tag.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
}

impl Element {
    /// The value of an attribute without the blanks around it; `None` when it is missing or blank.
    pub fn value(&self, attribute: &str) -> Option<&str> {
        let value = self.attributes.get(attribute)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// True if one of the words of `class` or `id` is among these.
    pub fn is_called(&self, names: &[&str]) -> bool {
        ["class", "id"]
            .iter()
            .filter_map(|attribute| self.value(attribute))
            .flat_map(str::split_whitespace)
            .any(|word| names.contains(&word.to_ascii_lowercase().as_str()))
    }

    /// True if the role is among these.
    pub fn has_role(&self, roles: &[&str]) -> bool {
        self.value("role").is_some_and(|role| roles.contains(&role))
    }
}

impl Tree {
    /// The element of a node, if it is one.
    pub fn element(&self, node: usize) -> Option<&Element> {
        match &self.nodes[node].kind {
            NodeKind::Element(element) => Some(element),
            NodeKind::Text(_) | NodeKind::Break | NodeKind::Id(_) => None,
        }
    }

    /// The name of an element; empty for any other node.
    pub fn name(&self, node: usize) -> &str {
        self.element(node).map_or("", |element| &element.name)
    }

    /// The children that are elements of a name, and the others.
    pub fn children_called(&self, node: usize, name: &str) -> (Vec<usize>, Vec<usize>) {
        let children = self.nodes[node].children.iter();
        children.partition(|child| self.name(**child) == name)
    }

    /// All text below a node. It walks without recursion.
    pub fn text(&self, node: usize) -> String {
        let mut text = String::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match &self.nodes[node].kind {
                NodeKind::Text(run) => text.push_str(&run.text),
                NodeKind::Break => text.push(' '),
                NodeKind::Element(_) => text.push(' '),
                NodeKind::Id(_) => {}
            }
            open.extend(self.nodes[node].children.iter().rev());
        }
        text
    }

    /// How many words stand below each node.
    pub fn word_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate().rev() {
            if let NodeKind::Text(run) = &node.kind {
                counts[index] = run.text.split_whitespace().count();
            }
            if index != ROOT {
                counts[node.parent] += counts[index];
            }
        }
        counts
    }
}
