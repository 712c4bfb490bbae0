//! Questions about people.

use super::Store;
use super::page::{Page, Slice};
use crate::content::{Person, Slug, Tagged};
use crate::error::Result;

const KIND: &str = "person";

impl Store {
    pub async fn person(&self, slug: &Slug) -> Result<Tagged<Person>> {
        self.plain_entry(KIND, slug.as_str(), |row| row.json("body"))
            .await
    }

    pub async fn people(&self, page: &Page) -> Result<Tagged<Slice<Person>>> {
        self.entries(
            KIND,
            page,
            |row| row.json("body"),
            |person: &Person| person.slug.to_string(),
        )
        .await
    }
}
