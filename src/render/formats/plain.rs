//! An article as plain text: a paragraph a line, headings underlined, citations as numbers, the sources at the end.

use super::words::{self, one_line};
use crate::content::{
    Article, BibliographyEntry, Block, CalloutBlock, CitationInline, FigureBlock, Image, Inline,
    ListBlock, ListItem, ListStyle, ParagraphBlock, QuoteBlock, SimpleBlock, TableBlock, TableCell,
};
use crate::render::source_addresses::addresses_of;

/// The lines under headings, by level.
const UNDERLINES: [char; 4] = ['=', '-', '~', '.'];
const LONGEST_UNDERLINE: usize = 72;

/// An article as plain text.
pub fn article_text(article: &Article) -> String {
    let mut parts = vec![heading(&article.title, 1), one_line(&article.summary)];
    parts.push(words::about(article).join("\n"));
    if let Some(hero) = &article.hero {
        parts.extend(image(&hero.image));
        parts.extend(hero.caption.as_deref().map(one_line));
    }
    parts.extend(body(article));
    parts.extend(bibliography(&article.references));
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

/// What the article says between its head and its sources, in parts.
pub fn body(article: &Article) -> Vec<String> {
    let mut parts = blocks(&article.introduction);
    for section in &article.sections {
        parts.push(heading(&section.heading, section.level));
        parts.extend(blocks(&section.blocks));
    }
    if !article.disclaimer.is_empty() {
        parts.push(heading(words::DISCLAIMER, 2));
        parts.extend(simple_blocks(&article.disclaimer));
    }
    if let Some(call) = &article.call_to_action {
        parts.push(heading(&call.title, 2));
        parts.extend(simple_blocks(&call.body));
        parts.push(format!("{} ({})", call.link.label, call.link.href));
    }
    parts
}

/// Blocks, each in as many parts as it has paragraphs.
pub fn blocks(blocks: &[Block]) -> Vec<String> {
    blocks.iter().flat_map(block).collect()
}

pub fn simple_blocks(blocks: &[SimpleBlock]) -> Vec<String> {
    let texts = blocks.iter().map(|block| match block {
        SimpleBlock::Paragraph(paragraph) => running(&paragraph.content),
        SimpleBlock::List(list) => items(list),
    });
    texts.collect()
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(ParagraphBlock { content, .. }) => vec![running(content)],
        Block::List(list) => advice(list),
        Block::Figure(figure) => figure_parts(figure),
        Block::Callout(callout) => callout_parts(callout),
        Block::Tip(tip) => {
            let picture = tip.image.iter().flat_map(image);
            titled(&tip.title, &tip.body).chain(picture).collect()
        }
        Block::Definition(definition) => titled(&definition.term, &definition.body).collect(),
        Block::Quote(quote) => quote_parts(quote),
        Block::Table(table) => table_parts(table),
        Block::Faq(faq) => titled(&faq.question, &faq.answer).collect(),
        Block::Video(video) => vec![format!("Video: {} ({})", video.title, video.url)],
        Block::Divider(_) => vec!["* * *".to_owned()],
    }
}

fn titled(title: &str, body: &[SimpleBlock]) -> impl Iterator<Item = String> {
    let title = one_line(title);
    [title].into_iter().chain(simple_blocks(body))
}

fn advice(list: &ListBlock) -> Vec<String> {
    let name = words::advice_name(list.style).map(|name| format!("{name}:"));
    name.into_iter().chain([items(list)]).collect()
}

fn figure_parts(figure: &FigureBlock) -> Vec<String> {
    let caption = running(&figure.caption);
    let mut parts: Vec<String> = image(&figure.image).collect();
    let at = usize::from(!figure.image.alt.is_empty());
    parts.insert(at, caption);
    parts.retain(|part| !part.is_empty());
    parts
}

/// What a picture shows, and who made it.
fn image(image: &Image) -> impl Iterator<Item = String> + use<> {
    let alt = (!image.alt.is_empty()).then(|| format!("[Picture: {}]", one_line(&image.alt)));
    alt.into_iter().chain(image.credit.as_deref().map(one_line))
}

fn callout_parts(callout: &CalloutBlock) -> Vec<String> {
    let title = words::callout_line(callout);
    [title]
        .into_iter()
        .chain(simple_blocks(&callout.body))
        .collect()
}

