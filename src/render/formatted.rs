//! Formatted bibliographies as a text and as a page.

use super::source_addresses::addresses_of;
use crate::content::{BibliographyEntry, CitationStyle, html_text};

/// One entry a line, with its number where the style has numbers; a blank line before further reading.
pub fn formatted_text(entries: &[BibliographyEntry], style: CitationStyle) -> String {
    let (cited, further) = parted(entries);
    let mut text = String::new();
    for (at, part) in [cited, further].into_iter().enumerate() {
        if at == 1 && !text.is_empty() && !part.is_empty() {
            text.push('\n');
        }
        for entry in part {
            if let Some(number) = entry.number.filter(|_| style.is_numbered()) {
                text.push_str(&format!("{number}. "));
            }
            text.push_str(line_of(entry));
            for (_, address) in addresses_beside(entry) {
                text.push_str(&format!(" {address}"));
            }
            text.push('\n');
        }
    }
    text
}

/// A page with the same under a title, where further reading has a heading of its own.
pub fn formatted_page(title: &str, entries: &[BibliographyEntry], style: CitationStyle) -> String {
    let title = html_text(title);
    let (cited, further) = parted(entries);
    let mut lists = list_of(cited, style);
    if !cited.is_empty() && !further.is_empty() {
        lists.push_str("<h2>Further reading</h2>\n");
    }
    lists.push_str(&list_of(further, style));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/docs/page.css\">\n\
         </head>\n<body>\n<main>\n<h1 dir=\"auto\">{title}</h1>\n{lists}</main>\n</body>\n</html>\n"
    )
}

/// What is cited, and what is listed for further reading.
fn parted(entries: &[BibliographyEntry]) -> (&[BibliographyEntry], &[BibliographyEntry]) {
    entries.split_at(entries.partition_point(|entry| entry.number.is_some()))
}

fn list_of(entries: &[BibliographyEntry], style: CitationStyle) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let is_numbered = style.is_numbered() && entries.iter().all(|entry| entry.number.is_some());
    let tag = if is_numbered { "ol" } else { "ul" };
    let mut list = format!("<{tag}>\n");
    for entry in entries {
        let number = entry.number.filter(|_| is_numbered);
        let value = number.map_or_else(String::new, |number| format!(" value=\"{number}\""));
        let line = match &entry.reference.formatted {
            Some(formatted) => formatted.html.clone(),
            None => html_text(&entry.reference.citation),
        };
        let addresses = addresses_beside(entry).into_iter();
        let addresses = addresses.map(|(name, address)| {
            let (name, address) = (html_text(&name), html_text(&address));
            format!(" <a href=\"{address}\">{name}</a>")
        });
        let addresses: String = addresses.collect();
        // A title in Arabic or Hebrew runs its own way.
        list.push_str(&format!("<li{value}><bdi>{line}</bdi>{addresses}</li>\n"));
    }
    list.push_str(&format!("</{tag}>\n"));
    list
}

/// Where the source is, but for what its line says already: some styles name the DOI, and all the address of a web page.
fn addresses_beside(entry: &BibliographyEntry) -> Vec<(String, String)> {
    let line = line_of(entry);
    let mut addresses = addresses_of(&entry.reference);
    addresses.retain(|(_, address)| !line.contains(address));
    addresses
}

fn line_of(entry: &BibliographyEntry) -> &str {
    match &entry.reference.formatted {
        Some(formatted) => &formatted.text,
        None => &entry.reference.citation,
    }
}
