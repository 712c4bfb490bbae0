//! Questions about therapies.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Slug, Therapy, TherapySummary, build_therapy};
use crate::error::{Error, Result};

const KIND: &str = "therapy";

impl Store {
    pub async fn therapy(&self, slug: &Slug) -> Result<Therapy> {
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
        Ok(build_therapy(
            row.json("body")?,
            &foundation,
            &self.addresses,
        ))
    }

    pub async fn therapies(&self, page: &Page) -> Result<Slice<TherapySummary>> {
        self.entries(KIND, page, summary, |therapy| therapy.slug.to_string())
            .await
    }
}

/// As much of a therapy as articles and lists show.
pub(super) fn summary(row: &Row) -> Result<TherapySummary> {
    let Therapy {
        slug,
        name,
        summary,
        ..
    } = row.json("body")?;
    Ok(TherapySummary {
        slug,
        name,
        summary,
    })
}
