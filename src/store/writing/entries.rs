//! Writing therapies, conditions, people and references.

use super::Writing;
use super::notices::notice_json;
use crate::content::{AuditAction, Entry, Index, Kind, Origin, Source, State, align_blocks};
use crate::error::Result;

/// The newest revision of an entry.
pub(in crate::store) struct Newest<T> {
    /// The id as it is stored: ids are unique without regard to case.
    pub(in crate::store) id: String,
    pub(in crate::store) number: i32,
    /// Its text as it is stored.
    pub(in crate::store) body: String,
    pub(in crate::store) content: T,
    /// The number of the write over HTTP that no folder has seen; 0 for none.
    pub(in crate::store) http_version: i64,
}

impl<T> Newest<T> {
    pub(in crate::store) fn state(&self) -> State {
        State::of(self.number, &self.body)
    }
}

impl Writing<'_> {
    /// The newest revision of an entry, in whatever case its id is written.
    pub(in crate::store) async fn newest<T: Entry>(
        &mut self,
        id: &str,
    ) -> Result<Option<Newest<T>>> {
        let row = self
            .session
            .one(
                "SELECT e.id, e.revision, e.http_version, r.body
                 FROM entry e
                 JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
                 WHERE e.kind = $1 AND lower(e.id) = lower($2)",
                [T::KIND.as_str().into(), id.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Newest {
            id: row.text("id")?,
            number: row.revision_number("revision")?,
            content: row.json("body")?,
            body: row.text("body")?,
            http_version: row.integer("http_version")?,
        }))
    }

    /// Gives the places of a description without an id the ones that they had, else new ones.
    pub(in crate::store) fn align_entry<T: Entry>(content: &mut T, newest: Option<&Newest<T>>) {
        let owner = content.id().to_owned();
        let origin = Origin {
            owner: &owner,
            revision: newest.map_or(1, |newest| newest.number + 1),
        };
        let head = newest.map(|newest| newest.content.description());
        if let Some(description) = content.description_mut() {
            align_blocks(description, head, &origin);
        }
    }

    /// The number of the next revision of an entry; one that was removed goes on counting where it ended.
    pub(in crate::store) async fn next_number<T: Entry>(
        &mut self,
        id: &str,
        newest: Option<&Newest<T>>,
    ) -> Result<i32> {
        if let Some(newest) = newest {
            return Ok(newest.number + 1);
        }
        let row = self
            .session
            .one(
                "SELECT max(r.number) AS number
                 FROM revision r
                 WHERE r.kind = $1 AND r.owner = $2",
                [T::KIND.as_str().into(), id.into()],
            )
            .await?;
        let last = row.map(|row| row.optional_revision_number("number"));
        Ok(last.transpose()?.flatten().unwrap_or(0) + 1)
    }

    /// Stores a text as the newest revision of its entry. `action` is what the audit log calls it.
    pub(in crate::store) async fn store_entry<T: Entry>(
        &mut self,
        content: &T,
        source: &Source,
        number: i32,
        (action, before): (AuditAction, Option<i32>),
    ) -> Result<()> {
        let (kind, id) = (T::KIND, content.id());
        self.insert_revision(kind, id, number, content, source)
            .await?;
        self.write_entry(content, number).await?;
        self.write_identifiers(content, number).await?;
        if kind == Kind::Reference {
            self.look_up_notice(id, number).await?;
        }
        self.write_topic_names(content, number).await?;
        let index = Index::of_description(content.description());
        self.insert_links(kind, id, number, &index).await?;
        if number > 1 && !content.description().is_empty() {
            self.touch_images_of(kind, id).await?;
        }
        self.delete_links_before(kind, id, number).await?;
        self.touch_entry(kind, id);
        self.remember_entry(kind, id, Some(number)).await?;
        self.done(action, kind.as_str(), id, (before, Some(number)));
        self.log(kind, id).await
    }

    async fn write_entry<T: Entry>(&mut self, content: &T, number: i32) -> Result<()> {
        self.session
            .execute(
                "INSERT INTO entry (kind, id, revision, citation, authored_notice, updated_at, modified_at, http_version)
                 VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
                 ON CONFLICT (kind, id) DO UPDATE
                 SET revision = excluded.revision, citation = excluded.citation,
                    authored_notice = excluded.authored_notice, updated_at = excluded.updated_at,
                    http_version = excluded.http_version,
                    modified_at = CASE
                        WHEN entry.modified_at > excluded.modified_at THEN entry.modified_at
                        ELSE excluded.modified_at
                    END",
                [
                    T::KIND.as_str().into(),
                    content.id().into(),
                    number.into(),
                    content.citation().into(),
                    notice_json(content.notice())?.into(),
                    self.at.into(),
                    self.http_version().unwrap_or(0).into(),
                ],
            )
            .await
    }
}
