//! Blocks as Markdown, each with an empty line between it and the next.

use std::collections::HashMap;

use super::attributes::Attributes;
use super::ids::Ids;
use super::lists::Marker;
use super::text::{self, Setting};
use super::tokens::{self, Token, What};
use crate::content::{
    Anchor, Block, Inline, ListBlock, ListStyle, ParagraphBlock, SimpleBlock, TableBlock, TableCell,
};

/// What the blocks of one file have in common.
pub struct Writer<'a> {
    pub image_paths: &'a HashMap<String, String>,
    pub ids: Ids<'a>,
}

/// What stands before a block, as far as it changes how the block is written.
#[derive(Clone, Copy, Default)]
struct Before {
    /// A list, which would go on with items of the same mark.
    list: Option<Marker>,
    /// A table that takes a paragraph `Table: ...` for its caption.
    is_table_without_caption: bool,
}

impl Writer<'_> {
    pub fn blocks(&self, blocks: &[Block]) -> String {
        self.each_block(blocks).join("\n\n")
    }

    /// Blocks that follow each other, each by itself.
    pub fn each_block(&self, blocks: &[Block]) -> Vec<String> {
        let mut before = Before::default();
        let mut written = Vec::with_capacity(blocks.len());
        for block in blocks {
            written.push(self.block(block, before));
            before = self.after_block(block, before);
        }
        written
    }

    pub fn simple_blocks(&self, blocks: &[SimpleBlock]) -> String {
        let mut before = Before::default();
        let mut written = Vec::with_capacity(blocks.len());
        for block in blocks {
            let (text, list) = match block {
                SimpleBlock::Paragraph(paragraph) => (self.paragraph(paragraph, before), None),
                SimpleBlock::List(list) => (self.list(list, before), Some(marker(list, before))),
            };
            written.push(text);
            before.list = list;
        }
        written.join("\n\n")
    }

    fn block(&self, block: &Block, before: Before) -> String {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, before),
            Block::List(list) => self.list(list, before),
            Block::Figure(figure) => self.figure(figure),
            Block::Callout(callout) => self.callout(callout),
            Block::Tip(tip) => self.tip(tip),
            Block::Definition(definition) => self.definition(definition),
            Block::Quote(quote) => self.quote(quote),
            Block::Table(table) => self.table(table),
            Block::Faq(faq) => self.faq(faq),
            Block::Video(video) => self.video(video),
            Block::Divider(divider) => self.with_id_below("---".to_owned(), &divider.id, "divider"),
        }
    }

    fn after_block(&self, block: &Block, before: Before) -> Before {
        match block {
            Block::List(list) if !is_advice(list) => Before {
                list: Some(marker(list, before)),
                ..Before::default()
            },
            Block::Table(table) => Before {
                is_table_without_caption: table.caption.is_empty(),
                ..Before::default()
            },
            _ => Before::default(),
        }
    }

    fn paragraph(&self, paragraph: &ParagraphBlock, before: Before) -> String {
        let mut tokens = tokens::of(&paragraph.content);
        if before.is_table_without_caption {
            escape_caption(&mut tokens);
        }
        self.paragraph_attributes(paragraph)
            .after(&text::written(&tokens, Setting::Paragraph))
    }

    /// What stands in braces at the end of a paragraph.
    pub fn paragraph_attributes(&self, paragraph: &ParagraphBlock) -> Attributes {
        Attributes::default()
            .id(self.ids.written(&paragraph.id, "paragraph"))
            .claim(paragraph.claim.as_ref(), None, None)
    }

    fn list(&self, list: &ListBlock, before: Before) -> String {
        if is_advice(list) {
            return self.advice(list);
        }
        let items = self.items(list, marker(list, before));
        self.with_id_below(items, &list.id, "list")
    }

    fn table(&self, table: &TableBlock) -> String {
        let mut written = row(&table.header);
        written.push_str("\n|");
        written.push_str(&"---|".repeat(table.header.len()));
        for cells in &table.rows {
            written.push('\n');
            written.push_str(&row(&cells.cells));
        }
        if table.caption.is_empty() {
            return self.with_id_below(written, &table.id, "table");
        }
        let caption = text::running(&table.caption, Setting::Line);
        let attributes = Attributes::default().id(self.ids.written(&table.id, "table"));
        format!(
            "{written}\n\n{}",
            attributes.after(&format!("Table: {caption}"))
        )
    }

    /// An id that stands in a paragraph of its own.
    fn with_id_below(&self, written: String, id: &Anchor, kind: &str) -> String {
        match self.ids.written(id, kind) {
            Some(id) => format!("{written}\n\n{{#{id}}}"),
            None => written,
        }
    }
}

/// True for what to do and not to do, which stands in a container.
fn is_advice(list: &ListBlock) -> bool {
    matches!(list.style, ListStyle::Do | ListStyle::Dont)
}

/// How the items of a list are marked: not like those of a list right before it.
fn marker(list: &ListBlock, before: Before) -> Marker {
    Marker::of(list.style).other_than(before.list)
}

/// Keeps a paragraph after a table from being read as its caption.
fn escape_caption(tokens: &mut [Token]) {
    const MARK: &str = "Table: ";
    let starts = tokens.iter().map_while(Token::character).take(MARK.len());
    if starts.eq(MARK.chars()) {
        tokens[MARK.len() - 2].what = What::Escaped(':');
    }
}

fn row(cells: &[TableCell]) -> String {
    let mut row = String::from("|");
    for cell in cells {
        let text = cell_text(&cell.content);
        row.push(' ');
        row.push_str(&text);
        row.push_str(if text.is_empty() { "|" } else { " |" });
    }
    row
}

/// A bar inside a cell is escaped wherever it stands, links included.
fn cell_text(content: &[Inline]) -> String {
    text::running(content, Setting::Line).replace('|', "\\|")
}
