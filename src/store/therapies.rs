//! Questions about therapies.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Slug, Tagged, Therapy, TherapySummary, Written};
use crate::error::Result;

const KIND: &str = "therapy";

impl Store {
    pub async fn therapy(&self, slug: &Slug) -> Result<Written<Therapy>> {
        self.written(slug.as_str()).await
    }

    pub async fn therapies(&self, page: &Page) -> Result<Tagged<Slice<TherapySummary>>> {
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
