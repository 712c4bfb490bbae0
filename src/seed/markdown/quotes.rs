//! Quotes: somebody's words, and who said them.

use comrak::Node;

use super::attributes::Attributes;
use super::braces;
use super::inlines;
use super::pieces::{Piece, starts_with};
use super::reading::Reading;
use super::simple_blocks;
use crate::content::{Code, QuoteBlock, SimpleBlock};
use crate::seed::nearest::advice;

const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Reads a quote. Its last line may say who said it, and may end with the quote's id.
pub(super) fn read(node: Node<'_>, reading: &mut Reading) -> QuoteBlock {
    reading.begins(reading.page.offset(node.data().sourcepos.start));
    let mut attributes = Attributes::default();
    let mut attribution = None;
    let mut is_first = true;
    let body = simple_blocks::read_with(node, "a quote", reading, |pieces, is_last, reading| {
        if std::mem::take(&mut is_first) {
            refuse_unknown_alert(pieces, reading);
        }
        if is_last {
            attributes = braces::take_trailing(pieces, reading);
            attribution = take_attribution(pieces, reading);
        }
    });
    let id = attributes.id(reading);
    attributes.refuse_rest("a quote", &["id"], reading);
    check_body(&body, node, reading);
    QuoteBlock {
        id,
        body,
        attribution,
    }
}

fn check_body(body: &[SimpleBlock], node: Node<'_>, reading: &mut Reading) {
    if simple_blocks::says_nothing(body, node) {
        let range = reading.page.range(node.data().sourcepos);
        reading.fault(
            Code::Structure,
            range,
            "a quote without words",
            "write the words that are quoted, or delete the quote",
        );
    }
}

/// Takes a last line such as `-- Who said it`.
fn take_attribution(pieces: &mut Vec<Piece>, reading: &mut Reading) -> Option<String> {
    let is_end = |piece: &Piece| piece.is_sign('\n') || matches!(piece, Piece::Break(_));
    let last_line = pieces
        .iter()
        .rposition(is_end)
        .map_or(0, |line_end| line_end + 1);
    if !starts_with(&pieces[last_line..], "-- ") {
        return None;
    }
    let line = pieces.split_off(last_line);
    let text = inlines::plain_text(&line[3..], "an attribution", Code::Structure, reading);
    Some(text).filter(|text| !text.is_empty())
}

/// An alert whose kind is unknown, or that is not written as one, looks like a quote to the parser.
fn refuse_unknown_alert(pieces: &[Piece], reading: &mut Reading) {
    if !starts_with(pieces, "[!") {
        return;
    }
    let kind: String = pieces[2..]
        .iter()
        .map_while(Piece::glyph)
        .map(|glyph| glyph.character)
        .take_while(|character| character.is_alphanumeric())
        .collect();
    let is_known = ALERTS.contains(&kind.to_uppercase().as_str());
    let (message, help) = if is_known {
        (
            format!("an alert that cannot be read: `[!{kind}]`"),
            format!(
                "write `> [!{}] Title`, with one space after `>`",
                kind.to_uppercase()
            ),
        )
    } else {
        (
            format!("there is no alert `[!{kind}]`"),
            advice(&kind, &ALERTS),
        )
    };
    let range = pieces[0].range(reading.page);
    reading.fault(Code::Structure, range, message, help);
}
