//! Questions about references.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Reference, ReferenceKey, Tagged, Written, vancouver};
use crate::error::Result;

const KIND: &str = "reference";

impl Store {
    pub async fn reference(&self, key: &ReferenceKey) -> Result<Written<Reference>> {
        self.written(key.as_str()).await
    }

    pub async fn references(&self, page: &Page) -> Result<Tagged<Slice<Reference>>> {
        self.entries(KIND, page, complete, |reference| reference.key.to_string())
            .await
    }
}

/// The reference with what stands beside it: its line, its level, and the notice that the data has of it.
pub(super) fn complete(row: &Row) -> Result<Reference> {
    let mut reference: Reference = row.json("body")?;
    // What is not the newest revision has no line that was made when it was written.
    let line = row.optional_text("citation")?;
    reference.citation = line.unwrap_or_else(|| vancouver(&reference));
    reference.level = reference.proposed_level();
    reference.add_notice(row.optional_json("notice")?);
    Ok(reference)
}
