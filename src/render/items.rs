//! Items of lists: the label that leads in, the text with what it claims, the picture, and the items inside.

use super::attributes::Attributes;
use super::blocks::Writer;
use super::lists::nested;
use super::text::{self, Setting};
use super::tokens::{self, Style, Token, What, mention_of};
use crate::content::{Inline, ListItem, MentionKind, Slug};

impl Writer<'_> {
    /// An item without its mark.
    pub fn item(&self, item: &ListItem) -> String {
        let (first, second) = paragraphs_of(item);
        let mut paragraphs = vec![self.item_attributes(item).after(&first)];
        paragraphs.extend(second);
        paragraphs.extend(item.image.as_ref().map(|image| self.picture(image)));
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        let mut lines = vec![paragraphs.join("\n\n")];
        lines.extend(nested(&item.items));
        lines.join("\n")
    }

    fn item_attributes(&self, item: &ListItem) -> Attributes {
        Attributes::default()
            .id(self.ids.written(&item.id, "item"))
            .claim(
                item.claim.as_ref(),
                item.therapy.as_ref(),
                item.condition.as_ref(),
            )
    }
}

/// The text of an item with its label, and its second paragraph: a line break right after the label is one.
fn paragraphs_of(item: &ListItem) -> (String, Option<String>) {
    let (content, second) = match item.content.split_first() {
        Some((Inline::LineBreak(_), rest)) => (&[][..], Some(rest)),
        _ => (item.content.as_slice(), None),
    };
    let mut tokens = tokens::of(content);
    match &item.label {
        Some(label) => tokens = labelled(item, label, tokens),
        None => escape_colons(&mut tokens),
    }
    let first = text::written(&tokens, Setting::Paragraph);
    (
        first,
        second.map(|rest| text::running(rest, Setting::Paragraph)),
    )
}

fn labelled(item: &ListItem, label: &str, content: Vec<Token>) -> Vec<Token> {
    let mut tokens = label_words(item, label);
    let colon = |style| Token {
        what: What::Character(':'),
        style,
    };
    tokens.push(colon(Style::STRONG));
    if !content.is_empty() {
        tokens::add_text(" ", Style::default(), &mut tokens);
    }
    tokens.extend(content);
    tokens
}

/// A claim takes the attributes for what it is about; what the item itself is about then stands in links of its label.
fn label_words(item: &ListItem, label: &str) -> Vec<Token> {
    let owned = |slug: &Option<Slug>| slug.clone().filter(|_| item.claim.is_some());
    let mut links = Vec::new();
    links.extend(owned(&item.therapy).map(|slug| (MentionKind::Therapy, slug)));
    links.extend(owned(&item.condition).map(|slug| (MentionKind::Condition, slug)));
    let parts = match links.len() {
        2 => halves(label),
        _ => vec![label],
    };
    let mut tokens = Vec::new();
    let mut links = links.into_iter();
    for part in parts {
        match links.next() {
            Some((kind, slug)) => tokens.push(Token {
                what: What::Link(mention_of(part, kind, slug.as_str())),
                style: Style::STRONG,
            }),
            None => tokens::add_text(part, Style::STRONG, &mut tokens),
        }
    }
    tokens
}

/// A label in two parts that both hold words: at its first blank, else after its first character.
fn halves(label: &str) -> Vec<&str> {
    let has_words = |part: &str| !part.trim().is_empty();
    let blank = label
        .char_indices()
        .find(|&(at, c)| c.is_whitespace() && has_words(&label[..at]) && has_words(&label[at..]));
    let first = label
        .char_indices()
        .find(|(_, character)| !character.is_whitespace())
        .map(|(at, character)| at + character.len_utf8());
    let cut = blank.map(|(at, _)| at).or(first).unwrap_or(label.len());
    vec![&label[..cut], &label[cut..]]
}

/// Keeps bold words at the beginning from being read as a label.
fn escape_colons(tokens: &mut [Token]) {
    let is_bold = |token: &&Token| token.style.is_strong && !token.is_break();
    let bold = tokens.iter().take_while(is_bold).count();
    let last = tokens[..bold]
        .iter()
        .rposition(|token| !matches!(token.what, What::Character(' ' | '\t')));
    if last.is_none() {
        return;
    }
    for at in last.into_iter().chain([bold]) {
        if let Some(token) = tokens.get_mut(at)
            && token.character() == Some(':')
        {
            token.what = What::Escaped(':');
        }
    }
}
