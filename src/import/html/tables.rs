//! Tables, and what only uses their grid to place things.

use super::blocks::Reader;
use crate::import::page::flow::{
    Content, FlowCell, FlowRow, FlowTable, Piece, are_visible, flattened,
};

/// The most columns or rows that one cell is taken to cover.
const MAX_SPAN: usize = 100;

/// Reads a table. One with a single column is no table: what stands in it is read as if the grid were not there.
pub fn read(reader: &mut Reader, node: usize, line: usize) {
    let table = table_of(reader, node);
    let is_grid = table.rows.iter().any(|row| row.cells.len() > 1);
    let is_layout = reader
        .tree
        .element(node)
        .is_some_and(|element| element.has_role(&["presentation", "none"]));
    if is_grid && !is_layout {
        reader.push(line, Content::Table(table));
        return;
    }
    reader.push(line, Content::Paragraph(table.caption));
    for cell in table.rows.into_iter().flat_map(|row| row.cells) {
        for block in cell.body {
            reader.push(block.line, block.content);
        }
    }
}

fn table_of(reader: &mut Reader, node: usize) -> FlowTable {
    let tree = reader.tree;
    let mut table = FlowTable::default();
    for child in &tree.nodes[node].children {
        match tree.name(*child) {
            "caption" => {
                let caption = reader.pieces_inside(*child);
                extend_caption(&mut table, caption);
            }
            "tr" => table.rows.push(row_of(reader, *child, false)),
            part @ ("thead" | "tbody" | "tfoot") => {
                for row in &tree.nodes[*child].children {
                    if tree.name(*row) == "tr" {
                        table.rows.push(row_of(reader, *row, part == "thead"));
                    } else {
                        add_stray(reader, *row, &mut table);
                    }
                }
            }
            _ => add_stray(reader, *child, &mut table),
        }
    }
    table.rows.retain(|row| !row.cells.is_empty());
    table
}

/// What stands in a table and in no cell becomes part of the caption.
fn add_stray(reader: &mut Reader, node: usize, table: &mut FlowTable) {
    let flow = reader.read_nodes(&[node]);
    extend_caption(table, flattened(flow));
}

fn extend_caption(table: &mut FlowTable, more: Vec<Piece>) {
    if are_visible(&table.caption) {
        table.caption.push(Piece::plain(" "));
    }
    table.caption.extend(more);
}

fn row_of(reader: &mut Reader, node: usize, is_in_head: bool) -> FlowRow {
    let tree = reader.tree;
    let mut row = FlowRow {
        is_header: is_in_head,
        cells: Vec::new(),
    };
    let mut is_all_headers = true;
    for child in &tree.nodes[node].children {
        let name = tree.name(*child);
        if !matches!(name, "td" | "th") {
            let body = reader.read_nodes(&[*child]);
            if !body.is_empty() {
                row.cells.push(FlowCell {
                    columns: 1,
                    rows: 1,
                    body,
                });
            }
            continue;
        }
        is_all_headers &= name == "th";
        let span = |attribute: &str| {
            let value = tree.element(*child)?.value(attribute)?;
            value.parse::<usize>().ok()
        };
        row.cells.push(FlowCell {
            columns: span("colspan").unwrap_or(1).clamp(1, MAX_SPAN),
            rows: span("rowspan").unwrap_or(1).clamp(1, MAX_SPAN),
            body: reader.read_inside(*child),
        });
    }
    row.is_header |= is_all_headers && !row.cells.is_empty();
    row
}
