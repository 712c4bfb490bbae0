//! The title of a page, the levels of its headings, and the sections under them.

use super::flow::{Content, Flow, Piece, text_of};
use super::notes::{Notes, quoted};
use super::purposes::words_of;

/// The deepest level of a section.
const DEEPEST: u8 = 4;

/// A section whose blocks have not been read yet.
pub struct FlowSection {
    pub line: usize,
    pub level: u8,
    pub heading: Vec<Piece>,
    pub flow: Vec<Flow>,
}

/// Takes the title off the text: the heading that says what the metadata says, or else the first heading.
pub fn take_title(
    flow: &mut Vec<Flow>,
    given: Option<String>,
    notes: &mut Notes,
) -> Option<String> {
    let headings = flow
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match &block.content {
            Content::Heading { words, level } => Some((at, *level, text_of(words))),
            _ => None,
        });
    let headings: Vec<(usize, u8, String)> = headings.take(3).collect();
    if let Some(title) = given.filter(|title| !title.trim().is_empty()) {
        let same = headings
            .iter()
            .find(|(_, _, words)| words_of(words) == words_of(&title));
        if let Some((at, _, _)) = same {
            flow.remove(*at);
        }
        return Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let (at, level, title) = headings.into_iter().next()?;
    let has_text_before = flow[..at]
        .iter()
        .any(|block| matches!(block.content, Content::Paragraph(_) | Content::List(_)));
    if level == 1 || !has_text_before {
        flow.remove(at);
    } else {
        let message = format!(
            "the page has no title; its first heading is used: {}",
            quoted(&title)
        );
        notes.add(0, message, "write a title");
    }
    Some(title)
}

/// Divides a page at its headings into what stands before the first, and sections. No level is skipped after that.
pub fn sections_of(flow: Vec<Flow>, notes: &mut Notes) -> (Vec<Flow>, Vec<FlowSection>) {
    let mut introduction = Vec::new();
    let mut sections: Vec<FlowSection> = Vec::new();
    let mut open: Vec<u8> = Vec::new();
    let mut moved: Vec<String> = Vec::new();
    for block in flow {
        match (block.content, sections.last_mut()) {
            (Content::Heading { level, words }, _) => {
                open.retain(|outer| *outer < level);
                open.push(level);
                let new_level = u8::try_from(open.len() + 1).unwrap_or(DEEPEST).min(DEEPEST);
                if new_level != level {
                    moved.push(format!(
                        "{} ({level} to {new_level})",
                        quoted(&text_of(&words))
                    ));
                }
                sections.push(FlowSection {
                    line: block.line,
                    level: new_level,
                    heading: words,
                    flow: Vec::new(),
                });
            }
            (content, Some(section)) => section.flow.push(Flow {
                line: block.line,
                content,
            }),
            (content, None) => introduction.push(Flow {
                line: block.line,
                content,
            }),
        }
    }
    note_moved(&moved, notes);
    (introduction, sections)
}

fn note_moved(moved: &[String], notes: &mut Notes) {
    if !moved.is_empty() {
        notes.add(
            0,
            format!("headings whose level was changed: {}", moved.join(", ")),
            "look whether each stands under the right one",
        );
    }
}
