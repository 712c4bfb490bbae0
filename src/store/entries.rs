//! What therapies, conditions, people and references have in common in the database. The methods by kind stand in the
//! files of their nouns.

use super::Store;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Foundation, Slug};
use crate::error::{Error, Result};

/// The newest revision of one entry.
const ENTRY: &str = "SELECT e.id, e.body, e.citation
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

    /// A page of the entries of one kind, in the order of their ids.
    pub(super) async fn entries<T>(
        &self,
        kind: &'static str,
        page: &Page,
        read: impl Fn(&Row) -> Result<T>,
        id: impl Fn(&T) -> String,
    ) -> Result<Slice<T>> {
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
        Ok(Slice::cut(items, page, kind, |last| vec![id(last)]))
    }
}

fn found(row: Option<Row>, kind: &'static str, id: &str) -> Result<Row> {
    row.ok_or_else(|| Error::NotFound {
        what: kind,
        name: id.to_owned(),
    })
}
