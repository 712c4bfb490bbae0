//! The bold words that lead a list item in: `**Label:** text`.

use super::Target;
use super::characters::{Glyph, Style, text_of};
use super::inlines;
use super::links;
use super::pieces::{LinkPiece, Piece, trimmed};
use super::reading::Reading;
use crate::content::{Code, MentionKind, Slug};

/// A label, and what its words mention.
#[derive(Default)]
pub(super) struct Label {
    pub text: Option<String>,
    pub therapy: Option<Slug>,
    pub condition: Option<Slug>,
}

/// Takes the label off the beginning of an item's text, with its colon.
pub(super) fn take(pieces: &mut Vec<Piece>, reading: &mut Reading) -> Label {
    let Some((length, taken)) = extent(pieces) else {
        return Label::default();
    };
    let words: Vec<Piece> = pieces.drain(..taken).take(length).collect();
    let mut label = Label::default();
    let mut plain: Vec<Piece> = Vec::new();
    for piece in words {
        match &piece {
            Piece::Link(link) => {
                read_link(link, &mut label, reading);
                plain.extend(link.words.iter().map(without_weight));
            }
            Piece::Glyph(glyph) => plain.push(without_weight(glyph)),
            Piece::Break(_) | Piece::Image(_) => plain.push(piece),
        }
    }
    let text = inlines::plain_text(&plain, "a label", Code::Structure, reading);
    label.text = Some(text);
    label
}

/// How many pieces the words of the label are, and how many they are with the colon.
fn extent(pieces: &[Piece]) -> Option<(usize, usize)> {
    let bold = pieces
        .iter()
        .position(|piece| !is_bold(piece))
        .unwrap_or(pieces.len());
    // An escaped colon is text: it lets an item begin with bold words that are no label.
    let is_colon = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.is_sign(':'));
    let words = trimmed(&pieces[..bold]);
    let (length, taken) = if is_colon(words.last()) {
        let colon = pieces[..bold]
            .iter()
            .rposition(|piece| is_colon(Some(piece)))?;
        (colon, bold)
    } else if is_colon(pieces.get(bold)) {
        (bold, bold + 1)
    } else {
        return None;
    };
    (!trimmed(&pieces[..length]).is_empty()).then_some((length, taken))
}

fn is_bold(piece: &Piece) -> bool {
    match piece {
        Piece::Glyph(glyph) => glyph.style.is_strong,
        Piece::Link(link) => {
            !link.words.is_empty() && link.words.iter().all(|glyph| glyph.style.is_strong)
        }
        Piece::Break(_) | Piece::Image(_) => false,
    }
}

fn without_weight(glyph: &Glyph) -> Piece {
    Piece::Glyph(Glyph {
        style: Style {
            is_strong: false,
            ..glyph.style
        },
        ..*glyph
    })
}

fn read_link(link: &LinkPiece, label: &mut Label, reading: &mut Reading) {
    links::check_words(link, reading);
    let range = link.range.clone();
    match links::mention_kind(&link.url) {
        Some((MentionKind::Therapy, slug)) if label.therapy.is_none() => {
            label.therapy = reading.slug(slug, range, Target::Therapy);
        }
        Some((MentionKind::Condition, slug)) if label.condition.is_none() => {
            label.condition = reading.slug(slug, range, Target::Condition);
        }
        _ => reading.fault(
            Code::Structure,
            range,
            format!("a label cannot hold this link: `{}`", text_of(&link.words)),
            "put the link after the colon; a label can name one therapy and one condition",
        ),
    }
}
