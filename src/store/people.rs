//! Questions about people.

use std::collections::HashMap;

use super::Store;
use super::database::Session;
use super::page::{Page, Slice};
use crate::content::{Person, Slug, Tagged, Written};
use crate::error::Result;

const KIND: &str = "person";

/// Those of some people that there are.
pub(super) async fn people_named(
    session: &mut Session,
    slugs: &[Slug],
) -> Result<HashMap<Slug, Person>> {
    let wanted = slugs.iter().map(|slug| [slug.as_str().into()]);
    let rows = session
        .all_of(
            "WITH wanted (id) AS (",
            wanted.collect(),
            ")
             SELECT e.body
             FROM wanted w
             JOIN published_entry e ON e.kind = 'person' AND e.id = w.id",
        )
        .await?;
    rows.iter()
        .map(|row| {
            let person: Person = row.json("body")?;
            Ok((person.slug.clone(), person))
        })
        .collect()
}

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
