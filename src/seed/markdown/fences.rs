//! The first line of a container: `::: name key=value`, and what a container lacks.

use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};

use super::attributes::{self, Attributes};
use super::characters::{Glyph, Style, is_space};
use super::prepare::COLON_STAND_IN;
use super::reading::Reading;
use crate::content::{Code, Href};

/// The first line of a container.
pub(super) struct Fence {
    pub name: String,
    pub attributes: Attributes,
    /// The place of the whole line.
    pub range: Range<usize>,
}

impl Fence {
    /// Reads the first line of a container.
    pub fn read(node: Node<'_>, reading: &mut Reading) -> Self {
        let start = reading.page.offset(node.data().sourcepos.start);
        let range = start..reading.page.line_at(start).end;
        let line = reading.page.text[range.clone()].to_owned();
        let after_colons = line.trim_start_matches(':');
        let info = after_colons.trim_start();
        let name = info
            .split(|c: char| c.is_whitespace() || matches!(c, '{' | '#'))
            .next()
            .unwrap_or_default();
        let name_end = line.len() - info.len() + name.len();
        let glyphs = glyphs_of_line(&line[name_end..], start + name_end);
        refuse_control(&glyphs, reading);
        let attributes = attributes::of_line(&glyphs, range.clone(), reading);
        Self {
            name: name.replace(COLON_STAND_IN, ":"),
            attributes,
            range,
        }
    }

    /// The value of a key that has to be there.
    pub fn required(&mut self, key: &str, reading: &mut Reading) -> String {
        if self.attributes.is_unreadable {
            return String::new();
        }
        if !self.attributes.has(key) {
            refuse(
                self.range.clone(),
                format!("the container `{}` lacks `{key}`", self.name),
                format!("add `{key}=\"...\"` to the line"),
                reading,
            );
            return String::new();
        }
        let value = self.attributes.text(key, reading);
        value.map_or_else(String::new, |(text, _)| text.trim().to_owned())
    }

    /// The value of a key that has to be there and is an address.
    pub fn address(&mut self, key: &str, reading: &mut Reading) -> Option<Href> {
        let range = self.range.clone();
        let text = self.required(key, reading);
        if text.is_empty() {
            return None;
        }
        match Href::parse(&text) {
            Ok(href) => Some(href),
            Err(invalid) => {
                let message = format!("`{key}` {invalid}");
                reading.fault(Code::UnsafeLink, range, message, "write a whole URL");
                None
            }
        }
    }

    /// Refuses every attribute that was not taken.
    pub fn finish(&mut self, known: &[&str], reading: &mut Reading) {
        let place = format!("the container `{}`", self.name);
        self.attributes.refuse_rest(&place, known, reading);
    }
}

/// Refuses what an entity can say and nobody can see.
fn refuse_control(glyphs: &[Glyph], reading: &mut Reading) {
    let is_control = |glyph: &&Glyph| glyph.character.is_ascii_control();
    let hidden = glyphs.iter().filter(is_control);
    for glyph in hidden.filter(|glyph| !is_space(glyph.character)) {
        let message = format!("the control character U+{:04X}", u32::from(glyph.character));
        let range = glyph.range(reading.page);
        reading.fault(Code::Structure, range, message, "delete the character");
    }
}

/// The characters of a fence line. Escapes and entities are never signs; braces around the attributes change nothing.
fn glyphs_of_line(text: &str, start: usize) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let mut is_quoted = false;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let (length, said, is_literal) =
            match entity_at(&text[at..]).or_else(|| escape_at(&text[at..])) {
                Some((length, said)) => (length, said, true),
                None => (character.len_utf8(), character.to_string(), false),
            };
        is_quoted ^= character == '"';
        glyphs.extend(said.chars().map(|character| Glyph {
            character: match character {
                COLON_STAND_IN => ':',
                '{' | '}' if !is_quoted && !is_literal => ' ',
                other => other,
            },
            is_literal,
            style: Style::default(),
            at: start + at,
        }));
        at += length;
    }
    glyphs
}

/// An escaped sign at the head of some text: its length with the backslash, and the sign.
fn escape_at(text: &str) -> Option<(usize, String)> {
    let sign = text.strip_prefix('\\')?.chars().next()?;
    sign.is_ascii_punctuation()
        .then(|| (1 + sign.len_utf8(), sign.to_string()))
}

/// The entity at the head of some text: its length and what it says, as the parser knows it.
fn entity_at(text: &str) -> Option<(usize, String)> {
    const LONGEST: usize = 40;
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    if !name.bytes().take(end).all(is_name) {
        return None;
    }
    let entity = text.get(..end + 2)?;
    let arena = Arena::new();
    let document = super::parse(&arena, &format!("{entity}\n"));
    let node = document.first_child()?.first_child()?;
    match &node.data().value {
        NodeValue::Text(said) if said != entity => Some((entity.len(), said.to_string())),
        _ => None,
    }
}

/// Reports what is wrong with a container.
pub(super) fn refuse(
    range: Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
    reading: &mut Reading,
) {
    reading.fault(Code::Container, range, message, help);
}
