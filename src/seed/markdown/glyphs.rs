//! Takes the parser's inline nodes apart into pieces, and finds where each character stands in the file.

use std::ops::Range;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{NodeLink, NodeValue};
use comrak::{Arena, Node};

use super::braces;
use super::characters::{Glyph, Style, is_space};
use super::pieces::{ImagePiece, LinkPiece, Piece};
use super::prepare::COLON_STAND_IN;
use super::reading::Reading;
use crate::content::Code;

/// Stands before text that is parsed by itself, so that its first characters cannot open a list, quote or heading.
const GUARD: &str = "x ";

/// Where nodes stand.
enum Origin {
    /// Where the parser says.
    Page,
    /// In text that was parsed by itself and begins at this place.
    Part(usize),
    /// All at one place: the text does not stand in the file as it was parsed.
    Fixed(Range<usize>),
}

/// The pieces of a paragraph, heading or cell.
pub(super) fn pieces_of(node: Node<'_>, reading: &mut Reading) -> Vec<Piece> {
    Flattening::new(Origin::Page, reading).read(node)
}

/// The pieces of one part of a line, such as the title of an alert.
pub(super) fn pieces_of_part(range: Range<usize>, reading: &mut Reading) -> Vec<Piece> {
    let text = reading.page.text[range.clone()].to_owned();
    read_alone(&text, Origin::Part(range.start), reading)
}

/// The pieces of a text that stands somewhere in `range`.
pub(super) fn pieces_of_text(text: &str, range: Range<usize>, reading: &mut Reading) -> Vec<Piece> {
    read_alone(&text.replace('\n', " "), Origin::Fixed(range), reading)
}

fn read_alone(text: &str, origin: Origin, reading: &mut Reading) -> Vec<Piece> {
    let arena = Arena::new();
    let document = super::parse(&arena, &format!("{GUARD}{}\n", text.trim_end()));
    let Some(paragraph) = document.first_child() else {
        return Vec::new();
    };
    Flattening {
        guard: GUARD.len(),
        ..Flattening::new(origin, reading)
    }
    .read(paragraph)
}

/// A link or image whose words are being collected.
struct Open {
    is_image: bool,
    url: String,
    title: String,
    range: Range<usize>,
    words: Vec<Glyph>,
}

struct Flattening<'r, 'a> {
    reading: &'r mut Reading<'a>,
    origin: Origin,
    out: Vec<Piece>,
    open: Option<Open>,
    /// Links and images inside the one that is open.
    nested: usize,
    strong: usize,
    emphasis: usize,
    /// The place of the escape whose character comes next.
    escape: Option<usize>,
    is_after_comment: bool,
    /// How many characters of the guard are still to come.
    guard: usize,
}

impl<'r, 'a> Flattening<'r, 'a> {
    fn new(origin: Origin, reading: &'r mut Reading<'a>) -> Self {
        Self {
            reading,
            origin,
            out: Vec::new(),
            open: None,
            nested: 0,
            strong: 0,
            emphasis: 0,
            escape: None,
            is_after_comment: false,
            guard: 0,
        }
    }

    /// Walks without recursion: emphasis may be nested as deep as a file is long.
    fn read(mut self, node: Node<'_>) -> Vec<Piece> {
        for edge in node.traverse().skip(1) {
            match edge {
                NodeEdge::Start(inline) => self.enter(inline),
                NodeEdge::End(inline) if !inline.same_node(node) => self.leave(inline),
                NodeEdge::End(_) => {}
            }
        }
        braces::take_after_images(self.out, self.reading)
    }

