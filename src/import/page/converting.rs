//! Blocks of a page as blocks of the model.

use super::assembling::Page;
use super::flow::{Content, Flow, FlowFigure, FoundImage, Piece, are_visible, flattened, text_of};
use super::notes::quoted;
use super::simple::Body;
use super::tables::on_one_line;
use crate::content::{
    Anchor, Block, CalloutBlock, CalloutRole, DefinitionBlock, DividerBlock, FaqBlock, FigureBlock,
    Href, Inline, QuoteBlock, TextInline, TipBlock, VideoBlock,
};

/// Paragraphs with images between their words as paragraphs and figures in turn.
pub fn with_own_figures(flow: Vec<Flow>) -> Vec<Flow> {
    let mut out = Vec::new();
    for block in flow {
        let Content::Paragraph(pieces) = block.content else {
            out.push(block);
            continue;
        };
        let mut words = Vec::new();
        for piece in pieces {
            let Piece::Image(image) = piece else {
                words.push(piece);
                continue;
            };
            push_words(&mut out, &mut words, block.line);
            let line = image.line;
            let caption = Vec::new();
            let content = Content::Figure(FlowFigure { image, caption });
            out.push(Flow { line, content });
        }
        push_words(&mut out, &mut words, block.line);
    }
    out
}

fn push_words(out: &mut Vec<Flow>, words: &mut Vec<Piece>, line: usize) {
    if are_visible(words) {
        out.push(Flow::paragraph(line, std::mem::take(words)));
    }
}

impl Page<'_, '_> {
    /// The blocks of a section or of the introduction.
    pub fn blocks(&mut self, flow: Vec<Flow>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for block in flow {
            let line = block.line;
            match block.content {
                Content::Paragraph(pieces) => {
                    blocks.extend(self.paragraph(&pieces, line).map(Block::Paragraph));
                }
                Content::Heading { words, .. } => {
                    blocks.extend(self.paragraph(&words, line).map(Block::Paragraph));
                }
                Content::List(list) | Content::Footnotes(list) => {
                    let read = self.list(list, line);
                    blocks.extend(read.list.map(Block::List));
                    for image in read.images {
                        self.notes.add(
                            image.line,
                            "an image of a list, which now follows the list",
                            "look whether it stands where it should",
                        );
                        blocks.push(self.figure(&image, &[], image.line));
                    }
                }
                Content::Figure(figure) => {
                    blocks.push(self.figure(&figure.image, &figure.caption, line));
                }
                Content::Table(table) => blocks.extend(self.table(table, line)),
                Content::Video { address, title } => {
                    blocks.extend(self.video(&address, title, line));
                }
                Content::Divider => blocks.push(Block::Divider(DividerBlock {
                    id: Anchor::unassigned(),
                })),
                content => blocks.extend(self.host(content, line)),
            }
        }
        blocks
    }

    /// A block that holds a body.
    fn host(&mut self, content: Content, line: usize) -> Vec<Block> {
        match content {
            Content::Quote { body, attribution } => self.quote(body, &attribution, line),
            Content::Callout { role, title, body } => self.callout(role, &title, body, line),
            Content::Tip { title, image, body } => self.tip(&title, image, body, line),
            Content::Faq { question, answer } => {
                let body = self.body(answer, "an answer");
                self.titled(&question, body, line, |question, answer| {
                    let id = Anchor::unassigned();
                    Block::Faq(FaqBlock {
                        id,
                        question,
                        answer,
                    })
                })
            }
            Content::Definition { term, body } => {
                let body = self.body(body, "a definition");
                self.titled(&term, body, line, |term, body| {
                    Block::Definition(DefinitionBlock {
                        id: Anchor::unassigned(),
                        term,
                        body,
                        condition: None,
                    })
                })
            }
            other => self.blocks(vec![Flow::paragraph(
                line,
                flattened(vec![Flow {
                    line,
                    content: other,
                }]),
            )]),
        }
    }

    /// A block with a title and a body; without one of them it is the paragraphs that are left.
    fn titled(
        &mut self,
        title: &[Piece],
        body: Body,
        line: usize,
        block: impl Fn(String, Vec<crate::content::SimpleBlock>) -> Block,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        if body.blocks.is_empty() || !are_visible(title) {
            blocks.extend(self.paragraph(title, line).map(Block::Paragraph));
            blocks.extend(body.blocks.into_iter().map(as_block));
        } else {
            let title = self.plain(title, "a title", line);
            blocks.push(block(title, body.blocks));
        }
        blocks.extend(body.after);
        blocks
    }

