//! Questions about conditions.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Condition, ConditionSummary, Slug, Tagged, Written};
use crate::error::Result;

const KIND: &str = "condition";

impl Store {
    pub async fn condition(&self, slug: &Slug) -> Result<Written<Condition>> {
        self.written(slug.as_str()).await
    }

    pub async fn conditions(&self, page: &Page) -> Result<Tagged<Slice<ConditionSummary>>> {
        self.entries(KIND, page, summary, |condition| condition.slug.to_string())
            .await
    }
}

/// As much of a condition as articles and lists show.
pub(super) fn summary(row: &Row) -> Result<ConditionSummary> {
    let Condition {
        slug,
        name,
        summary,
        codes,
        ..
    } = row.json("body")?;
    Ok(ConditionSummary {
        slug,
        name,
        summary,
        codes,
    })
}
