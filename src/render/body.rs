//! The body of an article: introduction, sections, and what was lifted out of them.

use super::attributes::{Attributes, word_of};
use super::blocks::Writer;
use super::text::{self, Setting};
use crate::content::{ArticleDraft, Purpose, Section};

/// The Markdown of an article, without a line end.
pub fn of_article(writer: &Writer, draft: &ArticleDraft) -> String {
    let mut parts = vec![writer.blocks(&draft.introduction)];
    for section in &draft.sections {
        parts.push(heading(writer, section));
        parts.push(writer.blocks(&section.blocks));
    }
    if !draft.disclaimer.is_empty() {
        parts.push(writer.disclaimer(&draft.disclaimer));
    }
    if let Some(call) = &draft.call_to_action {
        parts.push(writer.call_to_action(call));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn heading(writer: &Writer, section: &Section) -> String {
    let signs = "#".repeat(section.level.into());
    let words = text::plain(&section.heading, Setting::Heading);
    let purpose = Some(section.purpose).filter(|purpose| *purpose != Purpose::Other);
    let attributes = Attributes::default()
        .id(writer.ids.written(&section.id, "section"))
        .word(
            "purpose",
            purpose.map(|purpose| word_of(&Purpose::ALL, &purpose)),
        );
    attributes.after(&format!("{signs} {words}"))
}
