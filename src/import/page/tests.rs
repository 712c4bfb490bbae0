//! Whole pages, and what must hold for the articles that they become.

mod bodies;
mod citing;
mod hostile;
mod rules;
mod whole_pages;
mod written;

use super::*;
use crate::content::{Block, Inline, Section};
use crate::import::{ImportedArticle, Note};

/// A GIF of 3 by 2 pixels.
const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";

fn locale() -> Locale {
    Locale::parse("en").expect("a valid tag")
}

/// Imports with the GIF beside the page as `page_files/hero.gif`, and reads again what it would write.
fn imported(import: impl Fn(&PageSource) -> Imported) -> Imported {
    let imported = imported_at_length(import);
    written::check(&imported);
    imported
}

/// The same without reading again, for pages that are too long for a seed file.
fn imported_at_length(import: impl Fn(&PageSource) -> Imported) -> Imported {
    let locale = locale();
    let files = |path: &str| (path == "page_files/hero.gif").then(|| GIF.to_vec());
    let source = PageSource {
        file: "saved/page.html",
        default_locale: &locale,
        files: &files,
    };
    let imported = import(&source);
    rules::check(&imported);
    imported
}

fn page(html: &str) -> Imported {
    imported(|source| import_html_page(html, source))
}

fn text(text: &str) -> Imported {
    imported(|source| import_text_page(text, source))
}

/// The body of a post with a title from outside.
fn body(html: &str) -> Imported {
    imported(|source| {
        let meta = PageMeta {
            title: Some("A title".to_owned()),
            summary: Some("A summary.".to_owned()),
            ..PageMeta::default()
        };
        import_html_body(html, meta, source)
    })
}

fn article(imported: &Imported) -> &ImportedArticle {
    imported.articles.first().expect("an article")
}

fn blocks(imported: &Imported) -> &[Block] {
    &article(imported).draft.introduction
}

fn section<'a>(imported: &'a Imported, heading: &str) -> &'a Section {
    let sections = &article(imported).draft.sections;
    let found = sections.iter().find(|section| section.heading == heading);
    found.unwrap_or_else(|| panic!("no section {heading}"))
}

fn has_note(imported: &Imported, words: &str) -> bool {
    let says = |note: &&Note| note.message.contains(words);
    imported.notes.iter().find(says).is_some()
}

/// Inlines in Markdown of a kind.
fn shown(inlines: &[Inline]) -> String {
    let marked = |text: &str, strong: bool, emphasis: bool| match (strong, emphasis) {
        (true, true) => format!("***{text}***"),
        (true, false) => format!("**{text}**"),
        (false, true) => format!("*{text}*"),
        (false, false) => text.to_owned(),
    };
    let one = |inline: &Inline| match inline {
        Inline::Text(run) => marked(&run.text, run.strong, run.emphasis),
        Inline::Link(link) => format!(
            "[{}]({})",
            marked(&link.text, link.strong, link.emphasis),
            link.href
        ),
        Inline::Mention(mention) => mention.text.clone(),
        Inline::Citation(citation) => {
            let keys: Vec<String> = citation
                .references
                .iter()
                .map(|key| format!("@{key}"))
                .collect();
            format!("[{}]", keys.join("; "))
        }
        Inline::LineBreak(_) => "\n".to_owned(),
    };
    inlines.iter().map(one).collect()
}

/// The text of a paragraph.
fn paragraph(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => shown(&paragraph.content),
        other => panic!("a paragraph was expected, got {other:?}"),
    }
}
