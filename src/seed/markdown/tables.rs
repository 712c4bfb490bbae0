//! Tables.

use std::ops::Range;

use comrak::Node;

use super::glyphs;
use super::inlines;
use super::reading::Reading;
use crate::content::{Anchor, Code, TableBlock, TableCell, TableRow};

/// Reads a table. Its caption and id come from the paragraphs after it.
pub(super) fn read(node: Node<'_>, reading: &mut Reading) -> TableBlock {
    reading.begins(reading.page.offset(node.data().sourcepos.start));
    let mut rows = node.children().map(|row| read_row(row, reading));
    let header = rows.next().unwrap_or_default();
    let rows: Vec<TableRow> = rows.map(|cells| TableRow { cells }).collect();
    for row in node.children().skip(1) {
        check_width(row, header.len(), reading);
    }
    TableBlock {
        id: Anchor::unassigned(),
        caption: Vec::new(),
        header,
        rows,
    }
}

fn read_row(node: Node<'_>, reading: &mut Reading) -> Vec<TableCell> {
    node.children()
        .map(|cell| TableCell {
            content: inlines::read(&glyphs::pieces_of(cell, reading), reading),
        })
        .collect()
}

/// The parser fills short rows and cuts long ones; an author wants to know.
fn check_width(row: Node<'_>, width: usize, reading: &mut Reading) {
    let start = reading.page.offset(row.data().sourcepos.start);
    let line: Range<usize> = start..reading.page.line_at(start).end;
    let text = reading.page.text[line.clone()].trim();
    let (message, help) = match cells_in(text) {
        None => (
            "a line without `|` directly after a table becomes a row of it".to_owned(),
            "leave an empty line after the table",
        ),
        Some(cells) if cells != width => (
            format!("a row with {cells} cells in a table with {width} columns"),
            "give each row as many cells as the header; a `|` that is text is `\\|`",
        ),
        Some(_) => return,
    };
    reading.fault(Code::Structure, line, message, help);
}

/// How many cells a source line has; `None` if nothing in it separates cells.
fn cells_in(text: &str) -> Option<usize> {
    let mut bars = Vec::new();
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'|' && !is_escaped {
            bars.push(at);
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    let first = bars.first()?;
    let leads = usize::from(*first == 0);
    let closes = usize::from(bars.len() > leads && bars.last() == Some(&(text.len() - 1)));
    Some(bars.len() + 1 - leads - closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_with_and_without_outer_bars() {
        assert_eq!(cells_in("| a | b |"), Some(2));
        assert_eq!(cells_in("a | b"), Some(2));
        assert_eq!(cells_in("| a \\| b | c |"), Some(2));
        assert_eq!(cells_in("|"), Some(1));
        assert_eq!(cells_in("||"), Some(1));
        assert_eq!(cells_in("text"), None);
    }
}
