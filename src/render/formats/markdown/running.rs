//! Running text and plain text as Markdown that other programs read: as an author would write it, but with addresses
//! instead of names, and footnotes instead of keys.

use super::Writer;
use crate::content::{CitationInline, Inline, MentionInline};
use crate::render::formats::words::one_line;
use crate::render::text::{self, Setting};
use crate::render::tokens::{self, Dialect, Style, Token, What};

/// Text without marks, in one line.
pub fn plain(words: &str, setting: Setting) -> String {
    text::written(&tokens_of(words, Style::default()), setting)
}

/// The tokens of a text of one style, in one line.
pub fn tokens_of(words: &str, style: Style) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(words.len());
    tokens::add_text(&one_line(words), style, &mut tokens);
    escape_notes(&mut tokens);
    tokens
}

impl Writer<'_> {
    /// The tokens of running text.
    pub fn tokens(&self, inlines: &[Inline]) -> Vec<Token> {
        let mut tokens = tokens::in_dialect(inlines, self);
        escape_notes(&mut tokens);
        tokens
    }

    pub fn running(&self, inlines: &[Inline], setting: Setting) -> String {
        text::written(&self.tokens(inlines), setting)
    }

    /// The same where no line may end.
    pub fn line(&self, inlines: &[Inline]) -> String {
        let mut tokens = self.tokens(inlines);
        for token in &mut tokens {
            if token.is_break() {
                token.what = What::Character(' ');
            }
        }
        text::written(&tokens, Setting::Line)
    }
}

impl Dialect for Writer<'_> {
    fn mention(&self, mention: &MentionInline) -> String {
        let address = self
            .addresses
            .mentioned(mention.kind, &mention.slug, self.locale);
        super::link(&mention.text, &address)
    }

    fn citations(&self, inlines: &[Inline]) -> String {
        let citations = inlines.iter().filter_map(|inline| match inline {
            Inline::Citation(citation) => Some(notes(citation)),
            Inline::Text(_) | Inline::Link(_) | Inline::Mention(_) | Inline::LineBreak(_) => None,
        });
        citations.collect()
    }
}

/// Such as `[^2][^5]`, or `[^3] (p. 281)`.
fn notes(citation: &CitationInline) -> String {
    let mut numbers = citation.numbers.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let notes: String = numbers
        .iter()
        .map(|number| format!("[^{number}]"))
        .collect();
    match &citation.locator {
        Some(locator) => format!("{notes} ({})", plain(locator, Setting::Bracketed)),
        None => notes,
    }
}

/// Keeps words from being read as footnotes, which seed files do not have.
fn escape_notes(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let next = tokens.get(at + 1).and_then(Token::character);
        let before = at.checked_sub(1).map(|before| &tokens[before].what);
        let is_note = match tokens[at].what {
            What::Character('[') => next == Some('^'),
            What::Character(':') => matches!(before, Some(What::Citation(_))),
            _ => false,
        };
        if let (true, Some(sign)) = (is_note, tokens[at].character()) {
            tokens[at].what = What::Escaped(sign);
        }
    }
}
