//! Alerts: callouts, and tips with their image.

use std::ops::Range;

use comrak::Node;
use comrak::nodes::AlertType;

use super::braces;
use super::glyphs;
use super::images;
use super::inlines;
use super::pieces::{ImagePiece, Piece};
use super::reading::Reading;
use super::simple_blocks;
use crate::content::{Anchor, Block, CalloutBlock, CalloutRole, Code, TipBlock};

/// Reads an alert.
pub(super) fn read(node: Node<'_>, kind: AlertType, reading: &mut Reading) -> Block {
    let range = reading.page.range(node.data().sourcepos);
    reading.begins(range.start);
    let line = reading.page.line_at(range.start);
    let first_line = range.start..line.end;
    let (id, title) = read_title(first_line.clone(), reading);
    let role = match kind {
        AlertType::Tip => return Block::Tip(read_tip(node, id, title, first_line, reading)),
        AlertType::Note => CalloutRole::Info,
        AlertType::Important => CalloutRole::KeyPoint,
        AlertType::Warning => CalloutRole::Warning,
        AlertType::Caution => CalloutRole::Emergency,
    };
    let body = simple_blocks::read(node, "an alert", reading);
    let title = Some(title).filter(|title| !title.is_empty());
    if simple_blocks::says_nothing(&body, node) && title.is_none() {
        refuse_empty(first_line, "an alert without text", reading);
    }
    Block::Callout(CalloutBlock {
        id,
        role,
        title,
        body,
    })
}

/// What stands after `[!KIND]` on the first line.
fn read_title(first_line: Range<usize>, reading: &mut Reading) -> (Anchor, String) {
    let text = &reading.page.text[first_line.clone()];
    let kind_end = text.find(']').map_or(text.len(), |at| at + 1);
    let after = &text[kind_end..];
    let start = first_line.start + kind_end + (after.len() - after.trim_start().len());
    let mut pieces = glyphs::pieces_of_part(start..first_line.end, reading);
    let mut attributes = braces::take_trailing(&mut pieces, reading);
    let id = attributes.id(reading);
    attributes.refuse_rest("an alert", &["id"], reading);
    let title = inlines::plain_text(&pieces, "the title of an alert", Code::Structure, reading);
    (id, title)
}

fn read_tip(
    node: Node<'_>,
    id: Anchor,
    title: String,
    first_line: Range<usize>,
    reading: &mut Reading,
) -> TipBlock {
    let mut image = None;
    let body = simple_blocks::read_with(node, "a tip", reading, |pieces, _, reading| {
        let Some(taken) = take_image(pieces) else {
            return;
        };
        if image.is_some() {
            reading.fault(
                Code::Structure,
                taken.range.clone(),
                "a second image in one tip",
                "keep one of them",
            );
        }
        image = Some(images::read_picture(&taken, reading));
    });
    if title.is_empty() {
        reading.fault(
            Code::Structure,
            first_line.clone(),
            "a tip without a title",
            "write the title after `[!TIP]`",
        );
    }
    if simple_blocks::says_nothing(&body, node) {
        refuse_empty(first_line, "a tip without text", reading);
    }
    TipBlock {
        id,
        title,
        body,
        image,
    }
}

/// Takes an image that is a whole paragraph, or its last line.
fn take_image(pieces: &mut Vec<Piece>) -> Option<ImagePiece> {
    let image = match pieces.as_slice() {
        [Piece::Image(image)] => image.as_ref().clone(),
        [.., line_end, Piece::Image(image)] if line_end.is_sign('\n') => image.as_ref().clone(),
        _ => return None,
    };
    pieces.pop();
    pieces.pop();
    Some(image)
}

fn refuse_empty(range: Range<usize>, message: &str, reading: &mut Reading) {
    reading.fault(
        Code::Structure,
        range,
        message,
        "write its text on the next line, after `> `",
    );
}
