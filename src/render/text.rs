//! Running text and plain text as Markdown, escaped only where it would be read otherwise.

use super::escapes::{self, Around, Signs};
use super::marks::{self, Mark};
use super::tokens::{self, Style, Token, What};
use crate::content::Inline;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// At the beginning of a line, which it could turn into a block.
    Paragraph,
    /// After something else on its line.
    Line,
    /// After the signs of a heading, which may be closed by more of them.
    Heading,
    /// In the brackets of a link, an image or a citation, or in the quotes of an attribute.
    Bracketed,
}

/// Running text.
pub fn running(inlines: &[Inline], setting: Setting) -> String {
    written(&tokens::of(inlines), setting)
}

/// Text without marks.
pub fn plain(text: &str, setting: Setting) -> String {
    let mut tokens = Vec::with_capacity(text.len());
    tokens::add_text(text, Style::default(), &mut tokens);
    written(&tokens, setting)
}

/// Tokens as text.
pub fn written(tokens: &[Token], setting: Setting) -> String {
    let marks = marks::of(tokens);
    let is_line = setting != Setting::Bracketed;
    let mut writing = Writing {
        signs: Signs::count(tokens, !marks.is_empty()),
        entities: marks::entities(tokens, &marks, is_line),
        tokens,
        marks: &marks,
        setting,
        block_mark: None,
        out: String::new(),
    };
    for at in 0..tokens.len() {
        writing.add(at);
    }
    writing.add_marks(tokens.len());
    writing.out
}

/// The address of a link or image between its parentheses.
pub fn destination(address: &str) -> String {
    let is_bare = !address.contains(|c: char| c.is_whitespace() || "()<>".contains(c));
    let mut written = String::with_capacity(address.len() + 2);
    for (at, character) in address.char_indices() {
        match character {
            // The parser reads entities before it reads escapes.
            '&' if escapes::is_entity(address[at + 1..].chars()) => written.push_str("&amp;"),
            '<' | '>' => written.extend(['\\', character]),
            other => written.push(other),
        }
    }
    if is_bare {
        return written;
    }
    format!("<{written}>")
}

struct Writing<'a> {
    tokens: &'a [Token],
    /// The signs that are still to come.
    marks: &'a [Mark],
    entities: Vec<bool>,
    signs: Signs,
    setting: Setting,
    /// The token that would make a block of its line.
    block_mark: Option<usize>,
    out: String,
}

impl Writing<'_> {
    fn add(&mut self, at: usize) {
        let is_marked = self.add_marks(at);
        if self.begins_line(at) {
            let mark = escapes::block_mark(self.tokens, at, is_marked);
            self.block_mark = mark.map(|offset| at + offset);
        }
        match &self.tokens[at].what {
            What::Link(text) | What::Citation(text) => self.out.push_str(text),
            What::Break => self.out.push_str("\\\n"),
            What::Escaped(character) => self.out.extend(['\\', *character]),
            What::Character(character) => self.add_character(at, *character),
        }
    }

    fn add_marks(&mut self, at: usize) -> bool {
        let count = self.marks.iter().take_while(|mark| mark.at == at).count();
        let (now, later) = self.marks.split_at(count);
        self.out.extend(now.iter().map(|mark| mark.sign));
        self.marks = later;
        count > 0
    }

    fn begins_line(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            None => self.setting == Setting::Paragraph,
            Some(before) => self.tokens[before].is_break(),
        }
    }

    fn add_character(&mut self, at: usize, character: char) {
        if self.entities[at] {
            return self.add_entity(at, character);
        }
        let around = self.around(at);
        let is_markup = escapes::is_markup(
            self.tokens,
            at,
            character,
            around,
            &self.signs,
            self.setting,
        );
        if is_markup || self.block_mark == Some(at) {
            self.out.push('\\');
        }
        self.out.push(character);
    }

    fn add_entity(&mut self, at: usize, character: char) {
        match character {
            '\u{a0}' => self.out.push_str("&nbsp;"),
            // The parser does not know the entity of this one; comments keep it from the marks beside it.
            marks::WITHOUT_ENTITY => {
                const COMMENT: &str = "<!-- -->";
                let is_after_mark = self.out.ends_with(['*', '_']);
                self.out.push_str(if is_after_mark { COMMENT } else { "" });
                self.out.push(character);
                let is_before_mark = self.is_before_mark(at);
                self.out.push_str(if is_before_mark { COMMENT } else { "" });
            }
            other => self.out.push_str(&format!("&#{};", u32::from(other))),
        }
    }

    fn is_before_mark(&self, at: usize) -> bool {
        self.marks.first().is_some_and(|mark| mark.at == at + 1)
    }

    fn around(&self, at: usize) -> Around {
        let outside = (self.setting == Setting::Bracketed).then_some('[');
        let before = match self.out.chars().next_back() {
            None => outside,
            Some('\n') => None,
            before => before,
        };
        let is_before_mark = self.is_before_mark(at);
        let after = match self.tokens.get(at + 1).map(|token| &token.what) {
            None if is_before_mark => Some('*'),
            None => outside,
            Some(_) if is_before_mark => Some('*'),
            Some(What::Link(_) | What::Citation(_)) => Some('['),
            Some(What::Break | What::Escaped(_)) => Some('\\'),
            Some(What::Character(_)) if self.entities[at + 1] => Some('&'),
            Some(What::Character(character)) => Some(*character),
        };
        Around { before, after }
    }
}
