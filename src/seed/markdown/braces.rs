//! Where attributes in braces stand in a text: at its end, after an image, or in its middle, where they may not.

use std::ops::Range;

use super::attributes::{self, Attributes};
use super::characters::Glyph;
use super::pieces::{Piece, range_of, trimmed};
use super::reading::Reading;

/// Takes the attributes in braces with which the pieces end.
pub(super) fn take_trailing(pieces: &mut Vec<Piece>, reading: &mut Reading) -> Attributes {
    let end = trimmed(pieces).last().map(|piece| piece.is_sign('}'));
    if end != Some(true) {
        return Attributes::default();
    }
    let Some(close) = pieces.iter().rposition(|piece| piece.is_sign('}')) else {
        return Attributes::default();
    };
    let Some(open) = opening_brace(&pieces[..close]) else {
        return Attributes::default();
    };
    let braced = pieces.split_off(open);
    let inside = &braced[1..close - open];
    let range = range_of(&braced[..=close - open], reading.page);
    let kept = pieces.iter().rposition(|piece| !piece.is_space());
    pieces.truncate(kept.map_or(0, |last| last + 1));
    read_inside(inside, range, reading)
}

/// The brace that opens what ends here, seen from the end: one inside a quoted value does not count.
fn opening_brace(pieces: &[Piece]) -> Option<usize> {
    let mut is_quoted = false;
    let open = pieces.iter().rposition(|piece| {
        is_quoted ^= piece.is_sign('"');
        piece.is_sign('{') && !is_quoted
    });
    open.or_else(|| pieces.iter().rposition(|piece| piece.is_sign('{')))
}

fn read_inside(inside: &[Piece], range: Range<usize>, reading: &mut Reading) -> Attributes {
    let glyphs: Vec<Glyph> = inside.iter().filter_map(Piece::glyph).copied().collect();
    if glyphs.len() < inside.len() {
        attributes::refuse_braces(range, reading);
        return Attributes::default();
    }
    Attributes::read(&glyphs, range, reading)
}

/// Gives each image the attributes in braces that follow it directly.
pub(super) fn take_after_images(pieces: Vec<Piece>, reading: &mut Reading) -> Vec<Piece> {
    if !pieces.iter().any(|piece| matches!(piece, Piece::Image(_))) {
        return pieces;
    }
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        if let Some(Piece::Image(image)) = kept.last_mut()
            && piece.is_sign('{')
            && image.attributes.is_empty()
            && let Some(close) = closing_brace(after)
        {
            let range = piece.range(reading.page).start..after[close].range(reading.page).end;
            image.attributes = read_inside(&after[..close], range, reading);
            rest = &after[close + 1..];
        } else {
            kept.push(piece.clone());
        }
    }
    kept
}

/// The brace that closes what was opened before these pieces. Another that opens first means that this is no attribute.
fn closing_brace(pieces: &[Piece]) -> Option<usize> {
    let mut is_quoted = false;
    let end = pieces.iter().position(|piece| {
        is_quoted ^= piece.is_sign('"');
        let is_brace = piece.is_sign('{') || piece.is_sign('}');
        piece.glyph().is_none() || is_brace && !is_quoted
    })?;
    pieces[end].is_sign('}').then_some(end)
}

/// The place of braces in the middle of a text that were meant as attributes. `pieces` begin with the brace.
pub(super) fn misplaced(pieces: &[Piece], reading: &Reading) -> Option<Range<usize>> {
    const LONGEST: usize = 500;
    let close = closing_brace(&pieces[1..pieces.len().min(LONGEST)])? + 1;
    let glyphs: Vec<Glyph> = pieces[1..close]
        .iter()
        .filter_map(Piece::glyph)
        .copied()
        .collect();
    attributes::are_meant(&glyphs, reading).then(|| range_of(&pieces[..=close], reading.page))
}