    fn enter(&mut self, node: Node<'_>) {
        let range = self.range(node);
        match &node.data().value {
            NodeValue::Text(text) => self.add_text(text, range.start),
            NodeValue::Escaped => self.escape = Some(range.start),
            NodeValue::SoftBreak => self.add_glyph('\n', false, range.start),
            NodeValue::LineBreak if self.open.is_some() => self.add_glyph('\n', false, range.start),
            NodeValue::LineBreak => self.out.push(Piece::Break(range.start)),
            NodeValue::Code(code) => {
                let inside = range.start + code.num_backticks;
                let start = self.reading.page.text.floor_char_boundary(inside);
                self.add_characters(&code.literal, true, start);
            }
            NodeValue::HtmlInline(html) if html.starts_with("<!--") => self.is_after_comment = true,
            NodeValue::HtmlInline(html) => self.refuse_html(html, range),
            NodeValue::Emph => self.emphasis += 1,
            NodeValue::Strong => self.strong += 1,
            NodeValue::Strikethrough => self.refuse_strikethrough(range),
            NodeValue::Link(link) => self.open(false, link, range),
            NodeValue::Image(image) => self.open(true, image, range),
            other => {
                let message = format!("markup of the kind `{}`", other.xml_node_name());
                self.reading
                    .fault(Code::Structure, range, message, "write it as plain text");
            }
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        match node.data().value {
            NodeValue::Emph => self.emphasis -= 1,
            NodeValue::Strong => self.strong -= 1,
            NodeValue::Escaped => self.escape = None,
            NodeValue::Link(_) | NodeValue::Image(_) => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, is_image: bool, link: &NodeLink, range: Range<usize>) {
        if self.open.is_some() {
            self.nested += 1;
            self.reading.fault(
                Code::Structure,
                range,
                "a link or image inside another",
                "move it out of the link's words or of the alternative text",
            );
            return;
        }
        self.open = Some(Open {
            is_image,
            url: without_stand_ins(&link.url),
            title: without_stand_ins(&link.title),
            range,
            words: Vec::new(),
        });
    }

    fn close(&mut self) {
        if self.nested > 0 {
            self.nested -= 1;
            return;
        }
        let Some(open) = self.open.take() else { return };
        self.out.push(if open.is_image {
            Piece::Image(Box::new(ImagePiece {
                alt: open.words,
                url: open.url,
                title: open.title,
                range: open.range,
                attributes: Default::default(),
            }))
        } else {
            Piece::Link(Box::new(LinkPiece {
                words: open.words,
                url: open.url,
                title: open.title,
                range: open.range,
            }))
        });
    }

    fn refuse_html(&mut self, html: &str, range: Range<usize>) {
        let shown: String = html.chars().take(40).collect();
        self.reading.fault(
            Code::RawHtml,
            range,
            format!("raw HTML: `{}`", without_stand_ins(&shown)),
            "write it in Markdown, or write `\\<` for a sign that is text",
        );
    }

    fn refuse_strikethrough(&mut self, range: Range<usize>) {
        self.reading.fault(
            Code::Structure,
            range,
            "text that is struck through",
            "delete the text, or write `\\~` for a tilde",
        );
    }

    fn add_text(&mut self, text: &str, start: usize) {
        match self.escape {
            Some(escape) => text
                .chars()
                .for_each(|character| self.add_glyph(character, true, escape)),
            None => self.add_characters(text, false, start),
        }
    }

    /// Adds characters of which the first should stand at `start`. The file may say one in several.
    fn add_characters(&mut self, text: &str, is_literal: bool, start: usize) {
        let mut at = start;
        let guard = std::mem::take(&mut self.guard);
        for character in text.chars().skip(guard) {
            let next = self.follow(at, character);
            let is_colon = character == COLON_STAND_IN;
            self.add_glyph(if is_colon { ':' } else { character }, is_literal, at);
            at = next;
        }
    }

    fn follow(&self, at: usize, character: char) -> usize {
        match self.origin {
            Origin::Fixed(_) => at,
            Origin::Page | Origin::Part(_) => self.reading.page.follow(at, character),
        }
    }

    fn add_glyph(&mut self, character: char, is_literal: bool, at: usize) {
        if character.is_ascii_control() && !is_space(character) {
            let message = format!("the control character U+{:04X}", u32::from(character));
            self.reading
                .fault(Code::Structure, at..at, message, "delete the character");
            return;
        }
        let glyph = Glyph {
            character,
            is_literal,
            style: Style {
                is_strong: self.strong > 0,
                is_emphasis: self.emphasis > 0,
            },
            at,
        };
        let is_second_space = std::mem::take(&mut self.is_after_comment)
            && is_space(character)
            && self.out.last().is_none_or(Piece::is_space);
        match &mut self.open {
            Some(open) => open.words.push(glyph),
            None if is_second_space => {}
            None => self.out.push(Piece::Glyph(glyph)),
        }
    }

    fn range(&self, node: Node<'_>) -> Range<usize> {
        let place = node.data().sourcepos;
        let page = self.reading.page;
        match &self.origin {
            Origin::Page => page.range(place),
            Origin::Fixed(range) => range.clone(),
            Origin::Part(start) => {
                let shift = |column: usize| start + column.saturating_sub(GUARD.len());
                let first = shift(place.start.column.saturating_sub(1));
                let from = page.text.floor_char_boundary(first);
                let to = page.text.ceil_char_boundary(shift(place.end.column));
                from..to.max(from)
            }
        }
    }
}

fn without_stand_ins(text: &str) -> String {
    text.replace(COLON_STAND_IN, ":")
}
