//! Pieces: running text taken apart into characters, links, images and line breaks, before anything is made of it.
//! Attributes and citations are found in them, because the parser knows neither.

use std::ops::Range;

use super::attributes::Attributes;
use super::characters::{Glyph, is_space};
use super::page::Page;

/// A part of running text.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Glyph(Glyph),
    /// A line break that the author set.
    Break(usize),
    Link(Box<LinkPiece>),
    Image(Box<ImagePiece>),
}

/// A link and its words.
#[derive(Clone, Debug)]
pub(super) struct LinkPiece {
    pub words: Vec<Glyph>,
    pub url: String,
    pub title: String,
    pub range: Range<usize>,
}

/// An image.
#[derive(Clone, Debug)]
pub(super) struct ImagePiece {
    pub alt: Vec<Glyph>,
    pub url: String,
    pub title: String,
    pub range: Range<usize>,
    pub attributes: Attributes,
}

impl Piece {
    /// The character, if the piece is one.
    pub fn glyph(&self) -> Option<&Glyph> {
        match self {
            Self::Glyph(glyph) => Some(glyph),
            Self::Break(_) | Self::Link(_) | Self::Image(_) => None,
        }
    }

    /// True for this very sign, written as a sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.glyph().is_some_and(|glyph| glyph.is_sign(sign))
    }

    /// True for a space or the end of a source line, in inline code too: nobody sees it at the edge of a text.
    pub fn is_space(&self) -> bool {
        self.glyph().is_some_and(|glyph| is_space(glyph.character))
    }

    /// The place of the piece.
    pub fn range(&self, page: &Page) -> Range<usize> {
        match self {
            Self::Glyph(glyph) => glyph.range(page),
            Self::Break(at) => *at..*at,
            Self::Link(link) => link.range.clone(),
            Self::Image(image) => image.range.clone(),
        }
    }
}

/// The place from the first to the last piece.
pub(super) fn range_of(pieces: &[Piece], page: &Page) -> Range<usize> {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => {
            let start = first.range(page).start;
            start..last.range(page).end.max(start)
        }
        _ => 0..0,
    }
}

/// The pieces without spaces and line breaks at either end.
pub(super) fn trimmed(pieces: &[Piece]) -> &[Piece] {
    let is_blank = |piece: &Piece| piece.is_space() || matches!(piece, Piece::Break(_));
    let Some(start) = pieces.iter().position(|piece| !is_blank(piece)) else {
        return &[];
    };
    let end = pieces.iter().rposition(|piece| !is_blank(piece));
    &pieces[start..end.map_or(start, |end| end + 1)]
}

/// True if the pieces begin with these characters, written as signs.
pub(super) fn starts_with(pieces: &[Piece], text: &str) -> bool {
    let mut pieces = pieces.iter();
    text.chars()
        .all(|character| pieces.next().is_some_and(|piece| piece.is_sign(character)))
}
