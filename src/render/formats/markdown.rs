//! An article as CommonMark, with the footnotes and tables of GitHub. Whatever an author wrote is text in it.

mod blocks;
mod running;

use super::words::{self, one_line};
use crate::content::{Addresses, Article, BibliographyEntry, Locale};
use crate::render::source_addresses::addresses_of;
use crate::render::text::{Setting, destination};
use running::plain;

/// What the parts of one article have in common.
struct Writer<'a> {
    addresses: &'a Addresses,
    locale: &'a Locale,
}

/// An article as Markdown. Footnotes have the numbers of the bibliography.
pub fn article_markdown(article: &Article, addresses: &Addresses) -> String {
    let writer = Writer {
        addresses,
        locale: &article.locale,
    };
    let mut parts = vec![
        heading(1, &article.title),
        plain(&article.summary, Setting::Paragraph),
    ];
    let about = words::about(article).into_iter();
    parts.extend(about.map(|line| plain(&line, Setting::Paragraph)));
    if let Some(hero) = &article.hero {
        parts.extend(writer.image(&hero.image));
        let caption = hero.caption.as_ref();
        parts.extend(caption.map(|caption| plain(caption, Setting::Paragraph)));
    }
    parts.extend(writer.blocks(&article.introduction, 2));
    for section in &article.sections {
        parts.push(heading(section.level, &section.heading));
        parts.extend(writer.blocks(&section.blocks, section.level + 1));
    }
    parts.extend(writer.end(article));
    parts.extend(sources(&article.references));
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

impl Writer<'_> {
    /// What stands between the last section and the sources.
    fn end(&self, article: &Article) -> Vec<String> {
        let mut parts = Vec::new();
        if !article.disclaimer.is_empty() {
            parts.push(heading(2, words::DISCLAIMER));
            parts.extend(self.simple_blocks(&article.disclaimer));
        }
        if let Some(call) = &article.call_to_action {
            parts.push(heading(2, &call.title));
            parts.extend(self.simple_blocks(&call.body));
            parts.push(link(&call.link.label, call.link.href.as_str()));
        }
        parts
    }
}

fn heading(level: u8, words: &str) -> String {
    let signs = "#".repeat(level.clamp(1, 6).into());
    format!("{signs} {}", plain(words, Setting::Heading))
}

fn link(words: &str, address: &str) -> String {
    let words = plain(words, Setting::Bracketed);
    format!("[{words}]({})", destination(address))
}

/// Further reading as a list, then a footnote for each source that the text cites.
fn sources(entries: &[BibliographyEntry]) -> Vec<String> {
    let further: Vec<String> = entries
        .iter()
        .filter(|entry| entry.number.is_none())
        .map(|entry| format!("- {}", source(entry)))
        .collect();
    let mut parts = Vec::new();
    if !further.is_empty() {
        parts.extend([heading(2, words::FURTHER_READING), further.join("\n")]);
    }
    parts.extend(entries.iter().filter_map(|entry| {
        let number = entry.number?;
        Some(format!("[^{number}]: {}", source(entry)))
    }));
    parts
}

fn source(entry: &BibliographyEntry) -> String {
    let reference = &entry.reference;
    let notice = reference.notice.as_ref();
    let notice = notice.map(|notice| format!("**{}.**", words::notice_line(notice)));
    let addresses = addresses_of(reference).into_iter();
    let addresses = addresses.map(|(name, address)| link(&name, &address));
    let citation = plain(&one_line(&reference.citation), Setting::Paragraph);
    let parts = [citation].into_iter().chain(notice).chain(addresses);
    parts.collect::<Vec<String>>().join(" ")
}
