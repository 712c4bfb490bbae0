//! Questions about therapies.

use super::Store;
use super::entries::{tagged, tags_of};
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Slug, Tagged, Therapy, TherapySummary, build_therapy};
use crate::error::Result;

const KIND: &str = "therapy";

impl Store {
    pub async fn therapy(&self, slug: &Slug) -> Result<Tagged<Therapy>> {
        let (row, foundation) = self.described_entry(KIND, slug).await?;
        let (therapy, index) = build_therapy(row.json("body")?, &foundation, &self.addresses);
        let mut tags = tags_of(KIND, slug.as_str());
        tags.add_index(&index);
        tagged(therapy, tags, &row)
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
