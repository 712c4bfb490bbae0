//! What therapies, conditions, people and references have in common in the database. The methods by kind stand in the
//! files of their nouns.

use super::Store;
use super::database::Session;
use super::page::{Page, Slice};
use super::value::Row;
use crate::content::{Entry, Foundation, State, Tagged, Tags, Written};
use crate::error::{Error, Result};

/// The newest revision of one entry.
const ENTRY: &str = "SELECT e.id, e.revision, e.body, e.citation, e.notice, e.modified_at
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

    /// One entry as readers get it, with what its description rests on.
    pub(super) async fn written<T: Entry>(&self, id: &str) -> Result<Written<T>> {
        let mut session = self.db.read().await?;
        let found = self.written_in(&mut session, id).await?;
        session.commit().await?;
        found.ok_or_else(|| Error::NotFound {
            what: T::KIND.as_str(),
            name: id.to_owned(),
        })
    }

    /// The same as a transaction sees it.
    pub(super) async fn written_in<T: Entry>(
        &self,
        session: &mut Session,
        id: &str,
    ) -> Result<Option<Written<T>>> {
        let kind = T::KIND.as_str();
        let Some(row) = session.one(ENTRY, [kind.into(), id.into()]).await? else {
            return Ok(None);
        };
        let content: T = row.json("body")?;
        let foundation = match content.description() {
            [] => Foundation::default(),
            _ => self.foundation_of_entry(session, kind, id).await?,
        };
        let citation = row.optional_text("citation")?;
        let notice = row.optional_json("notice")?;
        let (value, index) = content.built((citation, notice), &foundation, &self.addresses);
        let mut tags = tags_of(kind, id);
        tags.add_index(&index);
        Ok(Some(Written {
            found: Tagged {
                value,
                tags,
                modified_at: Some(row.moment("modified_at")?),
            },
            state: State::of(row.revision_number("revision")?, &row.text("body")?),
        }))
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
                "SELECT e.id, e.body, e.citation, e.notice
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
