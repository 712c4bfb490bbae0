//! Headings: each begins a section.

use std::ops::{Range, RangeInclusive};

use comrak::Node;

use super::braces;
use super::glyphs;
use super::inlines;
use super::reading::Reading;
use crate::content::{Code, Purpose, Section};

const KEYS: [&str; 2] = ["id", "purpose"];
const LEVELS: RangeInclusive<u8> = 2..=4;

/// Reads a heading of a level from 1 to 6. `previous_level` is that of the heading before it.
pub(super) fn read(
    node: Node<'_>,
    level: u8,
    previous_level: Option<u8>,
    reading: &mut Reading,
) -> Section {
    let range = reading.page.range(node.data().sourcepos);
    reading.begins(range.start);
    let mut pieces = glyphs::pieces_of(node, reading);
    let mut attributes = braces::take_trailing(&mut pieces, reading);
    let id = attributes.id(reading);
    let purpose = attributes.choice("purpose", &Purpose::ALL, reading);
    attributes.refuse_rest("a heading", &KEYS, reading);
    let heading = inlines::plain_text(&pieces, "a heading", Code::Heading, reading);
    check_level(level, previous_level, range.clone(), reading);
    if heading.is_empty() {
        reading.fault(
            Code::Heading,
            range,
            "a heading without text",
            "write what the section is about, or delete the heading",
        );
    }
    Section {
        id,
        level: level.clamp(*LEVELS.start(), *LEVELS.end()),
        heading,
        purpose: purpose.unwrap_or(Purpose::Other),
        blocks: Vec::new(),
    }
}

fn check_level(level: u8, previous_level: Option<u8>, range: Range<usize>, reading: &mut Reading) {
    let deepest = previous_level.map_or(*LEVELS.start(), |previous| previous + 1);
    if !LEVELS.contains(&level) {
        reading.fault(
            Code::Heading,
            range,
            format!("a heading of level {level}"),
            "use `##`, `###` or `####`; the title of the page stands in the front matter",
        );
    } else if level > deepest {
        reading.fault(
            Code::HeadingSkipped,
            range,
            format!("a heading of level {level} where the deepest can be {deepest}"),
            format!("write `{}`", "#".repeat(deepest.into())),
        );
    }
}
