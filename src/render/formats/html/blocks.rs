//! Blocks as the elements of HTML that mean the same.

use maud::{Markup, html};

use super::{Writer, heading};
use crate::content::{
    Anchor, Block, CalloutBlock, DefinitionBlock, FaqBlock, ListBlock, ListItem, ListStyle,
    ParagraphBlock, QuoteBlock, SimpleBlock, TableBlock, TableCell, TipBlock, VideoBlock,
};
use crate::render::formats::words;

impl<'a> Writer<'a> {
    /// Blocks, a line each. Titles inside are headings of this level.
    pub fn blocks(&mut self, blocks: &'a [Block], level: u8) -> Markup {
        html! { @for block in blocks { (self.block(block, level)) "\n" } }
    }

    pub fn simple_blocks(&mut self, blocks: &'a [SimpleBlock]) -> Markup {
        html! {
            @for block in blocks {
                @match block {
                    SimpleBlock::Paragraph(paragraph) => { (self.paragraph(paragraph)) }
                    SimpleBlock::List(list) => { (self.list(list)) }
                }
                "\n"
            }
        }
    }

    fn block(&mut self, block: &'a Block, level: u8) -> Markup {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Figure(figure) => self.figure(figure),
            Block::Callout(callout) => self.callout(callout),
            Block::Tip(tip) => self.tip(tip, level),
            Block::Definition(definition) => self.definition(definition),
            Block::Quote(quote) => self.quote(quote),
            Block::Table(table) => self.table(table),
            Block::Faq(faq) => self.faq(faq, level),
            Block::Video(video) => self.video(video),
            Block::Divider(divider) => html! { hr id=(divider.id); },
        }
    }

    fn paragraph(&mut self, paragraph: &'a ParagraphBlock) -> Markup {
        html! { p id=(paragraph.id) { (self.running(&paragraph.content)) } }
    }

    fn list(&mut self, list: &'a ListBlock) -> Markup {
        match (list.style, words::advice_name(list.style)) {
            (ListStyle::Numbered, _) => html! { ol id=(list.id) { (self.items(list)) } },
            (_, None) => html! { ul id=(list.id) { (self.items(list)) } },
            (_, Some(name)) => html! {
                p id=(label(&list.id)) { strong { (self.own(name)) } } "\n"
                ul id=(list.id) aria-labelledby=(label(&list.id)) { (self.items(list)) }
            },
        }
    }

    fn items(&mut self, list: &'a ListBlock) -> Markup {
        html! {
            "\n"
            @for item in &list.items { li id=(item.id) { (self.item(item)) } "\n" }
        }
    }

    fn item(&mut self, item: &'a ListItem) -> Markup {
        html! {
            @if let Some(label) = &item.label { strong { (label) ":" } " " }
            (self.running(&item.content))
            @if let Some(image) = &item.image { (self.picture_with_credit(image)) }
            @if !item.items.is_empty() {
                ul { @for nested in &item.items { li { (self.running(&nested.content)) } } }
            }
        }
    }

    fn callout(&mut self, callout: &'a CalloutBlock) -> Markup {
        let (name, title) = words::callout_label(callout);
        html! {
            aside id=(callout.id) aria-labelledby=(label(&callout.id)) { "\n"
                p id=(label(&callout.id)) {
                    strong {
                        @if let Some(name) = name { (self.own(name)) }
                        @if name.is_some() && title.is_some() { ": " }
                        (title.unwrap_or_default())
                    }
                } "\n"
                (self.simple_blocks(&callout.body))
            }
        }
    }

    fn tip(&mut self, tip: &'a TipBlock, level: u8) -> Markup {
        html! {
            section id=(tip.id) { "\n"
                (heading(level, None, &html! { (tip.title) })) "\n"
                (self.simple_blocks(&tip.body))
                @if let Some(image) = &tip.image { (self.picture_with_credit(image)) "\n" }
            }
        }
    }

    fn faq(&mut self, faq: &'a FaqBlock, level: u8) -> Markup {
        html! {
            section id=(faq.id) { "\n"
                (heading(level, None, &html! { (faq.question) })) "\n"
                (self.simple_blocks(&faq.answer))
            }
        }
    }

    fn definition(&mut self, definition: &'a DefinitionBlock) -> Markup {
        html! {
            dl id=(definition.id) { "\n"
                dt { dfn { (definition.term) } } "\n"
                dd { "\n" (self.simple_blocks(&definition.body)) } "\n"
            }
        }
    }

    fn quote(&mut self, quote: &'a QuoteBlock) -> Markup {
        html! {
            figure id=(quote.id) { "\n"
                blockquote { "\n" (self.simple_blocks(&quote.body)) } "\n"
                @if let Some(who) = &quote.attribution { figcaption { (who) } "\n" }
            }
        }
    }

    /// A table can be wider than a screen, so what it stands in can be scrolled, by keyboard too, and has a name: that of its
    /// caption, else of its columns.
    fn table(&mut self, table: &'a TableBlock) -> Markup {
        let name = label(&table.id);
        let is_named = !table.caption.is_empty();
        html! {
            div role="group" aria-labelledby=(name) tabindex="0" { "\n"
                table id=(table.id) { "\n"
                    @if is_named { caption id=(name) { (self.running(&table.caption)) } "\n" }
                    thead {
                        tr id=[(!is_named).then_some(&name)] {
                            @for cell in &table.header { (self.header_cell(cell)) }
                        }
                    } "\n"
                    tbody { "\n"
                        @for row in &table.rows {
                            tr { @for cell in &row.cells { td { (self.running(&cell.content)) } } } "\n"
                        }
                    } "\n"
                } "\n"
            }
        }
    }

    /// An empty cell heads nothing.
    fn header_cell(&mut self, cell: &'a TableCell) -> Markup {
        html! {
            @if cell.content.is_empty() { td {} }
            @else { th scope="col" { (self.running(&cell.content)) } }
        }
    }

    fn video(&self, video: &VideoBlock) -> Markup {
        html! {
            p id=(video.id) { (self.own("Video:")) " " a href=(video.url) { (video.title) } }
        }
    }
}

/// The id of what names a block.
fn label(id: &Anchor) -> String {
    format!("_label-{id}")
}
