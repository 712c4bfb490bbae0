//! Questions about people.

use super::Store;
use super::page::{Page, Slice};
use crate::content::{Person, Slug};
use crate::error::Result;

const KIND: &str = "person";

impl Store {
    pub async fn person(&self, slug: &Slug) -> Result<Person> {
        self.entry(KIND, slug.as_str()).await?.json("body")
    }

    pub async fn people(&self, page: &Page) -> Result<Slice<Person>> {
        self.entries(
            KIND,
            page,
            |row| row.json("body"),
            |person: &Person| person.slug.to_string(),
        )
        .await
    }
}
