//! The body of an article: introduction, sections, and what was lifted out of them.

use super::attributes::{Attributes, word_of};
use super::blocks::Writer;
use super::text::{self, Setting};
use crate::content::{ArticleDraft, Block, Purpose, Section};

/// The parts of an article, each with its JSON Pointer, in the order in which they stand in the file. Parts without text
/// are left out.
pub fn of_article(writer: &Writer, draft: &ArticleDraft) -> Vec<(String, String)> {
    let mut parts = blocks(writer, "#/introduction", &draft.introduction);
    for (at, section) in draft.sections.iter().enumerate() {
        let pointer = format!("#/sections/{at}");
        parts.push((pointer.clone(), heading(writer, section)));
        parts.extend(blocks(
            writer,
            &format!("{pointer}/blocks"),
            &section.blocks,
        ));
    }
    if !draft.disclaimer.is_empty() {
        let text = writer.disclaimer(&draft.disclaimer);
        parts.push(("#/disclaimer".to_owned(), text));
    }
    if let Some(call) = &draft.call_to_action {
        let text = writer.call_to_action(call);
        parts.push(("#/call_to_action".to_owned(), text));
    }
    parts.retain(|(_, text)| !text.is_empty());
    parts
}

fn blocks(writer: &Writer, pointer: &str, blocks: &[Block]) -> Vec<(String, String)> {
    let written = writer.each_block(blocks).into_iter().enumerate();
    written
        .map(|(at, text)| (format!("{pointer}/{at}"), text))
        .collect()
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
