//! Paragraphs: running text with what its attributes say.

use comrak::Node;

use super::attributes::Attributes;
use super::characters::text_of;
use super::claims;
use super::glyphs;
use super::inlines;
use super::pieces::{Piece, starts_with};
use super::reading::Reading;
use crate::content::{Code, ParagraphBlock};

/// The pieces of a paragraph, after a look for what only seems to be text.
pub(super) fn pieces_of(node: Node<'_>, reading: &mut Reading) -> Vec<Piece> {
    let pieces = glyphs::pieces_of(node, reading);
    refuse_container_lines(&pieces, reading);
    refuse_definition(&pieces, reading);
    pieces
}

/// A paragraph whose attributes have been taken off its end.
pub(super) fn read(
    pieces: &[Piece],
    attributes: Attributes,
    reading: &mut Reading,
) -> ParagraphBlock {
    if let Some(first) = pieces.first() {
        reading.begins(first.range(reading.page).start);
    }
    let meaning = claims::of_paragraph(attributes, reading);
    ParagraphBlock {
        id: meaning.id,
        content: inlines::read(pieces, reading),
        claim: meaning.claim,
    }
}

/// Containers stand at the left margin; elsewhere the parser may take their lines for text.
fn refuse_container_lines(pieces: &[Piece], reading: &mut Reading) {
    let line_starts = (0..pieces.len()).filter(|&index| {
        pieces[index].is_sign(':')
            && index
                .checked_sub(1)
                .is_none_or(|before| pieces[before].is_sign('\n'))
    });
    for index in line_starts {
        if starts_with(&pieces[index..], ":::") {
            reading.fault(
                Code::Container,
                pieces[index].range(reading.page),
                "a container inside a paragraph, quote or list",
                "put it on a line of its own without a mark before it, or write `\\:` for a colon",
            );
        }
    }
}

/// `[label]: address` would be dropped by a Markdown reader; here it is text, which nobody means.
fn refuse_definition(pieces: &[Piece], reading: &mut Reading) {
    if !pieces.first().is_some_and(|first| first.is_sign('[')) {
        return;
    }
    let line: Vec<_> = pieces
        .iter()
        .map_while(Piece::glyph)
        .take_while(|glyph| !glyph.is_sign('\n'))
        .collect();
    let Some(close) = line.iter().position(|glyph| glyph.is_sign(']')) else {
        return;
    };
    let label = text_of(line[1..close].iter().copied());
    let after = text_of(line[close + 1..].iter().copied());
    let Some(address) = after.strip_prefix(':').map(str::trim) else {
        return;
    };
    let is_one_word = match address.split_once(char::is_whitespace) {
        None => true,
        Some((_, title)) => title.trim_start().starts_with(['"', '\'', '(']),
    };
    if is_one_word && !label.contains('@') {
        reading.fault(
            Code::Structure,
            pieces[0].range(reading.page).start..pieces[close].range(reading.page).end,
            format!("a link definition: `[{label}]`"),
            "write the address where the link stands: `[text](address)`",
        );
    }
}
