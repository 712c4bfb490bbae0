//! How items are marked, and how lists hang together.

use super::blocks::Writer;
use super::text::{self, Setting};
use crate::content::{ListBlock, ListStyle, NestedItem};

/// What stands before each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// `-`, as usual.
    Hyphen,
    /// `*`, where a list follows another.
    Asterisk,
    /// `1.`, as usual.
    Number,
    /// `1)`, where a list follows another.
    Bracket,
}

impl Marker {
    pub fn of(style: ListStyle) -> Self {
        match style {
            ListStyle::Numbered => Self::Number,
            ListStyle::Bulleted | ListStyle::Do | ListStyle::Dont => Self::Hyphen,
        }
    }

    /// Another mark of the same kind, if a list before has this one.
    pub fn other_than(self, before: Option<Self>) -> Self {
        match self {
            Self::Hyphen if before == Some(self) => Self::Asterisk,
            Self::Number if before == Some(self) => Self::Bracket,
            marker => marker,
        }
    }

    pub fn before_item(self, index: usize) -> String {
        match self {
            Self::Hyphen => "- ".to_owned(),
            Self::Asterisk => "* ".to_owned(),
            Self::Number => format!("{}. ", index + 1),
            Self::Bracket => format!("{}) ", index + 1),
        }
    }
}

impl Writer<'_> {
    /// The items of a list. They stand close together unless one of them has several paragraphs.
    pub fn items(&self, list: &ListBlock, marker: Marker) -> String {
        let items: Vec<String> = list.items.iter().map(|item| self.item(item)).collect();
        let is_loose = items.iter().any(|item| item.contains("\n\n"));
        let items: Vec<String> = items
            .iter()
            .enumerate()
            .map(|(index, item)| indented(&marker.before_item(index), item))
            .collect();
        items.join(if is_loose { "\n\n" } else { "\n" })
    }
}

/// A text after a mark, with its further lines below its first character.
pub fn indented(mark: &str, text: &str) -> String {
    let indent = format!("\n{}", " ".repeat(mark.len()));
    let text = text.replace('\n', &indent);
    let empty_line = format!("{indent}\n");
    format!("{mark}{}", text.replace(&empty_line, "\n\n"))
}

/// The items of the second level.
pub fn nested(items: &[NestedItem]) -> Vec<String> {
    items
        .iter()
        .map(|item| indented("- ", &text::running(&item.content, Setting::Paragraph)))
        .collect()
}
