//! Writing one therapy, condition, person or reference, for the state that the write was made for.

use super::Store;
use super::writing::{Newest, Writing};
use crate::content::{
    AuditAction, Authored, Entry, Expected, MediaFormat, Notice, Signature, Source, State, Written,
};
use crate::error::{Error, Result};

/// An entry as it is stored.
#[derive(Clone, Debug)]
pub struct StoredEntry<T> {
    pub content: T,
    pub state: State,
    /// The file that its text stands in, or would stand in.
    pub path: String,
    /// The notice that the data on retractions has of it, which its author did not write.
    pub notice: Option<Notice>,
}

/// What a write has made of an entry.
#[derive(Debug)]
pub struct WrittenEntry<T> {
    pub entry: Written<T>,
    /// True when there was none before.
    pub is_new: bool,
}

/// An image file, as texts show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSize {
    pub format: MediaFormat,
    pub width: u32,
    pub height: u32,
}

impl Store {
    /// An entry as it is stored, if there is one.
    pub async fn stored_entry<T: Entry>(&self, id: &str) -> Result<Option<StoredEntry<T>>> {
        let row = self
            .db
            .one(
                "SELECT r.number, r.body, r.source_path, e.notice
                 FROM entry e
                 JOIN revision r ON r.kind = e.kind AND r.owner = e.id AND r.number = e.revision
                 WHERE e.kind = $1 AND e.id = $2",
                [T::KIND.as_str().into(), id.into()],
            )
            .await?;
        row.map(|row| {
            Ok(StoredEntry {
                content: row.json("body")?,
                state: State::of(row.revision_number("number")?, &row.text("body")?),
                path: row.text("source_path")?,
                notice: row.optional_json("notice")?,
            })
        })
        .transpose()
    }

    /// One revision of an entry, with the text that it came from.
    pub async fn stored_revision<T: Entry>(&self, id: &str, number: i32) -> Result<Authored<T>> {
        let row = self
            .db
            .one(
                "SELECT r.body, r.source_path, r.source
                 FROM revision r
                 WHERE r.kind = $1 AND r.owner = $2 AND r.number = $3",
                [T::KIND.as_str().into(), id.into(), number.into()],
            )
            .await?;
        let row = row.ok_or_else(|| Error::Missing {
            what: "revision",
            name: format!("{id}/{number}"),
        })?;
        Ok(Authored {
            content: row.json("body")?,
            source: Source {
                path: row.text("source_path")?,
                text: row.text("source")?,
            },
        })
    }

    /// The format and size of an image file, whether anything published shows it or not.
    pub async fn image_size(&self, sha256: &str) -> Result<Option<ImageSize>> {
        let row = self
            .db
            .one(
                "SELECT m.format, m.width, m.height
                 FROM media m
                 WHERE m.sha256 = $1",
                [sha256.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let side = |column| {
            u32::try_from(row.integer(column)?)
                .map_err(|error| Error::Corrupt(format!("column {column}: {error}")))
        };
        let (width, height) = (side("width")?, side("height")?);
        Ok(
            MediaFormat::of_extension(&row.text("format")?).map(|format| ImageSize {
                format,
                width,
                height,
            }),
        )
    }

    /// Stores an entry, which is public at once. What says the same as before makes no revision. `replacing` is what the
    /// audit log calls it when there was one before.
    pub async fn write_entry<T: Entry>(
        &self,
        authored: &Authored<T>,
        expected: &Expected,
        signature: &Signature,
        replacing: AuditAction,
    ) -> Result<WrittenEntry<T>> {
        let mut writing = Writing::begin(self, signature).await?;
        let newest = writing.newest::<T>(authored.content.id()).await?;
        refuse_other_case(&authored.content, newest.as_ref())?;
        let state = newest.as_ref().map(Newest::state);
        expected.hold(state.as_ref())?;
        let mut content = authored.content.clone();
        Writing::align_entry(&mut content, newest.as_ref());
        let is_same = newest
            .as_ref()
            .is_some_and(|newest| newest.content == content);
        if !is_same {
            let done = match &newest {
                Some(newest) => (replacing, Some(newest.number)),
                None => (AuditAction::Create, None),
            };
            let number = writing.next_number(content.id(), newest.as_ref()).await?;
            writing
                .store_entry(&content, &authored.source, number, done)
                .await?;
            refuse_unfit(&mut writing, &content).await?;
        }
        let entry = self.written_in(&mut writing.session, content.id()).await?;
        let entry = entry.ok_or_else(|| missing::<T>(content.id()))?;
        writing.finish().await?;
        Ok(WrittenEntry {
            entry,
            is_new: newest.is_none(),
        })
    }

    /// Deletes an entry on which nothing public rests. Its revisions stay.
    pub async fn delete_entry<T: Entry>(
        &self,
        id: &str,
        expected: &Expected,
        signature: &Signature,
    ) -> Result<()> {
        let mut writing = Writing::begin(self, signature).await?;
        let newest = writing.newest::<T>(id).await?;
        let newest = newest.filter(|newest| newest.id == id);
        let newest = newest.ok_or_else(|| missing::<T>(id))?;
        expected.hold(Some(&newest.state()))?;
        writing.refuse_to_remove_what_is_used(T::KIND, id).await?;
        writing
            .remove_entry(T::KIND, id, Some(newest.number))
            .await?;
        writing.finish().await
    }
}

/// Refuses an entry that has been written in a transaction and is not fit to be public. What is missing is looked for
/// once it is there, because it may point at itself.
async fn refuse_unfit<T: Entry>(writing: &mut Writing<'_>, content: &T) -> Result<()> {
    let mut violations = writing.missing_targets(content).await?;
    violations.extend(writing.retracted_sources(content).await?);
    violations.extend(writing.shared_identifiers(content).await?);
    if violations.is_empty() {
        return Ok(());
    }
    Err(Error::Unfit(violations))
}

fn missing<T: Entry>(id: &str) -> Error {
    Error::Missing {
        what: T::KIND.as_str(),
        name: id.to_owned(),
    }
}

/// Ids are unique without regard to case, so another spelling is no other entry.
fn refuse_other_case<T: Entry>(content: &T, newest: Option<&Newest<T>>) -> Result<()> {
    let id = content.id();
    let Some(newest) = newest.filter(|newest| newest.id != id) else {
        return Ok(());
    };
    Err(Error::Conflict(format!(
        "the {} `{id}` is stored as `{}`; write it so, because case does not tell names apart",
        T::KIND.as_str(),
        newest.id
    )))
}
