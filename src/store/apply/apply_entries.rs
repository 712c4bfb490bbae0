//! Applying therapies, conditions, people and references.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Writing;
use crate::content::{
    Authored, Block, Condition, Index, Origin, Person, Reference, Source, Therapy, align_blocks,
    vancouver,
};
use crate::error::{Error, Result};

/// The newest revision of an entry.
struct Newest<T> {
    number: i32,
    content: T,
}

/// An entry as it is about to be stored.
struct Entry<'a, T> {
    kind: &'static str,
    id: &'a str,
    content: T,
    /// Formatted only when the entry is new or has changed.
    citation: Option<fn(&T) -> String>,
    index: Index,
    source: &'a Source,
}

impl Writing<'_> {
    pub(super) async fn apply_reference(&mut self, reference: &Authored<Reference>) -> Result<()> {
        let entry = Entry {
            kind: "reference",
            id: reference.content.key.as_str(),
            content: reference.content.clone(),
            citation: Some(vancouver),
            index: Index::default(),
            source: &reference.source,
        };
        let newest = self.newest(entry.kind, entry.id).await?;
        self.store_unless_same(entry, newest).await
    }

    pub(super) async fn apply_person(&mut self, person: &Authored<Person>) -> Result<()> {
        let entry = Entry {
            kind: "person",
            id: person.content.slug.as_str(),
            content: person.content.clone(),
            citation: None,
            index: Index::default(),
            source: &person.source,
        };
        let newest = self.newest(entry.kind, entry.id).await?;
        self.store_unless_same(entry, newest).await
    }

    pub(super) async fn apply_therapy(&mut self, therapy: &Authored<Therapy>) -> Result<()> {
        let id = therapy.content.slug.as_str();
        self.apply_described("therapy", id, therapy, |therapy| &mut therapy.description)
            .await
    }

    pub(super) async fn apply_condition(&mut self, condition: &Authored<Condition>) -> Result<()> {
        let id = condition.content.slug.as_str();
        self.apply_described("condition", id, condition, |condition| {
            &mut condition.description
        })
        .await
    }

    /// An entry with a description, whose ids are aligned with those of its newest revision.
    async fn apply_described<T: Clone + DeserializeOwned + PartialEq + Serialize>(
        &mut self,
        kind: &'static str,
        id: &str,
        authored: &Authored<T>,
        description: fn(&mut T) -> &mut Vec<Block>,
    ) -> Result<()> {
        let mut newest = self.newest::<T>(kind, id).await?;
        let revision = newest.as_ref().map_or(1, |newest| newest.number + 1);
        let head = newest
            .as_mut()
            .map(|newest| description(&mut newest.content).as_slice());
        let mut content = authored.content.clone();
        let blocks = description(&mut content);
        align_blocks(
            blocks,
            head,
            &Origin {
                owner: id,
                revision,
            },
        );
        let index = Index::of_description(blocks);
        let entry = Entry {
            kind,
            id,
            content,
            citation: None,
            index,
            source: &authored.source,
        };
        self.store_unless_same(entry, newest).await
    }

    /// The newest revision of an entry. Ids are unique without regard to case, so another spelling is no other entry.
    async fn newest<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Newest<T>>> {
        let row = self
            .session
            .one(
                "SELECT e.id, e.revision, r.body
                 FROM entry e
                 JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
                 WHERE e.kind = $1 AND lower(e.id) = lower($2)",
                [kind.into(), id.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let known = row.text("id")?;
        if known != id {
            return Err(Error::Conflict(format!(
                "the {kind} `{id}` is stored as `{known}`; write it so, because case does not tell keys apart"
            )));
        }
        Ok(Some(Newest {
            number: row.revision_number("revision")?,
            content: row.json("body")?,
        }))
    }

    async fn store_unless_same<T: Serialize + PartialEq>(
        &mut self,
        entry: Entry<'_, T>,
        newest: Option<Newest<T>>,
    ) -> Result<()> {
        if newest
            .as_ref()
            .is_some_and(|newest| newest.content == entry.content)
        {
            return Ok(());
        }
        let number = newest.map_or(1, |newest| newest.number + 1);
        let Entry {
            kind,
            id,
            content,
            citation,
            index,
            source,
        } = entry;
        self.insert_revision(kind, id, number, &content, source)
            .await?;
        let citation = citation.map(|format| format(&content));
        self.session
            .execute(
                "INSERT INTO entry (kind, id, revision, citation, updated_at)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (kind, id) DO UPDATE
                 SET revision = excluded.revision, citation = excluded.citation, updated_at = excluded.updated_at",
                [kind.into(), id.into(), number.into(), citation.into(), self.at.into()],
            )
            .await?;
        self.insert_links(kind, id, number, &index).await?;
        self.delete_links_except(kind, id, [number, number]).await?;
        self.log(kind, id).await
    }
}
