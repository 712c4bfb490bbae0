//! References formatted by a CSL processor, in one of the styles.

mod hypertext;
mod readable;
mod styles;

use std::collections::HashMap;

use hayagriva::citationberg::json::Item;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BibliographyEntry, CitationStyle, Notice, Reference};
use hypertext::hypertext;
use readable::item_of;
use styles::{locales, style_of};

pub use hypertext::html_text;

/// A reference in a style, without its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormattedCitation {
    /// One line of plain text.
    #[schema(
        example = "Bell, J. (2008). Massage therapy helps to increase range of motion, decrease pain and assist in healing a client with low back pain and sciatica symptoms. Journal of Bodywork and Movement Therapies, 12(3), 281–289. https://doi.org/10.1016/j.jbmt.2008.01.006"
    )]
    pub text: String,
    /// The same as HTML: `<i>` and links (`<a href>`), all else escaped.
    #[schema(
        example = "Bell, J. (2008). Massage therapy helps to increase range of motion, decrease pain and assist in healing a client with low back pain and sciatica symptoms. <i>Journal of Bodywork and Movement Therapies</i>, <i>12</i>(3), 281–289. <a href=\"https://doi.org/10.1016/j.jbmt.2008.01.006\">https://doi.org/10.1016/j.jbmt.2008.01.006</a>"
    )]
    pub html: String,
}

impl FormattedCitation {
    /// Says at its end what was said of the source after it appeared, which no style has a place for.
    fn with_notice(mut self, notice: Option<Notice>) -> Self {
        if let Some(notice) = notice {
            let said = format!(" [{notice}]");
            self.text.push_str(&said);
            self.html.push_str(&said);
        }
        self
    }
}

/// Formats a list of references that keeps its order. Works of one author and year are told apart by letters, where the
/// style does so.
pub fn format_references(references: &mut [Reference], style: CitationStyle) {
    let citations = formatted(&references.iter().collect::<Vec<_>>(), style);
    for (reference, citation) in references.iter_mut().zip(citations) {
        reference.formatted = Some(citation);
    }
}

/// Formats the bibliography of a text and puts it into the order of the style: by number, else by author; further
/// reading follows either way.
pub fn format_bibliography(
    entries: Vec<BibliographyEntry>,
    style: CitationStyle,
) -> Vec<BibliographyEntry> {
    let mut entries = if style.is_numbered() {
        entries
    } else {
        sorted(entries, style)
    };
    let references: Vec<&Reference> = entries.iter().map(|entry| &entry.reference).collect();
    let citations = formatted(&references, style);
    for (entry, citation) in entries.iter_mut().zip(citations) {
        entry.reference.formatted = Some(citation);
    }
    entries
}

/// By author, as the style sorts them. The letters that tell works apart follow the order in which works are given to the
/// processor, so they are sorted before they are formatted.
fn sorted(entries: Vec<BibliographyEntry>, style: CitationStyle) -> Vec<BibliographyEntry> {
    let items = entries.iter().enumerate();
    let items: Vec<Item> = items
        .filter_map(|(at, entry)| item_of(&entry.reference, at, style))
        .collect();
    let order = rendered(&items, style).into_iter().map(|(at, _)| at);
    let order: Vec<usize> = order.chain(0..entries.len()).collect();
    let mut entries: Vec<Option<BibliographyEntry>> = entries.into_iter().map(Some).collect();
    let in_order = order
        .into_iter()
        .filter_map(|at| entries.get_mut(at)?.take());
    let (cited, further): (Vec<_>, Vec<_>) = in_order.partition(|entry| entry.number.is_some());
    cited.into_iter().chain(further).collect()
}

/// Every reference in the given order. One that the processor cannot format is given by its title, so that none is lost
/// and none is empty.
fn formatted(references: &[&Reference], style: CitationStyle) -> Vec<FormattedCitation> {
    let items = references.iter().enumerate();
    let items: Vec<Item> = items
        .filter_map(|(at, reference)| item_of(reference, at, style))
        .collect();
    let rendered: HashMap<usize, ElemChildren> = rendered(&items, style).into_iter().collect();
    let citations = references.iter().enumerate();
    citations
        .map(|(at, reference)| match rendered.get(&at) {
            Some(content) => citation_of(content, reference),
            None => titled(reference),
        })
        .zip(references)
        .map(|(citation, reference)| citation.with_notice(reference.notice))
        .collect()
}

/// What the processor makes of each item, in the order of the style.
fn rendered(items: &[Item], style: CitationStyle) -> Vec<(usize, ElemChildren)> {
    let Some(style) = style_of(style) else {
        return Vec::new();
    };
    let mut driver = BibliographyDriver::new();
    for item in items {
        driver.citation(CitationRequest::from_items(
            vec![CitationItem::with_entry(item)],
            style,
            locales(),
        ));
    }
    let rendered = driver.finish(BibliographyRequest {
        style,
        locale: None,
        locale_files: locales(),
    });
    let entries = rendered.bibliography.into_iter().flat_map(|all| all.items);
    entries
        .filter_map(|entry| Some((entry.key.parse().ok()?, entry.content)))
        .collect()
}

fn citation_of(content: &ElemChildren, reference: &Reference) -> FormattedCitation {
    let mut text = String::new();
    let is_written = content.write_buf(&mut text, BufWriteFormat::Plain).is_ok();
    let text = tidied(&text);
    if !is_written || text.is_empty() {
        return titled(reference);
    }
    let html = tidied(&hypertext(content));
    FormattedCitation { text, html }
}

fn titled(reference: &Reference) -> FormattedCitation {
    let text = tidied(&format!("{}.", reference.title));
    let html = html_text(&text);
    FormattedCitation { text, html }
}

/// One line with one blank between words, and none before the volume, where a style leaves one after a month; nor the
/// semicolon that it leaves after a year without a volume.
fn tidied(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mut characters = word.chars();
        let is_volume =
            characters.next() == Some(';') && characters.next().is_some_and(|c| c.is_ascii_digit());
        if !line.is_empty() && !is_volume {
            line.push(' ');
        }
        let before = word.strip_suffix(";.").filter(|before| {
            let last = before.chars().next_back();
            last.is_some_and(|last| last.is_ascii_digit())
        });
        match before {
            Some(year) => line.extend([year, "."]),
            None => line.push_str(word),
        }
    }
    line
}

#[cfg(test)]
mod tests;
