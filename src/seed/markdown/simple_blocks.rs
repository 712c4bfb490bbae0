//! The bodies of callouts, tips, quotes and containers: paragraphs and lists.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::attributes::Attributes;
use super::braces;
use super::images;
use super::lists;
use super::misplaced;
use super::paragraphs;
use super::pieces::{Piece, trimmed};
use super::reading::Reading;
use crate::content::{Anchor, Code, SimpleBlock};

/// Reads what stands inside `host`, such as "a tip".
pub(super) fn read(node: Node<'_>, host: &str, reading: &mut Reading) -> Vec<SimpleBlock> {
    read_with(node, host, reading, |_, _, _| {})
}

/// Reads what stands inside `host`. `before` may first take something off each paragraph; it is told whether the
/// paragraph is the last block. What it leaves empty is no paragraph.
pub(super) fn read_with(
    node: Node<'_>,
    host: &str,
    reading: &mut Reading,
    mut before: impl FnMut(&mut Vec<Piece>, bool, &mut Reading),
) -> Vec<SimpleBlock> {
    let mut blocks = Vec::new();
    for child in node.children() {
        match &child.data().value {
            NodeValue::Paragraph => {
                let mut pieces = paragraphs::pieces_of(child, reading);
                let is_last = child.next_sibling().is_none();
                before(&mut pieces, is_last, reading);
                add_paragraph(pieces, host, &mut blocks, reading);
            }
            NodeValue::List(list) => {
                blocks.push(SimpleBlock::List(lists::read(child, list, reading)));
            }
            _ => misplaced::refuse(child, host, reading),
        }
    }
    blocks
}

/// True if a body is empty because its author wrote nothing, not because of something that was refused.
pub(super) fn says_nothing(body: &[SimpleBlock], node: Node<'_>) -> bool {
    let is_refused = |child: Node<'_>| {
        !matches!(
            child.data().value,
            NodeValue::Paragraph | NodeValue::HtmlBlock(_)
        )
    };
    body.is_empty() && !node.children().any(is_refused)
}

fn add_paragraph(
    mut pieces: Vec<Piece>,
    host: &str,
    blocks: &mut Vec<SimpleBlock>,
    reading: &mut Reading,
) {
    if let Some(image) = images::alone(&pieces) {
        reading.fault(
            Code::Structure,
            image.range.clone(),
            format!("an image cannot stand here inside {host}"),
            "put it in a paragraph outside; a tip can hold one image",
        );
        return;
    }
    let attributes = braces::take_trailing(&mut pieces, reading);
    if !trimmed(&pieces).is_empty() {
        let paragraph = paragraphs::read(&pieces, attributes, reading);
        blocks.push(SimpleBlock::Paragraph(paragraph));
        return;
    }
    let list = match blocks.last_mut() {
        Some(SimpleBlock::List(list)) => Some(&mut list.id),
        Some(SimpleBlock::Paragraph(_)) | None => None,
    };
    give_id(list, attributes, reading);
}

/// Gives the id of attributes that are a paragraph of their own to the list, table, figure or divider before them.
pub(super) fn give_id(
    owner: Option<&mut Anchor>,
    mut attributes: Attributes,
    reading: &mut Reading,
) {
    if attributes.is_empty() {
        return;
    }
    let range = attributes.range.clone();
    let (message, help) = match owner {
        Some(owner) if owner.is_unassigned() => {
            *owner = attributes.id(reading);
            attributes.refuse_rest("a list, table, figure or divider", &["id"], reading);
            return;
        }
        Some(_) => (
            "a second id for one list, table, figure or divider",
            "keep one of them",
        ),
        None => (
            "attributes without anything that they belong to",
            "put them at the end of a text, or after a list, table, figure or divider",
        ),
    };
    reading.fault(Code::Attributes, range, message, help);
}
