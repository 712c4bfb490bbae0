//! Code and formulas, which have no place in the model and become words.

use super::blocks::Reader;
use crate::import::page::flow::{Content, are_visible, in_lines, is_visible, text_of};
use crate::import::page::notes::{quoted, quoted_whole};

/// Reads code: its lines become lines of a paragraph.
pub fn code(reader: &mut Reader, node: usize, line: usize) {
    let pieces = in_lines(reader.pieces_inside(node));
    if are_visible(&pieces) {
        let message = format!(
            "code, which became a paragraph: {}",
            quoted(&text_of(&pieces))
        );
        let help = "look whether it belongs into the article";
        reader.notes.add(line, message, help);
        reader.push(line, Content::Paragraph(pieces));
    }
}

/// Reads a formula: its signs stay in the line.
pub fn formula(reader: &mut Reader, node: usize, line: usize) {
    reader.children(node);
    let words = reader.tree.text(node);
    if words.contains(is_visible) {
        let message = format!("a formula became plain text: {}", quoted_whole(&words));
        let help = "write it so that it reads as words";
        reader.notes.add(line, message, help);
    }
}