    fn quote(&mut self, body: Vec<Flow>, attribution: &[Piece], line: usize) -> Vec<Block> {
        let body = self.body(body, "a quote");
        let said_by = self.plain(attribution, "who said it", line);
        let said_by = said_by
            .trim_start_matches(['-', '–', '—', '―', ' '])
            .to_owned();
        let attribution = (!said_by.is_empty()).then_some(said_by);
        let mut blocks = Vec::new();
        if body.blocks.is_empty() {
            let pieces = attribution.map(Piece::plain);
            blocks.extend(
                self.paragraph(pieces.as_slice(), line)
                    .map(Block::Paragraph),
            );
        } else {
            blocks.push(Block::Quote(QuoteBlock {
                id: Anchor::unassigned(),
                body: body.blocks,
                attribution,
            }));
        }
        blocks.extend(body.after);
        blocks
    }

    fn callout(
        &mut self,
        role: CalloutRole,
        title: &[Piece],
        body: Vec<Flow>,
        line: usize,
    ) -> Vec<Block> {
        let body = self.body(body, "a callout");
        let title = self.plain(title, "the title of a callout", line);
        let mut blocks = Vec::new();
        if !title.is_empty() || !body.blocks.is_empty() {
            blocks.push(Block::Callout(CalloutBlock {
                id: Anchor::unassigned(),
                role,
                title: (!title.is_empty()).then_some(title),
                body: body.blocks,
            }));
        }
        blocks.extend(body.after);
        blocks
    }

    fn tip(
        &mut self,
        title: &[Piece],
        image: Option<FoundImage>,
        body: Vec<Flow>,
        line: usize,
    ) -> Vec<Block> {
        let body = self.body(body, "a tip");
        let image = image.map(|image| self.image(&image));
        self.titled(title, body, line, |title, body| {
            Block::Tip(TipBlock {
                id: Anchor::unassigned(),
                title,
                body,
                image: image.clone(),
            })
        })
    }

    pub fn figure(&mut self, image: &FoundImage, caption: &[Piece], line: usize) -> Block {
        let mut image = image.clone();
        let caption = match are_visible(caption) {
            true => self.caption(caption, line),
            false => plain(std::mem::take(&mut image.title)),
        };
        Block::Figure(FigureBlock {
            id: Anchor::unassigned(),
            image: self.image(&image),
            caption,
        })
    }

    /// A caption: running text on one line.
    pub fn caption(&mut self, pieces: &[Piece], line: usize) -> Vec<Inline> {
        for piece in pieces {
            if let Piece::Image(image) = piece {
                let message = format!("an image in a caption was left out: {}", quoted(&image.alt));
                self.notes.add(line, message, "put it beside the caption");
            }
        }
        self.inlines(&on_one_line(pieces), line)
    }

    pub fn video(&mut self, address: &str, title: String, line: usize) -> Option<Block> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let Ok(url) = Href::parse(address) else {
            let message = format!(
                "a video whose address cannot be kept: {address} {}",
                quoted(&title)
            );
            self.notes
                .add(line, message, "link to it if readers need it");
            return None;
        };
        let title = if title.is_empty() {
            self.notes.add(
                line,
                format!("the video {address} has no title"),
                "say what it shows in its `title`",
            );
            "Video".to_owned()
        } else {
            title
        };
        Some(Block::Video(VideoBlock {
            id: Anchor::unassigned(),
            url,
            title,
        }))
    }

    /// The footnotes to which a section points, as paragraphs at its end.
    pub fn due_footnotes(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for footnote in self.references.due_footnotes() {
            let message = format!(
                "a footnote became a paragraph at the end of its section: {}",
                quoted(&text_of(&footnote.pieces))
            );
            self.notes.add(
                footnote.line,
                message,
                "put it into the text if it belongs there",
            );
            let text = Flow::paragraph(footnote.line, footnote.pieces);
            blocks.extend(self.blocks(with_own_figures(vec![text])));
        }
        blocks
    }
}

fn as_block(block: crate::content::SimpleBlock) -> Block {
    match block {
        crate::content::SimpleBlock::Paragraph(paragraph) => Block::Paragraph(paragraph),
        crate::content::SimpleBlock::List(list) => Block::List(list),
    }
}

/// Words without style; nothing for no words.
fn plain(text: String) -> Vec<Inline> {
    let run = TextInline {
        text,
        strong: false,
        emphasis: false,
    };
    match run.text.is_empty() {
        true => Vec::new(),
        false => vec![Inline::Text(run)],
    }
}
