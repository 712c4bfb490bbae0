//! The Markdown reader: from the body of a seed file to blocks and sections. What stands in front matter, and whether
//! what the text points at exists, is not its business.

mod attributes;
mod braces;
mod callouts;
mod characters;
mod citations;
mod claims;
mod containers;
mod fences;
mod glyphs;
mod headings;
mod html;
mod images;
mod inlines;
mod labels;
mod links;
mod lists;
mod misplaced;
mod outline;
mod page;
mod paragraphs;
mod pieces;
mod prepare;
mod quotes;
mod reading;
mod simple_blocks;
mod tables;

#[cfg(test)]
mod tests;

use comrak::{Arena, Node, Options, parse_document};

use super::{Code, Fault, Span};
use crate::content::{Anchor, Block, CallToAction, ReferenceKey, Section, SimpleBlock, Slug};
use outline::Outline;
use reading::{Finished, Reading};

/// What the body of a seed file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    pub introduction: Vec<Block>,
    pub sections: Vec<Section>,
    pub disclaimer: Vec<SimpleBlock>,
    pub call_to_action: Option<CallToAction>,
    /// The ids that the author wrote, in order.
    pub written_ids: Vec<Anchor>,
    /// What the text points at, with the place, in reading order.
    pub uses: Vec<Use>,
    /// The first line of each section, block and list item, in the order of a walk through the article.
    pub places: Vec<Span>,
}

/// What the description of a therapy or condition says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    pub blocks: Vec<Block>,
    /// The ids that the author wrote, in order.
    pub written_ids: Vec<Anchor>,
    /// What the text points at, with the place, in reading order.
    pub uses: Vec<Use>,
}

/// A place in the text that points at something which has to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub target: Target,
    pub span: Span,
}

/// What a text can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Reference(ReferenceKey),
    Therapy(Slug),
    Condition(Slug),
    Article(Slug),
    /// The path of an image file in the folder, as it is written.
    Image(String),
}

/// Reads the body of an article. `body_offset` is the byte offset in `text` at which the Markdown begins, so that lines
/// and columns are those of the file. Every fault is reported; the body is then the most sensible reading.
pub fn read_article_body(
    text: &str,
    body_offset: usize,
    file: &str,
    faults: &mut Vec<Fault>,
) -> Body {
    read(text, body_offset, file, faults, Outline::of_article())
}

/// Reads the description of a therapy or condition: blocks without headings, disclaimer and call to action.
pub fn read_description(
    text: &str,
    body_offset: usize,
    file: &str,
    faults: &mut Vec<Fault>,
) -> Description {
    let body = read(text, body_offset, file, faults, Outline::of_description());
    Description {
        blocks: body.introduction,
        written_ids: body.written_ids,
        uses: body.uses,
    }
}

fn read(
    text: &str,
    body_offset: usize,
    file: &str,
    faults: &mut Vec<Fault>,
    mut outline: Outline,
) -> Body {
    let earlier = faults.len();
    let (page, refused) = prepare::prepare(text, body_offset);
    let mut reading = Reading::new(&page, file, faults);
    for place in refused {
        reading.fault(Code::Structure, place.range, place.message, place.help);
    }
    let arena = Arena::new();
    outline.read(parse(&arena, &page.text), &mut reading);
    let Finished {
        written_ids,
        uses,
        places,
    } = reading.finish();
    faults[earlier..].sort_by_key(|fault| fault.span);
    Body {
        written_ids,
        uses,
        places,
        ..outline.into_body()
    }
}

/// The tree of some Markdown. Typography stays as it is written; escapes stay visible, because an escaped bracket is no
/// citation.
fn parse<'a>(arena: &'a Arena<'a>, text: &str) -> Node<'a> {
    let mut options = Options::default();
    options.extension.alerts = true;
    options.extension.block_directive = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.parse.escaped_char_spans = true;
    parse_document(arena, text, &options)
}
