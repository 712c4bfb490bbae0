//! The bodies of quotes, callouts, tips, definitions and answers: paragraphs and lists, and nothing else.

use super::assembling::Page;
use super::flow::{Content, Flow, FoundImage, Piece, Run, are_visible, flattened, text_of};
use super::lists::name_of;
use super::notes::quoted;
use super::tables::rows_of;
use crate::content::{Anchor, Block, ParagraphBlock, SimpleBlock};

/// A body, and what it has no place for.
#[derive(Default)]
pub struct Body {
    pub blocks: Vec<SimpleBlock>,
    /// Images and videos, which follow the block that the body belongs to.
    pub after: Vec<Block>,
}

impl Page<'_, '_> {
    /// The body of `host`, such as "a quote".
    pub fn body(&mut self, flow: Vec<Flow>, host: &str) -> Body {
        let mut body = Body::default();
        self.add_to_body(flow, host, &mut body);
        body
    }

    fn add_to_body(&mut self, flow: Vec<Flow>, host: &str, body: &mut Body) {
        for block in flow {
            let line = block.line;
            match block.content {
                Content::Paragraph(pieces) => self.add_paragraph(&pieces, line, body),
                Content::List(list) | Content::Footnotes(list) => {
                    let read = self.list(list, line);
                    body.blocks.extend(read.list.map(SimpleBlock::List));
                    read.images
                        .iter()
                        .for_each(|image| self.hoist(image, Vec::new(), body));
                }
                Content::Figure(figure) => self.hoist(&figure.image, figure.caption, body),
                Content::Video { address, title } => {
                    let video = self.video(&address, title, line);
                    body.after.extend(video);
                }
                Content::Divider => {}
                content => self.add_foreign(content, line, host, body),
            }
        }
    }

    fn add_paragraph(&mut self, pieces: &[Piece], line: usize, body: &mut Body) {
        for piece in pieces {
            if let Piece::Image(image) = piece {
                self.hoist(image, Vec::new(), body);
            }
        }
        let paragraph = self.paragraph(pieces, line);
        body.blocks.extend(paragraph.map(SimpleBlock::Paragraph));
    }

    /// A paragraph, if it says anything.
    pub fn paragraph(&mut self, pieces: &[Piece], line: usize) -> Option<ParagraphBlock> {
        let content = self.inlines(pieces, line);
        (!content.is_empty()).then(|| ParagraphBlock {
            id: Anchor::unassigned(),
            content,
            claim: None,
        })
    }

    fn hoist(&mut self, image: &FoundImage, caption: Vec<Piece>, body: &mut Body) {
        let figure = self.figure(image, &caption, image.line);
        body.after.push(figure);
    }

    /// What cannot stand in a body becomes paragraphs of it.
    fn add_foreign(&mut self, content: Content, line: usize, host: &str, body: &mut Body) {
        let name = name_of(&content);
        let (head, rest) = match content {
            Content::Heading { words, .. } => (bold(words), Vec::new()),
            Content::Quote { body, attribution } => (Vec::new(), with_end(body, attribution)),
            Content::Callout { title, body, .. }
            | Content::Tip { title, body, .. }
            | Content::Faq {
                question: title,
                answer: body,
            }
            | Content::Definition { term: title, body } => (bold(title), body),
            Content::Table(table) => (Vec::new(), rows_of(table)),
            other => (
                Vec::new(),
                vec![Flow::paragraph(
                    line,
                    flattened(vec![Flow {
                        line,
                        content: other,
                    }]),
                )],
            ),
        };
        let shown = match are_visible(&head) {
            true => text_of(&head),
            false => text_of(&flattened(rest.clone())),
        };
        let message = format!("{name} inside {host} became paragraphs: {}", quoted(&shown));
        self.notes
            .add(line, message, "move it out if it should stand on its own");
        self.add_paragraph(&head, line, body);
        self.add_to_body(rest, host, body);
    }
}

fn with_end(mut body: Vec<Flow>, attribution: Vec<Piece>) -> Vec<Flow> {
    body.push(Flow::paragraph(0, attribution));
    body
}

fn bold(pieces: Vec<Piece>) -> Vec<Piece> {
    let strong = |piece| match piece {
        Piece::Run(Run { text, mut style }) => {
            style.is_strong = true;
            Piece::Run(Run { text, style })
        }
        other => other,
    };
    pieces.into_iter().map(strong).collect()
}
