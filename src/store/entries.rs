//! What therapies, conditions, people and references have in common in the database. The methods by kind stand in the
//! files of their nouns.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Foundation, Slug, Tagged, Tags};
use crate::error::{Error, Result};

/// The newest revision of one entry.
const ENTRY: &str = "SELECT e.id, e.body, e.citation, e.modified_at
     FROM published_entry e
     WHERE e.kind = $1 AND e.id = $2";

impl Store {
    pub(super) async fn has_entry(&self, kind: &'static str, id: &str) -> Result<bool> {
        let row = self
            .db
            .one(
                "SELECT 1 AS found FROM published_entry WHERE kind = $1 AND id = $2",
                [kind.into(), id.into()],
            )
            .await?;
        Ok(row.is_some())
    }

    /// The newest revision of one entry.
    pub(super) async fn entry(&self, kind: &'static str, id: &str) -> Result<Row> {
        found(
            self.db.one(ENTRY, [kind.into(), id.into()]).await?,
            kind,
            id,
        )
    }

    /// The newest revision of a therapy or condition, with what its description rests on.
    pub(super) async fn described_entry(
        &self,
        kind: &'static str,
        slug: &Slug,
    ) -> Result<(Row, Foundation)> {
        let mut session = self.db.read().await?;
        let row = session
            .one(ENTRY, [kind.into(), slug.as_str().into()])
            .await?;
        let row = found(row, kind, slug.as_str())?;
        let foundation = self
            .foundation_of_entry(&mut session, kind, slug.as_str())
            .await?;
        session.commit().await?;
        Ok((row, foundation))
    }

    /// The newest revision of an entry that rests on nothing else.
    pub(super) async fn plain_entry<T>(
        &self,
        kind: &'static str,
        id: &str,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Tagged<T>> {
        let row = self.entry(kind, id).await?;
        tagged(read(&row)?, tags_of(kind, id), &row)
    }

    /// A page of the entries of one kind, in the order of their ids.
    pub(super) async fn entries<T>(
        &self,
        kind: &'static str,
        page: &Page,
        read: impl Fn(&Row) -> Result<T>,
        id: impl Fn(&T) -> String,
    ) -> Result<Tagged<Slice<T>>> {
        let after = page.cursor.as_ref().map_or("", |cursor| cursor.part(0));
        let rows = self
            .db
            .all(
                "SELECT e.id, e.body, e.citation
                 FROM published_entry e
                 WHERE e.kind = $1 AND e.id > $2
                 ORDER BY e.id
                 LIMIT $3",
                [kind.into(), after.into(), page.size.and_one().into()],
            )
            .await?;
        let items = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let slice = Slice::cut(items, page, kind, |last| vec![id(last)]);
        let mut tags = Tags::default();
        tags.add("list", list_of(kind));
        for item in &slice.items {
            tags.add(kind, &id(item));
        }
        Ok(Tagged {
            value: slice,
            tags,
            modified_at: None,
        })
    }
}

/// An answer about one entry, with the moment that its row tells.
pub(super) fn tagged<T>(value: T, tags: Tags, row: &Row) -> Result<Tagged<T>> {
    Ok(Tagged {
        value,
        tags,
        modified_at: Some(row.moment("modified_at")?),
    })
}

pub(super) fn tags_of(kind: &str, id: &str) -> Tags {
    let mut tags = Tags::default();
    tags.add(kind, id);
    tags
}

/// The name of the list of a kind, as its address has it.
pub(super) fn list_of(kind: &str) -> &'static str {
    match kind {
        "article" => "articles",
        "therapy" => "therapies",
        "condition" => "conditions",
        "person" => "people",
        _ => "references",
    }
}

fn found(row: Option<Row>, kind: &'static str, id: &str) -> Result<Row> {
    row.ok_or_else(|| Error::NotFound {
        what: kind,
        name: id.to_owned(),
    })
}
