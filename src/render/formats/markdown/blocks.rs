//! Blocks as Markdown. What other programs have no sign for stands under its title.

use super::running::{plain, tokens_of};
use super::{Writer, heading, link};
use crate::content::{
    Block, CalloutBlock, FigureBlock, Image, Inline, ListBlock, ListItem, QuoteBlock, SimpleBlock,
    TableBlock, TableCell, TipBlock,
};
use crate::render::boxes::quoted;
use crate::render::formats::words;
use crate::render::lists::{Marker, indented};
use crate::render::text::{self, Setting, destination};
use crate::render::tokens::{self, Style};

impl Writer<'_> {
    /// Blocks in parts that an empty line stands between. Titles inside are headings of this level.
    pub fn blocks(&self, blocks: &[Block], level: u8) -> Vec<String> {
        let mut parts = Vec::new();
        let mut before = None;
        for block in blocks {
            let mut marker = None;
            match block {
                Block::List(list) => {
                    let own = Marker::of(list.style).other_than(before);
                    let name = words::advice_name(list.style);
                    parts.extend(name.map(|name| format!("**{name}:**")));
                    parts.push(self.list(list, own));
                    marker = Some(own);
                }
                other => parts.extend(self.block(other, level)),
            }
            before = marker;
        }
        parts
    }

    pub fn simple_blocks(&self, blocks: &[SimpleBlock]) -> Vec<String> {
        let mut before = None;
        let parts = blocks.iter().map(|block| match block {
            SimpleBlock::Paragraph(paragraph) => {
                before = None;
                self.running(&paragraph.content, Setting::Paragraph)
            }
            SimpleBlock::List(list) => {
                let marker = Marker::of(list.style).other_than(before);
                before = Some(marker);
                self.list(list, marker)
            }
        });
        parts.collect()
    }

    fn block(&self, block: &Block, level: u8) -> Vec<String> {
        match block {
            Block::Paragraph(paragraph) => {
                vec![self.running(&paragraph.content, Setting::Paragraph)]
            }
            Block::List(list) => vec![self.list(list, Marker::of(list.style))],
            Block::Figure(figure) => self.figure(figure),
            Block::Callout(callout) => vec![self.callout(callout)],
            Block::Tip(tip) => self.tip(tip, level),
            Block::Definition(definition) => {
                let term = strong(&definition.term);
                self.under(term, &definition.body)
            }
            Block::Quote(quote) => vec![self.quote(quote)],
            Block::Table(table) => self.table(table),
            Block::Faq(faq) => self.under(heading(level, &faq.question), &faq.answer),
            Block::Video(video) => {
                vec![format!("Video: {}", link(&video.title, video.url.as_str()))]
            }
            Block::Divider(_) => vec!["---".to_owned()],
        }
    }

    fn under(&self, title: String, body: &[SimpleBlock]) -> Vec<String> {
        let body = self.simple_blocks(body);
        [title].into_iter().chain(body).collect()
    }

    fn tip(&self, tip: &TipBlock, level: u8) -> Vec<String> {
        let mut parts = self.under(heading(level, &tip.title), &tip.body);
        parts.extend(tip.image.iter().flat_map(|image| self.image(image)));
        parts
    }

    fn figure(&self, figure: &FigureBlock) -> Vec<String> {
        let mut parts = self.image(&figure.image);
        parts.insert(1, self.running(&figure.caption, Setting::Paragraph));
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// A picture, and who made it.
    pub fn image(&self, image: &Image) -> Vec<String> {
        let alt = plain(&image.alt, Setting::Bracketed);
        let picture = format!("![{alt}]({})", destination(&image.src));
        let credit = image.credit.as_ref();
        let credit = credit.map(|credit| plain(credit, Setting::Paragraph));
        [picture].into_iter().chain(credit).collect()
    }

    fn callout(&self, callout: &CalloutBlock) -> String {
        let title = words::callout_line(callout);
        let body = self.simple_blocks(&callout.body);
        let parts: Vec<String> = [strong(&title)].into_iter().chain(body).collect();
        quoted(&parts.join("\n\n"))
    }

    fn quote(&self, quote: &QuoteBlock) -> String {
        let mut parts = self.simple_blocks(&quote.body);
        let who = quote.attribution.as_ref();
        parts.extend(who.map(|who| format!("– {}", plain(who, Setting::Line))));
        quoted(&parts.join("\n\n"))
    }

    fn table(&self, table: &TableBlock) -> Vec<String> {
        let mut lines = vec![self.row(&table.header)];
        lines.push(format!("|{}", " --- |".repeat(table.header.len())));
        lines.extend(table.rows.iter().map(|row| self.row(&row.cells)));
        let mut parts = vec![
            self.running(&table.caption, Setting::Paragraph),
            lines.join("\n"),
        ];
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// A bar inside a cell is escaped wherever it stands, links included.
    fn row(&self, cells: &[TableCell]) -> String {
        let cells = cells.iter().map(|cell| {
            let text = self.line(&cell.content).replace('|', "\\|");
            format!(" {text} |")
        });
        format!("|{}", cells.collect::<String>())
    }

    fn list(&self, list: &ListBlock, marker: Marker) -> String {
        let items: Vec<String> = list.items.iter().map(|item| self.item(item)).collect();
        let is_loose = items.iter().any(|item| item.contains("\n\n"));
        let items = items.iter().enumerate();
        let items = items.map(|(index, item)| indented(&marker.before_item(index), item));
        let items: Vec<String> = items.collect();
        items.join(if is_loose { "\n\n" } else { "\n" })
    }

    fn item(&self, item: &ListItem) -> String {
        let mut paragraphs = vec![self.item_words(item)];
        paragraphs.extend(item.image.iter().flat_map(|image| self.image(image)));
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        let mut lines = vec![paragraphs.join("\n\n")];
        let nested = item.items.iter().map(|nested| {
            let words = self.running(&nested.content, Setting::Paragraph);
            indented("- ", &words)
        });
        lines.extend(nested);
        lines.join("\n")
    }

    /// The words of an item behind its label.
    fn item_words(&self, item: &ListItem) -> String {
        let content = self.tokens(&item.content);
        let Some(label) = &item.label else {
            return text::written(&content, Setting::Paragraph);
        };
        let begins_with_break = matches!(item.content.first(), Some(Inline::LineBreak(_)));
        let mut tokens = tokens_of(&format!("{label}:"), Style::STRONG);
        if !content.is_empty() && !begins_with_break {
            tokens::add_text(" ", Style::default(), &mut tokens);
        }
        tokens.extend(content);
        text::written(&tokens, Setting::Paragraph)
    }
}

fn strong(words: &str) -> String {
    text::written(&tokens_of(words, Style::STRONG), Setting::Paragraph)
}
