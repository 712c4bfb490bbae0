//! Running text as the writer sees it: characters with their marks, and whole links and citations between them.

use super::text::{self, Setting};
use crate::content::{CitationInline, Inline, MentionInline, MentionKind};

/// How what stands between words is written: where mentions lead, and how sources are cited.
pub trait Dialect {
    fn mention(&self, mention: &MentionInline) -> String;

    /// Citations that follow each other; nothing else is among the inlines.
    fn citations(&self, inlines: &[Inline]) -> String;
}

/// What an author writes.
struct SeedDialect;

impl Dialect for SeedDialect {
    fn mention(&self, mention: &MentionInline) -> String {
        mention_of(&mention.text, mention.kind, mention.slug.as_str())
    }

    fn citations(&self, inlines: &[Inline]) -> String {
        citations_of(inlines)
    }
}

/// How words are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub is_strong: bool,
    pub is_emphasis: bool,
}

impl Style {
    pub const STRONG: Self = Self {
        is_strong: true,
        is_emphasis: false,
    };

    fn common(self, other: Self) -> Self {
        Self {
            is_strong: self.is_strong && other.is_strong,
            is_emphasis: self.is_emphasis && other.is_emphasis,
        }
    }
}

/// One piece of running text.
#[derive(Clone, Debug)]
pub struct Token {
    pub what: What,
    pub style: Style,
}

#[derive(Clone, Debug)]
pub enum What {
    /// A character, escaped where it would be read as markup.
    Character(char),
    /// A sign that is escaped in any case.
    Escaped(char),
    /// A link or mention, as it is written.
    Link(String),
    /// Citations that follow each other, as they are written.
    Citation(String),
    /// The end of a line.
    Break,
}

impl Token {
    pub fn character(&self) -> Option<char> {
        match self.what {
            What::Character(character) | What::Escaped(character) => Some(character),
            What::Link(_) | What::Citation(_) | What::Break => None,
        }
    }

    pub fn is_break(&self) -> bool {
        matches!(self.what, What::Break)
    }

    pub fn is_blank(&self) -> bool {
        self.character().is_some_and(char::is_whitespace)
    }
}

/// Adds the characters of a text.
pub fn add_text(text: &str, style: Style, tokens: &mut Vec<Token>) {
    tokens.extend(text.chars().map(|character| Token {
        what: What::Character(character),
        style,
    }));
}

/// The tokens of running text as its author writes it.
pub fn of(inlines: &[Inline]) -> Vec<Token> {
    in_dialect(inlines, &SeedDialect)
}

/// The tokens of running text.
pub fn in_dialect(inlines: &[Inline], dialect: &impl Dialect) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = inlines;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            Inline::Text(text) => {
                add_text(&text.text, style(text.strong, text.emphasis), &mut tokens);
            }
            Inline::Link(link) => tokens.push(Token {
                what: What::Link(link_to(&link.text, link.href.as_str())),
                style: style(link.strong, link.emphasis),
            }),
            Inline::Mention(mention) => tokens.push(Token {
                what: What::Link(dialect.mention(mention)),
                style: style(mention.strong, mention.emphasis),
            }),
            Inline::Citation(_) => {
                let count = inlines_that_cite(rest);
                let citations = &inlines[inlines.len() - rest.len() - 1..][..count + 1];
                rest = &rest[count..];
                tokens.push(unmarked(What::Citation(dialect.citations(citations))));
            }
            Inline::LineBreak(_) => tokens.push(unmarked(What::Break)),
        }
    }
    mark_neutral(&mut tokens);
    tokens
}

fn style(is_strong: bool, is_emphasis: bool) -> Style {
    Style {
        is_strong,
        is_emphasis,
    }
}

fn unmarked(what: What) -> Token {
    let style = Style::default();
    Token { what, style }
}

fn inlines_that_cite(inlines: &[Inline]) -> usize {
    let is_citation = |inline: &Inline| matches!(inline, Inline::Citation(_));
    inlines
        .iter()
        .position(|inline| !is_citation(inline))
        .unwrap_or(inlines.len())
}

/// Citations in as few brackets as say the same: two without a locator in one pair would become one.
fn citations_of(inlines: &[Inline]) -> String {
    let mut written = String::new();
    let mut has_locator = false;
    for inline in inlines {
        let Inline::Citation(citation) = inline else {
            continue;
        };
        let is_joined = !written.is_empty() && (has_locator || citation.locator.is_some());
        has_locator = citation.locator.is_some();
        if is_joined {
            written.push_str("; ");
        } else if !written.is_empty() {
            written.push_str("][");
        }
        add_citation(citation, &mut written);
    }
    format!("[{written}]")
}

fn add_citation(citation: &CitationInline, written: &mut String) {
    for (index, key) in citation.references.iter().enumerate() {
        if index > 0 {
            written.push_str("; ");
        }
        written.push('@');
        written.push_str(&text::plain(key.as_str(), Setting::Bracketed));
    }
    if let Some(locator) = &citation.locator {
        written.push_str(", ");
        written.push_str(&locator_text(locator));
    }
}

/// A locator, which may stand before the semicolon of the next key: that must not complete an entity.
fn locator_text(locator: &str) -> String {
    let text = text::plain(&format!("{locator};"), Setting::Bracketed);
    let text = text.strip_suffix(';').unwrap_or(&text);
    text.replace(';', "\\;")
}

/// A mention of something of ours.
pub fn mention_of(words: &str, kind: MentionKind, slug: &str) -> String {
    let words = text::plain(words, Setting::Bracketed);
    format!("[{words}]({}:{slug})", kind.as_str())
}

fn link_to(words: &str, href: &str) -> String {
    if words == href && href.chars().all(is_plain_in_address) {
        return format!("<{href}>");
    }
    let words = text::plain(words, Setting::Bracketed);
    format!("[{words}]({})", text::destination(href))
}

fn is_plain_in_address(character: char) -> bool {
    character.is_ascii_alphanumeric() || "/:.?=,%+@#~-".contains(character)
}

/// Citations and line breaks have no marks of their own; they take those that need the fewest signs around them.
fn mark_neutral(tokens: &mut [Token]) {
    let mut index = 0;
    while index < tokens.len() {
        let end = index + tokens[index..].iter().take_while(|t| is_neutral(t)).count();
        if end == index {
            index += 1;
            continue;
        }
        let before = index.checked_sub(1).map(|at| tokens[at].clone());
        let after = tokens.get(end).cloned();
        for token in &mut tokens[index..end] {
            token.style = neutral_style(token, before.as_ref(), after.as_ref());
        }
        index = end;
    }
}

fn is_neutral(token: &Token) -> bool {
    matches!(token.what, What::Citation(_) | What::Break)
}

fn neutral_style(token: &Token, before: Option<&Token>, after: Option<&Token>) -> Style {
    let style_of = |token: Option<&Token>| token.map(|token| token.style).unwrap_or_default();
    let common = style_of(before).common(style_of(after));
    if token.is_break() {
        // No mark can open or close right at the end of a line.
        let is_inside = style_of(before) == style_of(after);
        return if is_inside { common } else { Style::default() };
    }
    match (before, after) {
        (Some(before), _) if before.is_blank() => before.style,
        (_, Some(after)) if after.is_blank() => after.style,
        _ => common,
    }
}
