//! References formatted by a CSL processor, in one of the styles.

mod hypertext;
mod readable;
mod styles;

use hayagriva::citationberg::json::Item;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BibliographyEntry, CitationStyle, Reference};
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

/// Formats a list of references that keeps its order. Works of one author and year are told apart by letters, where the
/// style does so.
pub fn format_references(references: &mut [Reference], style: CitationStyle) {
    for (at, citation) in formatted(&references.iter().collect::<Vec<_>>(), style) {
        references[at].formatted = Some(citation);
    }
}

/// Formats the bibliography of a text and puts it into the order of the style: by number, else by author; further
/// reading follows either way.
pub fn format_bibliography(
    entries: Vec<BibliographyEntry>,
    style: CitationStyle,
) -> Vec<BibliographyEntry> {
    let references: Vec<&Reference> = entries.iter().map(|entry| &entry.reference).collect();
    let citations = formatted(&references, style);
    let mut entries: Vec<Option<BibliographyEntry>> = entries.into_iter().map(Some).collect();
    let ordered = citations.into_iter().filter_map(|(at, citation)| {
        let mut entry = entries.get_mut(at)?.take()?;
        entry.reference.formatted = Some(citation);
        Some(entry)
    });
    let (cited, further): (Vec<_>, Vec<_>) = ordered.partition(|entry| entry.number.is_some());
    cited.into_iter().chain(further).collect()
}

/// Every reference once, with its place among those given, in the order of the style. One that the processor cannot
/// format is given by its title, so that none is lost and none is empty.
fn formatted(references: &[&Reference], style: CitationStyle) -> Vec<(usize, FormattedCitation)> {
    let items = references.iter().enumerate();
    let items: Vec<Item> = items
        .filter_map(|(at, reference)| item_of(reference, at))
        .collect();
    let mut found: Vec<(usize, FormattedCitation)> = rendered(&items, style)
        .into_iter()
        .filter_map(|(at, content)| Some((at, citation_of(&content, references.get(at)?))))
        .collect();
    let mut is_found = vec![false; references.len()];
    for (at, _) in &found {
        is_found[*at] = true;
    }
    let others = (0..references.len()).filter(|at| !is_found[*at]);
    found.extend(others.map(|at| (at, titled(references[at]))));
    if style.is_numbered() {
        found.sort_by_key(|(at, _)| *at);
    }
    found
}

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

/// One line with one blank between words, and none before the volume, where a style leaves one after a month.
fn tidied(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mut characters = word.chars();
        let is_volume =
            characters.next() == Some(';') && characters.next().is_some_and(|c| c.is_ascii_digit());
        if !line.is_empty() && !is_volume {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests;