fn quote_parts(quote: &QuoteBlock) -> Vec<String> {
    let words = simple_blocks(&quote.body).into_iter();
    let words = words.map(|part| format!("> {}", part.replace('\n', "\n> ")));
    let who = quote.attribution.as_deref();
    let who = who.map(|who| format!("> – {}", one_line(who)));
    words.chain(who).collect()
}

fn table_parts(table: &TableBlock) -> Vec<String> {
    let rows = table.rows.iter().map(|row| row_text(&row.cells));
    let lines: Vec<String> = [row_text(&table.header)].into_iter().chain(rows).collect();
    let mut parts = vec![running(&table.caption), lines.join("\n")];
    parts.retain(|part| !part.is_empty());
    parts
}

fn row_text(cells: &[TableCell]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| one_line(&running(&cell.content)))
        .collect();
    cells.join(" | ")
}

fn items(list: &ListBlock) -> String {
    let items = list.items.iter().enumerate().map(|(index, item)| {
        let mark = match list.style {
            ListStyle::Numbered => format!("{}. ", index + 1),
            ListStyle::Bulleted | ListStyle::Do | ListStyle::Dont => "- ".to_owned(),
        };
        indented(&mark, &item_text(item))
    });
    items.collect::<Vec<String>>().join("\n")
}

fn item_text(item: &ListItem) -> String {
    let content = running(&item.content);
    let words = match &item.label {
        Some(label) if content.is_empty() => format!("{label}:"),
        Some(label) => format!("{label}: {content}"),
        None => content,
    };
    let picture = item.image.iter().flat_map(image);
    let nested = item
        .items
        .iter()
        .map(|nested| indented("- ", &running(&nested.content)));
    let lines: Vec<String> = [words].into_iter().chain(picture).chain(nested).collect();
    lines.join("\n")
}

fn indented(mark: &str, text: &str) -> String {
    let indent = format!("\n{}", " ".repeat(mark.len()));
    format!("{mark}{}", text.replace('\n', &indent))
}

/// Running text with its citations and the addresses of its links.
pub fn running(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(run) => text.push_str(&run.text),
            Inline::Link(link) if link.text == link.href.as_str() => text.push_str(&link.text),
            Inline::Link(link) => text.push_str(&format!("{} ({})", link.text, link.href)),
            Inline::Mention(mention) => text.push_str(&mention.text),
            Inline::Citation(citation) => text.push_str(&label(citation)),
            Inline::LineBreak(_) => text.push('\n'),
        }
    }
    text
}

/// "[2, 5]", or "[3, p. 281]".
fn label(citation: &CitationInline) -> String {
    match &citation.locator {
        Some(locator) => {
            let numbers = citation.label.trim_end_matches(']');
            format!("{numbers}, {}]", one_line(locator))
        }
        None => citation.label.clone(),
    }
}

pub fn heading(words: &str, level: u8) -> String {
    let words = one_line(words);
    let underline = UNDERLINES[usize::from(level.clamp(1, 4)) - 1];
    let length = words.chars().count().clamp(3, LONGEST_UNDERLINE);
    format!("{words}\n{}", underline.to_string().repeat(length))
}

/// The sources, one a line: those that the text cites with their numbers, then further reading.
pub fn bibliography(entries: &[BibliographyEntry]) -> Vec<String> {
    let (cited, further): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| entry.number.is_some());
    let mut parts = Vec::new();
    for (name, entries) in [
        (words::REFERENCES, cited),
        (words::FURTHER_READING, further),
    ] {
        if entries.is_empty() {
            continue;
        }
        let lines: Vec<String> = entries.into_iter().map(source).collect();
        parts.extend([heading(name, 2), lines.join("\n")]);
    }
    parts
}

fn source(entry: &BibliographyEntry) -> String {
    let reference = &entry.reference;
    let mark = match entry.number {
        Some(number) => format!("{number}. "),
        None => "- ".to_owned(),
    };
    let notice = reference.notice.as_ref();
    let notice = notice.map(|notice| format!("{}.", words::notice_line(notice)));
    let addresses = addresses_of(reference)
        .into_iter()
        .map(|(_, address)| address);
    let parts = [one_line(&reference.citation)]
        .into_iter()
        .chain(notice)
        .chain(addresses);
    format!("{mark}{}", parts.collect::<Vec<String>>().join(" "))
}
