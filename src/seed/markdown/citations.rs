//! Citations: `[@key]`, `[@key; @other]`, `[@key, p. 282]`. The parser sees brackets; this reads them.

use std::ops::Range;

use super::Target;
use super::characters::{Glyph, is_space, text_of};
use super::pieces::Piece;
use super::reading::Reading;
use crate::content::{CitationInline, Code, ReferenceKey};
use crate::error::shown;

const HELP: &str =
    "write `[@key]`, `[@key; @other]` or `[@key, p. 12]`; a bracket that is text is `\\[`";

/// A key with its place and, if it has one, its place inside the source.
struct Cited {
    key: ReferenceKey,
    locator: Option<String>,
}

/// Reads the citation with which the pieces begin: how many pieces it takes, and what it cites. A key with a locator is a
/// citation of its own. `None` if the pieces begin with anything else.
pub(super) fn read(
    pieces: &[Piece],
    reading: &mut Reading,
) -> Option<(usize, Vec<CitationInline>)> {
    let inside = inside_brackets(pieces);
    let Some(glyphs) = inside else {
        refuse_unclosed(pieces, reading);
        return None;
    };
    if !names_key(&glyphs) {
        return None;
    }
    let taken = glyphs.len() + 2;
    let range = place(&glyphs, reading);
    if glyphs.iter().any(|glyph| glyph.style != glyphs[0].style) {
        refuse(range.clone(), "emphasis inside a citation", reading);
    }
    let cited = glyphs
        .split(|glyph| glyph.is_sign(';'))
        .filter_map(|part| read_part(part, range.clone(), reading))
        .collect();
    Some((taken, grouped(cited)))
}

/// True if a bracket that the pieces open holds a citation.
pub(super) fn is_citation(pieces: &[Piece]) -> bool {
    inside_brackets(pieces).is_some_and(|glyphs| names_key(&glyphs))
}

/// What stands between the first bracket and the next that closes it, if that is characters only.
fn inside_brackets(pieces: &[Piece]) -> Option<Vec<Glyph>> {
    let mut glyphs = Vec::new();
    for piece in &pieces[1..] {
        match piece.glyph() {
            Some(glyph) if glyph.is_sign(']') => return Some(glyphs),
            Some(glyph) if !glyph.is_sign('[') => glyphs.push(*glyph),
            _ => return None,
        }
    }
    None
}

/// True if there is an `@` that begins a word, as no address or handle in brackets does by accident.
fn names_key(glyphs: &[Glyph]) -> bool {
    let begins_key = |index: usize| {
        glyphs[index].is_sign('@')
            && glyphs.get(index + 1).is_some_and(|next| {
                next.character.is_alphanumeric() || "_{".contains(next.character)
            })
            && index.checked_sub(1).is_none_or(|before| {
                let before = glyphs[before].character;
                is_space(before) || matches!(before, '-' | ';' | '(' | ',')
            })
    };
    let is_empty_key = glyphs.first().is_some_and(|first| first.is_sign('@'));
    is_empty_key || (0..glyphs.len()).any(begins_key)
}

fn refuse_unclosed(pieces: &[Piece], reading: &mut Reading) {
    let is_key = |piece: &Piece| {
        piece
            .glyph()
            .is_some_and(|glyph| glyph.character.is_alphanumeric() || glyph.character == '_')
    };
    if let [open, at, key, ..] = pieces
        && at.is_sign('@')
        && is_key(key)
    {
        let range = open.range(reading.page).start..key.range(reading.page).end;
        refuse(range, "a citation that is not closed", reading);
    }
}

fn read_part(part: &[Glyph], whole: Range<usize>, reading: &mut Reading) -> Option<Cited> {
    let text = text_of(part);
    let text = text.trim();
    let start = part.iter().position(|glyph| !is_space(glyph.character));
    let range = start.map_or(whole, |start| place(&part[start..], reading));
    let Some(rest) = text.strip_prefix('@') else {
        refuse(range, misread(text), reading);
        return None;
    };
    let (key, locator) = match rest.split_once(',') {
        Some((key, locator)) => (key.trim_end(), Some(single_spaced(locator))),
        None => (rest, None),
    };
    if locator.as_deref() == Some("") {
        let message = "a comma without a place in the source";
        refuse(range.clone(), message, reading);
    }
    match ReferenceKey::parse(key) {
        Ok(key) => {
            reading.uses(Target::Reference(key.clone()), range);
            let locator = locator.filter(|locator| !locator.is_empty());
            Some(Cited { key, locator })
        }
        Err(invalid) => {
            match missing_sign(key) {
                Some((message, help)) => reading.fault(Code::Citation, range, message, help),
                None => refuse(range, format!("the key of a citation {invalid}"), reading),
            }
            None
        }
    }
}

/// What is wrong with a key that further words follow, and what to write instead.
fn missing_sign(key: &str) -> Option<(String, String)> {
    let (key, words) = key.split_once(char::is_whitespace)?;
    let key = ReferenceKey::parse(key).ok()?;
    let words = shown(words.trim_start());
    let (name, sign) = match words.starts_with('@') {
        true => ("semicolon", ';'),
        false => ("comma", ','),
    };
    Some((
        format!("a {name} is missing behind the key `{key}`"),
        format!("write `[@{key}{sign} {words}]`"),
    ))
}

/// What is wrong with a part of a citation that does not begin with `@`.
fn misread(text: &str) -> String {
    match text.chars().next() {
        None => "an empty place in a citation".to_owned(),
        Some('-') => format!("`{text}`: a citation always shows its number"),
        Some(_) => format!("text before a key in a citation: `{text}`"),
    }
}

fn grouped(cited: Vec<Cited>) -> Vec<CitationInline> {
    let mut citations: Vec<CitationInline> = Vec::new();
    for Cited { key, locator } in cited {
        match citations.last_mut() {
            Some(last) if last.locator.is_none() && locator.is_none() => last.references.push(key),
            _ => citations.push(CitationInline {
                references: vec![key],
                numbers: Vec::new(),
                label: String::new(),
                locator,
            }),
        }
    }
    citations
}

fn single_spaced(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn place(glyphs: &[Glyph], reading: &Reading) -> Range<usize> {
    match (glyphs.first(), glyphs.last()) {
        (Some(first), Some(last)) => first.at..last.range(reading.page).end.max(first.at),
        _ => 0..0,
    }
}

fn refuse(range: Range<usize>, message: impl Into<String>, reading: &mut Reading) {
    reading.fault(Code::Citation, range, message, HELP);
}
