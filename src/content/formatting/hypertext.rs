//! Formatted text as HTML: italics and links, and nothing else of what a style can do.

use hayagriva::citationberg::FontStyle;
use hayagriva::{ElemChild, ElemChildren, Formatted};

use crate::content::Href;

/// The HTML of an entry.
pub fn hypertext(content: &ElemChildren) -> String {
    let mut html = String::new();
    write(&mut html, content);
    html
}

fn write(html: &mut String, content: &ElemChildren) {
    for child in &content.0 {
        match child {
            ElemChild::Text(text) => html.push_str(&italic(text)),
            ElemChild::Elem(part) => write(html, &part.children),
            ElemChild::Markup(text) => html.push_str(&html_text(text)),
            ElemChild::Link { text, url } => html.push_str(&link(text, url)),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn link(text: &Formatted, url: &str) -> String {
    let words = italic(text);
    let target = escaped_address(url);
    if Href::parse(&target).is_err() {
        return words;
    }
    format!("<a href=\"{}\">{words}</a>", html_text(&target))
}

/// A DOI may have characters that no address has.
fn escaped_address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                address.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => address.push(c),
        }
    }
    address
}

fn italic(text: &Formatted) -> String {
    let words = html_text(&text.text);
    match text.formatting.font_style {
        FontStyle::Italic if !words.is_empty() => format!("<i>{words}</i>"),
        FontStyle::Italic | FontStyle::Normal => words,
    }
}

/// Text as it may stand in HTML, in attributes too.
pub fn html_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
