//! Questions about conditions.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Condition, ConditionSummary, Slug, build_condition};
use crate::error::{Error, Result};

const KIND: &str = "condition";

impl Store {
    pub async fn condition(&self, slug: &Slug) -> Result<Condition> {
        let mut session = self.db.read().await?;
        let row = session
            .one(super::entries::ENTRY, [KIND.into(), slug.as_str().into()])
            .await?;
        let row = row.ok_or_else(|| Error::NotFound {
            what: KIND,
            name: slug.to_string(),
        })?;
        let foundation = self
            .foundation_of_entry(&mut session, KIND, slug.as_str())
            .await?;
        session.commit().await?;
        Ok(build_condition(
            row.json("body")?,
            &foundation,
            &self.addresses,
        ))
    }

    pub async fn conditions(&self, page: &Page) -> Result<Slice<ConditionSummary>> {
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
