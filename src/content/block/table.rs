//! Tables.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::content::{Anchor, Inline};

/// Rows and columns. Every row has as many cells as the header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TableBlock {
    /// The id of the table.
    #[serde(default = "Anchor::unassigned")]
    #[schema(required, example = "what-the-sources-are")]
    pub id: Anchor,
    /// The caption; empty when its author gave none.
    pub caption: Vec<Inline>,
    /// The cells of the header.
    pub header: Vec<TableCell>,
    /// The rows in order.
    pub rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TableRow {
    /// The cells of the row.
    pub cells: Vec<TableCell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TableCell {
    /// The text of the cell; empty for an empty cell.
    pub content: Vec<Inline>,
}
