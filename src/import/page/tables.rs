//! Tables with one header row and rows of the same width.

use super::assembling::Page;
use super::flow::{Flow, FlowTable, Piece, are_visible, flattened};
use crate::content::{Anchor, Block, TableBlock, TableCell, TableRow};

impl Page<'_, '_> {
    /// A table, and the images that its cells have no place for. A grid with far more places than cells is no table.
    pub fn table(&mut self, table: FlowTable, line: usize) -> Vec<Block> {
        let Some(rows) = even_rows(&table) else {
            self.notes.add(
                line,
                "a table of very uneven rows, which became paragraphs",
                "write it as a list, or as several tables",
            );
            return self.blocks(rows_of(table));
        };
        self.note_gaps(&table, line);
        let caption = self.caption(&table.caption, line);
        let mut cells: Vec<Vec<TableCell>> = Vec::new();
        for row in rows {
            let cell = |pieces: Vec<Piece>| TableCell {
                content: self.inlines(&on_one_line(&pieces), line),
            };
            cells.push(row.into_iter().map(cell).collect());
        }
        let mut cells = cells.into_iter();
        let Some(header) = cells.next() else {
            return Vec::new();
        };
        let mut blocks = vec![Block::Table(TableBlock {
            id: Anchor::unassigned(),
            caption,
            header,
            rows: cells.map(|cells| TableRow { cells }).collect(),
        })];
        blocks.extend(self.images_of(table));
        blocks
    }

    /// The images of the cells, as figures.
    fn images_of(&mut self, table: FlowTable) -> Vec<Block> {
        let mut figures = Vec::new();
        let cells = table.rows.into_iter().flat_map(|row| row.cells);
        for piece in cells.flat_map(|cell| flattened(cell.body)) {
            if let Piece::Image(image) = piece {
                self.notes.add(
                    image.line,
                    "an image in a table, which now follows the table",
                    "look whether it stands where it should",
                );
                figures.push(self.figure(&image, &[], image.line));
            }
        }
        figures
    }

    fn note_gaps(&mut self, table: &FlowTable, line: usize) {
        if !table.rows.first().is_some_and(|row| row.is_header) {
            self.notes.add(
                line,
                "a table without a header, whose first row became it",
                "write what each column holds above it",
            );
        }
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        if cells.any(|cell| cell.columns > 1 || cell.rows > 1) {
            self.notes.add(line, "cells of a table that cover several columns or rows; empty cells stand in their place", "look whether the table still reads well");
            return;
        }
        let width = table.rows.first().map_or(0, |row| row.cells.len());
        if table.rows.iter().any(|row| row.cells.len() != width) {
            self.notes.add(
                line,
                "rows of a table that had fewer cells than others, and were filled with empty ones",
                "look whether the table still reads well",
            );
        }
    }
}

/// The cells of each row, with empty ones where one cell covers several places or a row is short. `None` if those would
/// be many more than the cells that there are.
fn even_rows(table: &FlowTable) -> Option<Vec<Vec<Vec<Piece>>>> {
    let cell_count: usize = table.rows.iter().map(|row| row.cells.len()).sum();
    let most = 10_000 + 8 * cell_count;
    let mut total = 0;
    let mut rows: Vec<Vec<Vec<Piece>>> = Vec::new();
    // How many rows the cell above still covers, by column.
    let mut covered: Vec<usize> = Vec::new();
    for row in &table.rows {
        let mut cells: Vec<Vec<Piece>> = Vec::new();
        for cell in &row.cells {
            skip_covered(&mut cells, &mut covered);
            cells.push(flattened(cell.body.clone()));
            let first = cells.len() - 1;
            cells.resize(first + cell.columns, Vec::new());
            covered.resize(covered.len().max(cells.len()), 0);
            covered[first..cells.len()].fill(cell.rows - 1);
        }
        skip_covered(&mut cells, &mut covered);
        total += cells.len();
        if total > most {
            return None;
        }
        rows.push(cells);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width * rows.len() > most {
        return None;
    }
    for row in &mut rows {
        row.resize(width, Vec::new());
    }
    Some(rows)
}

/// Empty cells where a cell of an earlier row reaches down.
fn skip_covered(cells: &mut Vec<Vec<Piece>>, covered: &mut [usize]) {
    while let Some(rows) = covered.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(Vec::new());
    }
}

/// A line break in a cell or caption is a space: Markdown has no other sign for it there.
pub fn on_one_line(pieces: &[Piece]) -> Vec<Piece> {
    let space = |piece: &Piece| match piece {
        Piece::Break => Piece::plain(" "),
        piece => piece.clone(),
    };
    pieces.iter().map(space).collect()
}

/// Each row of a table as a line of words.
pub fn rows_of(table: FlowTable) -> Vec<Flow> {
    let mut lines = vec![Flow::paragraph(0, table.caption)];
    for row in table.rows {
        let mut pieces = Vec::new();
        for cell in row.cells {
            if are_visible(&pieces) {
                pieces.push(Piece::plain("; "));
            }
            pieces.extend(flattened(cell.body));
        }
        lines.push(Flow::paragraph(0, pieces));
    }
    lines
}
