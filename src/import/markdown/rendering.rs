//! Markdown as HTML, which `page` reads, with the line of the file for each line of the HTML.

use std::collections::HashMap;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, format_html, parse_document};

use super::templates::KeptTags;
use crate::import::own_links::own_address;

/// HTML that knows where it comes from.
pub struct Rendered {
    pub html: String,
    /// The line of the Markdown, from 1, by the line of the HTML, from 0.
    lines: Vec<usize>,
}

impl Rendered {
    /// The line of the Markdown from which a line of the HTML, from 1, comes.
    pub fn line(&self, html_line: usize) -> usize {
        let at = html_line
            .saturating_sub(1)
            .min(self.lines.len().saturating_sub(1));
        self.lines.get(at).copied().unwrap_or(1)
    }
}

/// Renders the Markdown of a file as sites write it: with tables, footnotes, alerts, bare addresses and links between
/// files.
pub fn render(markdown: &str, kept: &KeptTags, file: &str) -> Rendered {
    let mut options = Options::default();
    options.extension.alerts = true;
    options.extension.autolink = true;
    options.extension.description_lists = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.wikilinks_title_after_pipe = true;
    options.render.sourcepos = true;
    // Raw HTML is content here: it is read like that of any page, and never shown as it is.
    options.render.r#unsafe = true;
    // Else those that nothing cites would be lost.
    options.parse.leave_footnote_definitions = true;
    let arena = Arena::new();
    let mut html = String::new();
    let root = parse_document(&arena, markdown, &options);
    point_at_files(root, file);
    put_footnotes_last(root);
    // Writing to a string does not fail.
    let _ = format_html(root, &options, &mut html);
    let html = kept.restored(&html);
    let lines = lines_of(&html);
    Rendered { html, lines }
}

/// Makes links to other files of the import known as such.
fn point_at_files(root: Node, file: &str) {
    for node in root.descendants() {
        let mut data = node.data.borrow_mut();
        let url = match &mut data.value {
            NodeValue::Link(link) => &mut link.url,
            NodeValue::WikiLink(link) => &mut link.url,
            _ => continue,
        };
        if let Some(address) = own_address(url, file) {
            *url = address;
        }
    }
}

/// Puts the footnotes behind the text, in the order in which it cites them, and then those that nothing cites.
fn put_footnotes_last<'a>(root: Node<'a>) {
    let mut places: HashMap<String, u32> = HashMap::new();
    let mut definitions: Vec<(Node<'a>, String)> = Vec::new();
    for node in root.descendants() {
        match &mut node.data.borrow_mut().value {
            NodeValue::FootnoteReference(cited) => {
                places.insert(cited.name.clone(), cited.ix);
            }
            NodeValue::FootnoteDefinition(note) => {
                // Of two with one name only one is cited, and links lead to that.
                if note.total_references == 0 {
                    note.name.clear();
                }
                definitions.push((node, note.name.clone()));
            }
            _ => {}
        }
    }
    definitions.sort_by_key(|(_, name)| places.get(name).copied().unwrap_or(u32::MAX));
    for (node, _) in definitions {
        root.append(node);
    }
}

/// The parser writes at each block where it stands; raw HTML in between begins where the block before it does.
fn lines_of(html: &str) -> Vec<usize> {
    const MARK: &str = "data-sourcepos=\"";
    let mut lines = Vec::new();
    let mut latest = 1;
    for text in html.lines() {
        let first = text.find(MARK).map(|at| &text[at + MARK.len()..]);
        let line = first.and_then(|place| place.split(':').next()?.parse().ok());
        latest = line.unwrap_or(latest);
        lines.push(latest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_html_knows_its_line_of_markdown() {
        let rendered = render(
            "One\n\n\n## Two\n\n| a |\n|---|\n| b |\n",
            &KeptTags::default(),
            "a.md",
        );

        let at = rendered.html.lines().position(|line| line.contains("Two"));
        assert_eq!(at.map(|at| rendered.line(at + 1)), Some(4));
        let at = rendered.html.lines().position(|line| line.contains(">b<"));
        assert_eq!(at.map(|at| rendered.line(at + 1)), Some(8));
    }

    #[test]
    fn footnotes_that_nothing_cites_stand_behind_those_that_are_cited() {
        let rendered = render(
            "[^c]: third\n\nA[^b] b[^a].\n\n[^a]: second\n[^b]: again\n[^b]: first\n",
            &KeptTags::default(),
            "a.md",
        );

        let at = |words: &str| rendered.html.find(words).expect(words);
        let order = [at("first"), at("second"), at("third"), at("again")];
        assert!(order.is_sorted(), "{}", rendered.html);
        assert_eq!(rendered.html.matches("<ol>").count(), 1);
    }

    #[test]
    fn hostile_texts_are_rendered_in_time() {
        for unit in ["*a_ ", "[", "![", "`", "<", "| a ", "[^1]: ", "- a\n", "~~"] {
            render(&unit.repeat(20_000), &KeptTags::default(), "a.md");
        }
    }
}
