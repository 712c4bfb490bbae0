//! The characters of running text, each with its style, its place, and whether it is a sign of the markup.

use std::ops::Range;

use super::page::Page;

/// One character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub character: char,
    /// True for what is never a sign: an escaped character, or one in inline code.
    pub is_literal: bool,
    pub style: Style,
    /// Where it stands.
    pub at: usize,
}

/// How words are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub is_strong: bool,
    pub is_emphasis: bool,
}

impl Glyph {
    /// True for this very sign, written as a sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.character == sign && !self.is_literal
    }

    /// The place of the character.
    pub fn range(&self, page: &Page) -> Range<usize> {
        self.at..page.after(self.at)
    }
}

/// The spaces that Markdown means.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n')
}

/// The characters as text; the end of a source line is a space.
pub(super) fn text_of<'g>(glyphs: impl IntoIterator<Item = &'g Glyph>) -> String {
    let as_text = |glyph: &Glyph| match glyph.character {
        '\n' => ' ',
        character => character,
    };
    glyphs.into_iter().map(as_text).collect()
}
