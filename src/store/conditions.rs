//! Questions about conditions.

use super::Store;
use super::entries::{tagged, tags_of};
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Condition, ConditionSummary, Slug, Tagged, build_condition};
use crate::error::Result;

const KIND: &str = "condition";

impl Store {
    pub async fn condition(&self, slug: &Slug) -> Result<Tagged<Condition>> {
        let (row, foundation) = self.described_entry(KIND, slug).await?;
        let (condition, index) = build_condition(row.json("body")?, &foundation, &self.addresses);
        let mut tags = tags_of(KIND, slug.as_str());
        tags.add_index(&index);
        tagged(condition, tags, &row)
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
        ..
    } = row.json("body")?;
    Ok(ConditionSummary {
        slug,
        name,
        summary,
    })
}
