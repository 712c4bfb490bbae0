//! Applying therapies, conditions, people and references.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Run;
use crate::content::{
    Action, Authored, Block, Change, Condition, Index, Kind, Origin, Person, Reference, Source,
    Therapy, align_blocks, differences_of_entries, vancouver,
};
use crate::error::{Error, Result};

/// The newest revision of an entry.
struct Newest<T> {
    number: i32,
    content: T,
}

/// An entry as it is about to be stored.
struct Entry<'a, T> {
    kind: Kind,
    id: &'a str,
    content: T,
    /// Its description, for the kinds that have one.
    description: fn(&T) -> &[Block],
    /// Formatted only when the entry is new or has changed.
    citation: Option<fn(&T) -> String>,
    source: &'a Source,
}

impl Run<'_> {
    pub(super) async fn reference(&mut self, reference: &Authored<Reference>) -> Result<()> {
        let entry = Entry {
            kind: Kind::Reference,
            id: reference.content.key.as_str(),
            content: reference.content.clone(),
            description: |_| &[],
            citation: Some(vancouver),
            source: &reference.source,
        };
        let newest = self.newest(&entry).await?;
        self.store_unless_same(entry, newest).await
    }

    pub(super) async fn person(&mut self, person: &Authored<Person>) -> Result<()> {
        let entry = Entry {
            kind: Kind::Person,
            id: person.content.slug.as_str(),
            content: person.content.clone(),
            description: |_| &[],
            citation: None,
            source: &person.source,
        };
        let newest = self.newest(&entry).await?;
        self.store_unless_same(entry, newest).await
    }

    pub(super) async fn therapy(&mut self, therapy: &Authored<Therapy>) -> Result<()> {
        let entry = Entry {
            kind: Kind::Therapy,
            id: therapy.content.slug.as_str(),
            content: therapy.content.clone(),
            description: |therapy| &therapy.description,
            citation: None,
            source: &therapy.source,
        };
        self.described(entry, |therapy| &mut therapy.description)
            .await
    }

    pub(super) async fn condition(&mut self, condition: &Authored<Condition>) -> Result<()> {
        let entry = Entry {
            kind: Kind::Condition,
            id: condition.content.slug.as_str(),
            content: condition.content.clone(),
            description: |condition| &condition.description,
            citation: None,
            source: &condition.source,
        };
        self.described(entry, |condition| &mut condition.description)
            .await
    }

    /// An entry with a description, whose ids are aligned with those of its newest revision.
    async fn described<T: DeserializeOwned + PartialEq + Serialize>(
        &mut self,
        mut entry: Entry<'_, T>,
        blocks_of: fn(&mut T) -> &mut Vec<Block>,
    ) -> Result<()> {
        let newest = self.newest(&entry).await?;
        let origin = Origin {
            owner: entry.id,
            revision: newest.as_ref().map_or(1, |newest| newest.number + 1),
        };
        let head = newest
            .as_ref()
            .map(|newest| (entry.description)(&newest.content));
        align_blocks(blocks_of(&mut entry.content), head, &origin);
        self.store_unless_same(entry, newest).await
    }

    /// The newest revision of an entry. Ids are unique without regard to case, so another spelling is no other entry.
    async fn newest<T: DeserializeOwned>(
        &mut self,
        entry: &Entry<'_, T>,
    ) -> Result<Option<Newest<T>>> {
        let Entry {
            kind, id, source, ..
        } = entry;
        let row = self
            .session
            .one(
                "SELECT e.id, e.revision, r.body
                 FROM entry e
                 JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
                 WHERE e.kind = $1 AND lower(e.id) = lower($2)",
                [kind.as_str().into(), (*id).into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let known = row.text("id")?;
        if known != *id {
            return Err(Error::Conflict(format!(
                "{}: the {} `{id}` is stored as `{known}`; write it so, because case does not tell keys apart",
                source.path,
                kind.as_str()
            )));
        }
        Ok(Some(Newest {
            number: row.revision_number("revision")?,
            content: row.json("body")?,
        }))
    }

    /// The number of the next revision of an entry; one that was removed goes on counting where it ended.
    async fn next_number(&mut self, kind: Kind, id: &str) -> Result<i32> {
        let row = self
            .session
            .one(
                "SELECT max(r.number) AS number
                 FROM revision r
                 WHERE r.kind = $1 AND r.owner = $2",
                [kind.as_str().into(), id.into()],
            )
            .await?;
        let last = row.map(|row| row.optional_revision_number("number"));
        Ok(last.transpose()?.flatten().unwrap_or(0) + 1)
    }

    async fn store_unless_same<T: Serialize + PartialEq>(
        &mut self,
        entry: Entry<'_, T>,
        newest: Option<Newest<T>>,
    ) -> Result<()> {
        let is_same = newest
            .as_ref()
            .is_some_and(|newest| newest.content == entry.content);
        if is_same {
            self.unchanged += 1;
            return Ok(());
        }
        let number = match &newest {
            Some(newest) => newest.number + 1,
            None => self.next_number(entry.kind, entry.id).await?,
        };
        self.changes
            .push(change_of(&entry, newest.as_ref(), number));
        if self.is_plan() {
            return Ok(());
        }
        self.store_entry(&entry, number).await
    }

    async fn store_entry<T: Serialize>(&mut self, entry: &Entry<'_, T>, number: i32) -> Result<()> {
        let Entry {
            kind, id, content, ..
        } = entry;
        self.insert_revision(*kind, id, number, content, entry.source)
            .await?;
        let citation = entry.citation.map(|format| format(content));
        self.session
            .execute(
                "INSERT INTO entry (kind, id, revision, citation, updated_at, modified_at)
                 VALUES ($1, $2, $3, $4, $5, $5)
                 ON CONFLICT (kind, id) DO UPDATE
                 SET revision = excluded.revision, citation = excluded.citation, updated_at = excluded.updated_at,
                    modified_at = CASE
                        WHEN entry.modified_at > excluded.modified_at THEN entry.modified_at
                        ELSE excluded.modified_at
                    END",
                [
                    kind.as_str().into(),
                    (*id).into(),
                    number.into(),
                    citation.into(),
                    self.at.into(),
                ],
            )
            .await?;
        let index = Index::of_description((entry.description)(content));
        self.insert_links(*kind, id, number, &index).await?;
        if number > 1 && !(entry.description)(content).is_empty() {
            self.touch_images_of(*kind, id).await?;
        }
        self.delete_links_except(*kind, id, [number, number])
            .await?;
        self.touch_entry(*kind, id);
        self.log(*kind, id).await
    }
}

fn change_of<T: Serialize>(
    entry: &Entry<'_, T>,
    newest: Option<&Newest<T>>,
    number: i32,
) -> Change {
    let blocks_of = entry.description;
    let differences = newest.map_or_else(Vec::new, |newest| {
        differences_of_entries(
            (&newest.content, blocks_of(&newest.content)),
            (&entry.content, blocks_of(&entry.content)),
        )
    });
    Change {
        action: newest.map_or(Action::Create, |_| Action::Update),
        kind: entry.kind,
        name: entry.id.to_owned(),
        locale: None,
        file: Some(entry.source.path.clone()),
        revision: Some(number),
        publicity: None,
        differences,
    }
}
