//! Questions about people.

use super::Store;
use super::page::{Page, Slice};
use crate::content::{Person, Slug, Tagged, Written};
use crate::error::Result;

const KIND: &str = "person";

impl Store {
    pub async fn person(&self, slug: &Slug) -> Result<Written<Person>> {
        self.written(slug.as_str()).await
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
