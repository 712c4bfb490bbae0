//! The body as a whole: what stands before the first heading, the sections, and what is lifted out of them.

use comrak::Node;
use comrak::nodes::NodeValue;

use super::Body;
use super::braces;
use super::callouts;
use super::containers::{self, Contained};
use super::headings;
use super::html;
use super::images;
use super::inlines;
use super::lists;
use super::misplaced;
use super::paragraphs;
use super::pieces::{Piece, starts_with, trimmed};
use super::quotes;
use super::reading::Reading;
use super::simple_blocks;
use super::tables;
use crate::content::{
    Anchor, Block, CallToAction, Code, DividerBlock, Section, SimpleBlock, TableBlock,
};

const CAPTION_MARK: &str = "Table: ";

/// A body while it is being read.
pub(super) struct Outline {
    is_article: bool,
    introduction: Vec<Block>,
    sections: Vec<Section>,
    disclaimer: Option<Vec<SimpleBlock>>,
    call_to_action: Option<CallToAction>,
}

impl Outline {
    pub fn of_article() -> Self {
        Self {
            is_article: true,
            introduction: Vec::new(),
            sections: Vec::new(),
            disclaimer: None,
            call_to_action: None,
        }
    }

    /// Of a therapy or condition: blocks only.
    pub fn of_description() -> Self {
        Self {
            is_article: false,
            ..Self::of_article()
        }
    }

    /// Reads every block of a tree.
    pub fn read(&mut self, parent: Node<'_>, reading: &mut Reading) {
        for node in parent.children() {
            self.read_block(node, reading);
        }
    }

    pub fn into_body(self) -> Body {
        Body {
            introduction: self.introduction,
            sections: self.sections,
            disclaimer: self.disclaimer.unwrap_or_default(),
            call_to_action: self.call_to_action,
            ..Body::default()
        }
    }

    fn read_block(&mut self, node: Node<'_>, reading: &mut Reading) {
        let range = || reading.page.range(node.data().sourcepos);
        let block = match &node.data().value {
            NodeValue::Paragraph => return self.read_paragraph(node, reading),
            NodeValue::Heading(heading) => return self.read_heading(node, heading.level, reading),
            NodeValue::BlockDirective(_) => return self.read_container(node, reading),
            NodeValue::HtmlBlock(block) => return html::check(&block.literal, range(), reading),
            NodeValue::List(list) => Block::List(lists::read(node, list, reading)),
            NodeValue::Table(_) => Block::Table(tables::read(node, reading)),
            NodeValue::BlockQuote => Block::Quote(quotes::read(node, reading)),
            NodeValue::Alert(alert) => callouts::read(node, alert.alert_type, reading),
            NodeValue::ThematicBreak => {
                reading.begins(range().start);
                Block::Divider(DividerBlock {
                    id: Anchor::unassigned(),
                })
            }
            _ => return misplaced::refuse(node, "an article", reading),
        };
        self.blocks().push(block);
    }

    /// The blocks to which the next one is added.
    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.sections.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.introduction,
        }
    }

    fn read_heading(&mut self, node: Node<'_>, level: u8, reading: &mut Reading) {
        if !self.is_article {
            return misplaced::refuse(node, "a description", reading);
        }
        let previous = self.sections.last().map(|section| section.level);
        let section = headings::read(node, level, previous, reading);
        self.sections.push(section);
    }

    fn read_paragraph(&mut self, node: Node<'_>, reading: &mut Reading) {
        let mut pieces = paragraphs::pieces_of(node, reading);
        let attributes = braces::take_trailing(&mut pieces, reading);
        if trimmed(&pieces).is_empty() {
            let owner = self.blocks().last_mut().and_then(id_of);
            return simple_blocks::give_id(owner, attributes, reading);
        }
        if let Some(image) = images::alone(&pieces) {
            let figure = images::read_figure(image, attributes, reading);
            self.blocks().push(Block::Figure(figure));
            return;
        }
        if let Some(Block::Table(table)) = self.blocks().last_mut()
            && table.caption.is_empty()
            && starts_with(&pieces, CAPTION_MARK)
        {
            read_caption(&pieces, table, reading);
            if !attributes.is_empty() {
                simple_blocks::give_id(Some(&mut table.id), attributes, reading);
            }
            return;
        }
        let paragraph = paragraphs::read(&pieces, attributes, reading);
        self.blocks().push(Block::Paragraph(paragraph));
    }

    fn read_container(&mut self, node: Node<'_>, reading: &mut Reading) {
        match containers::read(node, reading) {
            Contained::Block(block) => self.blocks().push(block),
            Contained::Nothing => {}
            Contained::Loose => self.read(node, reading),
            Contained::Disclaimer(blocks) => {
                self.check_lifted("disclaimer", self.disclaimer.is_some(), node, reading);
                reading.lifts(reading.page.range(node.data().sourcepos), false);
                self.disclaimer.get_or_insert(blocks);
            }
            Contained::CallToAction(call) => {
                self.check_lifted(
                    "call-to-action",
                    self.call_to_action.is_some(),
                    node,
                    reading,
                );
                reading.lifts(reading.page.range(node.data().sourcepos), true);
                self.call_to_action.get_or_insert(call);
            }
        }
    }

    /// Disclaimer and call to action belong to an article, which has one of each.
    fn check_lifted(&self, name: &str, is_second: bool, node: Node<'_>, reading: &mut Reading) {
        let message = if !self.is_article {
            format!("a description has no `{name}`")
        } else if is_second {
            format!("a second `{name}` in one article")
        } else {
            return;
        };
        let range = reading.page.range(node.data().sourcepos);
        let line = reading.page.line_at(range.start);
        reading.fault(
            Code::Container,
            range.start..line.end,
            message,
            "delete it, or make it part of the text",
        );
    }
}

fn read_caption(pieces: &[Piece], table: &mut TableBlock, reading: &mut Reading) {
    table.caption = inlines::read(&pieces[CAPTION_MARK.len()..], reading);
}

/// The id of a block that takes it from a paragraph of attributes after it.
fn id_of(block: &mut Block) -> Option<&mut Anchor> {
    match block {
        Block::List(list) => Some(&mut list.id),
        Block::Table(table) => Some(&mut table.id),
        Block::Figure(figure) => Some(&mut figure.id),
        Block::Divider(divider) => Some(&mut divider.id),
        Block::Paragraph(_)
        | Block::Callout(_)
        | Block::Tip(_)
        | Block::Definition(_)
        | Block::Quote(_)
        | Block::Faq(_)
        | Block::Video(_) => None,
    }
}
