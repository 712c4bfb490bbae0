//! The plain text that a copy of a page gives, as blocks in reading order.

mod kinds;
mod lines;
mod lists;

use super::page::PageMeta;
use super::page::flow::{Content, Flow, FlowFigure, FoundImage, Piece};
use super::page::notes::Notes;
use kinds::{Kind, Kinds};
use lines::{Paragraph, paragraphs_of};
use lists::ListReader;

/// Reads a copied page. What it says about itself stands in its text, so there is no metadata.
pub fn read_page(text: &str, notes: &mut Notes) -> (Vec<Flow>, PageMeta) {
    let text = without_controls(text, notes);
    let paragraphs = paragraphs_of(&text);
    let kinds = Kinds::of(&paragraphs);
    let mut flow = Vec::new();
    let mut list = ListReader::default();
    for (paragraph, kind) in paragraphs.iter().zip(kinds.list) {
        if let Some(item) = &paragraph.item {
            flow.extend(list.add(item, paragraph));
            continue;
        }
        flow.extend(list.finish());
        flow.push(Flow {
            line: paragraph.line,
            content: content_of(paragraph, kind),
        });
    }
    flow.extend(list.finish());
    (flow, PageMeta::default())
}

fn content_of(paragraph: &Paragraph, kind: Kind) -> Content {
    let words = vec![Piece::plain(paragraph.text.clone())];
    match kind {
        Kind::Title => Content::Heading { level: 1, words },
        Kind::Heading => Content::Heading { level: 2, words },
        Kind::Text => Content::Paragraph(words),
        Kind::Divider => Content::Divider,
        Kind::Picture => Content::Figure(FlowFigure {
            image: FoundImage {
                line: paragraph.line,
                alt: paragraph.text.clone(),
                ..FoundImage::default()
            },
            caption: Vec::new(),
        }),
    }
}

fn without_controls(text: &str, notes: &mut Notes) -> String {
    let is_control = |c: char| c.is_control() && !c.is_whitespace() || c == '\u{feff}';
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(at) = text.find(is_control) {
        let line = text[..at].matches('\n').count() + 1;
        notes.add(
            line,
            "control characters, which were left out",
            "look whether the text around them is whole",
        );
    }
    let text: String = text.chars().filter(|c| !is_control(*c)).collect();
    text.replace("\r\n", "\n").replace(
        ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
        "\n",
    )
}
