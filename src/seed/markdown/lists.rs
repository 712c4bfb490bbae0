//! Lists of two levels.

use comrak::Node;
use comrak::nodes::{ListType, NodeList, NodeValue};

use super::braces;
use super::claims::{self, ItemMeaning};
use super::images;
use super::inlines;
use super::labels;
use super::misplaced;
use super::paragraphs;
use super::pieces::{ImagePiece, Piece};
use super::reading::Reading;
use crate::content::{
    Anchor, Code, Inline, LineBreakInline, ListBlock, ListItem, ListStyle, NestedItem, Slug,
};

/// Reads a list with its items.
pub(super) fn read(node: Node<'_>, list: &NodeList, reading: &mut Reading) -> ListBlock {
    reading.begins(start_of(node, reading));
    let style = match list.list_type {
        ListType::Bullet => ListStyle::Bulleted,
        ListType::Ordered => ListStyle::Numbered,
    };
    if style == ListStyle::Numbered && list.start != 1 {
        refuse(
            node,
            format!("a list that begins with {}", list.start),
            "begin with 1; numbers are counted, not stored",
            reading,
        );
    }
    if style == ListStyle::Numbered {
        refuse_numbers(node, list.start, reading);
    }
    let items = node
        .children()
        .map(|item| read_item(item, reading))
        .collect();
    ListBlock {
        id: Anchor::unassigned(),
        style,
        items,
    }
}

/// Numbers are counted from the items; an author who wrote others meant something by them.
fn refuse_numbers(list: Node<'_>, start: usize, reading: &mut Reading) {
    for (index, item) in list.children().enumerate().skip(1) {
        let number = match &item.data().value {
            NodeValue::Item(item) => item.start,
            _ => continue,
        };
        if number != 1 && number != start + index {
            refuse(
                item,
                format!("item {} of a list has the number {number}", index + 1),
                "count the items from 1, or write `1.` for each",
                reading,
            );
        }
    }
}

fn start_of(node: Node<'_>, reading: &Reading) -> usize {
    reading.page.offset(node.data().sourcepos.start)
}

fn read_item(node: Node<'_>, reading: &mut Reading) -> ListItem {
    reading.begins(start_of(node, reading));
    let mut item = ItemDraft::default();
    for child in node.children() {
        match &child.data().value {
            NodeValue::Paragraph => {
                let pieces = paragraphs::pieces_of(child, reading);
                item.add_paragraph(child, pieces, reading);
            }
            NodeValue::List(list) => item.add_nested(child, list, reading),
            _ => misplaced::refuse(child, "a list item", reading),
        }
    }
    let item = item.into_item();
    let is_empty = item.content.is_empty() && item.label.is_none() && item.image.is_none();
    if is_empty {
        refuse(
            node,
            "a list item without text",
            "write its text, or delete it",
            reading,
        );
    }
    item
}

/// An item while its parts are being read.
#[derive(Default)]
struct ItemDraft {
    meaning: Option<ItemMeaning>,
    label: Option<String>,
    content: Vec<Inline>,
    items: Vec<NestedItem>,
    image: Option<crate::content::Image>,
    has_nested: bool,
}

impl ItemDraft {
    fn add_paragraph(&mut self, node: Node<'_>, mut pieces: Vec<Piece>, reading: &mut Reading) {
        if let Some(image) = images::alone(&pieces) {
            self.add_image(image, reading);
            return;
        }
        if self.has_nested {
            refuse(
                node,
                "text after a nested list in the same item",
                "move the text before the nested list",
                reading,
            );
        }
        let mut attributes = braces::take_trailing(&mut pieces, reading);
        if self.meaning.is_some() {
            attributes.refuse_rest("the second paragraph of an item", &[], reading);
            let is_first = self.label.is_none() && self.content.is_empty();
            add_line(inlines::read(&pieces, reading), is_first, &mut self.content);
            return;
        }
        let range = attributes.range.clone();
        let mut meaning = claims::of_item(attributes, reading);
        let label = labels::take(&mut pieces, reading);
        let is_one = agree(&mut meaning.therapy, label.therapy)
            & agree(&mut meaning.condition, label.condition);
        if !is_one {
            reading.fault(
                Code::Attributes,
                range,
                "the attributes name another therapy or condition than the label",
                "delete the attribute, or put the link after the colon",
            );
        }
        self.label = label.text;
        self.content = inlines::read(&pieces, reading);
        self.meaning = Some(meaning);
    }

    fn add_image(&mut self, image: &ImagePiece, reading: &mut Reading) {
        if self.image.is_some() {
            reading.fault(
                Code::Structure,
                image.range.clone(),
                "a second image in one list item",
                "keep one of them",
            );
        }
        self.image = Some(images::read_picture(image, reading));
    }

    fn add_nested(&mut self, node: Node<'_>, list: &NodeList, reading: &mut Reading) {
        self.has_nested = true;
        if list.list_type == ListType::Ordered {
            refuse(
                node,
                "a nested list with numbers",
                "write `-`: items of the second level are not numbered",
                reading,
            );
        }
        let nested = node.children().map(|item| read_nested(item, reading));
        self.items.extend(nested);
    }

    fn into_item(self) -> ListItem {
        let (id, claim, therapy, condition) = match self.meaning {
            Some(meaning) => (
                meaning.id,
                meaning.claim,
                meaning.therapy,
                meaning.condition,
            ),
            None => (Anchor::unassigned(), None, None, None),
        };
        ListItem {
            id,
            label: self.label,
            content: self.content,
            items: self.items,
            therapy,
            condition,
            image: self.image,
            claim,
        }
    }
}

/// Adds a paragraph to what stands before it in the same item. One that holds nothing but blanks is none.
fn add_line(line: Vec<Inline>, is_first: bool, content: &mut Vec<Inline>) {
    if line.is_empty() {
        return;
    }
    if !is_first {
        content.push(Inline::LineBreak(LineBreakInline {}));
    }
    content.extend(line);
}

/// Fills what the attributes leave open from the label. False if the two say different things.
fn agree(written: &mut Option<Slug>, mentioned: Option<Slug>) -> bool {
    let Some(mentioned) = mentioned else {
        return true;
    };
    *written.get_or_insert_with(|| mentioned.clone()) == mentioned
}

fn read_nested(node: Node<'_>, reading: &mut Reading) -> NestedItem {
    let mut content = Vec::new();
    for child in node.children() {
        match &child.data().value {
            NodeValue::Paragraph => {
                let mut pieces = paragraphs::pieces_of(child, reading);
                braces::take_trailing(&mut pieces, reading).refuse_rest(
                    "an item of the second level",
                    &[],
                    reading,
                );
                let is_first = content.is_empty();
                add_line(inlines::read(&pieces, reading), is_first, &mut content);
            }
            NodeValue::List(_) => refuse_depth(child, reading),
            _ => misplaced::refuse(child, "a list item", reading),
        }
    }
    if content.is_empty() {
        refuse(
            node,
            "a list item without text",
            "write its text, or delete it",
            reading,
        );
    }
    NestedItem { content }
}

fn refuse_depth(node: Node<'_>, reading: &mut Reading) {
    let range = reading.page.range(node.data().sourcepos);
    reading.fault(
        Code::ListDepth,
        range,
        "a third level of list",
        "make it part of the second level, or write a section",
    );
}

fn refuse(node: Node<'_>, message: impl Into<String>, help: &str, reading: &mut Reading) {
    let range = reading.page.range(node.data().sourcepos);
    let line = reading.page.line_at(range.start);
    let first_line = range.start..range.end.min(line.end);
    reading.fault(Code::Structure, first_line, message, help);
}
