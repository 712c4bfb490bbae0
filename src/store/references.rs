//! Questions about references.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Reference, ReferenceKey, Tagged, Written};
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

/// The reference with what follows from it: its line and its level.
pub(super) fn complete(row: &Row) -> Result<Reference> {
    let mut reference: Reference = row.json("body")?;
    reference.citation = row.text("citation")?;
    reference.level = reference.proposed_level();
    Ok(reference)
}
