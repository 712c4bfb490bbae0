//! From pieces to what the content model knows: inlines, or plain text where nothing else may stand.

use std::ops::Range;

use super::braces;
use super::characters::{Style, text_of};
use super::citations;
use super::links;
use super::pieces::{Piece, range_of, trimmed};
use super::reading::Reading;
use crate::content::{Code, Inline, LineBreakInline, TextInline};

/// The inlines of a text. Images and attributes have no place in the middle of one.
pub(super) fn read(pieces: &[Piece], reading: &mut Reading) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = trimmed(pieces);
    while let Some((first, after)) = rest.split_first() {
        if first.is_sign('[')
            && let Some((taken, citations)) = citations::read(rest, reading)
        {
            inlines.extend(citations.into_iter().map(Inline::Citation));
            rest = &rest[taken..];
            continue;
        }
        match first {
            Piece::Glyph(glyph) => {
                if glyph.is_sign('{') {
                    refuse_attributes(rest, reading);
                }
                add_character(as_text(glyph.character), glyph.style, &mut inlines);
            }
            Piece::Break(_) => inlines.push(Inline::LineBreak(LineBreakInline {})),
            Piece::Link(link) => inlines.extend(links::read(link, reading)),
            Piece::Image(image) => reading.fault(
                Code::Structure,
                image.range.clone(),
                "an image inside running text",
                "put the image in a paragraph of its own",
            ),
        }
        rest = after;
    }
    inlines
}

fn refuse_attributes(pieces: &[Piece], reading: &mut Reading) {
    if let Some(range) = braces::misplaced(pieces, reading) {
        reading.fault(
            Code::Attributes,
            range,
            "attributes in the middle of a text",
            "move them to the end of the paragraph, or write `\\{` for a brace that is text",
        );
    }
}

fn add_character(character: char, style: Style, inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = inlines.last_mut()
        && last.strong == style.is_strong
        && last.emphasis == style.is_emphasis
    {
        last.text.push(character);
        return;
    }
    inlines.push(Inline::Text(TextInline {
        text: character.to_string(),
        strong: style.is_strong,
        emphasis: style.is_emphasis,
    }));
}

/// The text of something that holds plain text only: `place` names it, faults have `code`.
pub(super) fn plain_text(
    pieces: &[Piece],
    place: &str,
    code: Code,
    reading: &mut Reading,
) -> String {
    let pieces = trimmed(pieces);
    let mut text = String::new();
    let mut is_styled = false;
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Glyph(glyph) => {
                text.push(as_text(glyph.character));
                is_styled |= glyph.style != Style::default();
            }
            Piece::Link(link) => text.push_str(&text_of(&link.words)),
            Piece::Break(_) | Piece::Image(_) => {}
        }
        if let Some(more) = more_than_text(&pieces[index..], reading) {
            refuse(piece.range(reading.page), place, more, code, reading);
        }
    }
    if is_styled {
        let range = range_of(pieces, reading.page);
        refuse(range, place, "bold or italic text", code, reading);
    }
    text
}

/// What the first of the pieces begins, if that is more than text.
fn more_than_text(pieces: &[Piece], reading: &Reading) -> Option<&'static str> {
    match &pieces[0] {
        Piece::Glyph(glyph) if glyph.is_sign('[') => {
            citations::is_citation(pieces).then_some("a citation")
        }
        Piece::Glyph(glyph) if glyph.is_sign('{') => {
            braces::misplaced(pieces, reading).map(|_| "attributes in its middle")
        }
        Piece::Glyph(_) => None,
        Piece::Break(_) => Some("a line break"),
        Piece::Link(_) => Some("a link"),
        Piece::Image(_) => Some("an image"),
    }
}

/// The end of a source line is a space.
fn as_text(character: char) -> char {
    if character == '\n' { ' ' } else { character }
}

fn refuse(range: Range<usize>, place: &str, refused: &str, code: Code, reading: &mut Reading) {
    reading.fault(
        code,
        range,
        format!("{place} is plain text and cannot hold {refused}"),
        "write it as plain text, or move it into a paragraph",
    );
}

/// The words of inlines without their marks.
#[cfg(test)]
pub(super) fn words(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) => text.text.clone(),
        Inline::Link(link) => link.text.clone(),
        Inline::Mention(mention) => mention.text.clone(),
        Inline::Citation(_) => "[@]".to_owned(),
        Inline::LineBreak(_) => "\n".to_owned(),
    };
    inlines.iter().map(word).collect()
}
