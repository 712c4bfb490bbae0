//! Applying therapies, conditions, people and references.

use super::Run;
use crate::content::{
    Action, AuditAction, Authored, Change, Conflict, Entry, differences_of_entries,
};
use crate::error::{Error, Result};
use crate::store::writing::{Newest, Writing};

impl Run<'_> {
    pub(super) async fn entry<T: Entry>(&mut self, entry: &Authored<T>) -> Result<()> {
        let newest = self.writing.newest(entry.content.id()).await?;
        refuse_other_case(entry, newest.as_ref())?;
        let mut content = entry.content.clone();
        Writing::align_entry(&mut content, newest.as_ref());
        let is_same = newest
            .as_ref()
            .is_some_and(|newest| newest.content == content);
        if is_same {
            self.unchanged += 1;
            return match newest {
                Some(newest) if newest.http_version > 0 => {
                    self.see_entry(T::KIND, content.id()).await
                }
                Some(_) | None => Ok(()),
            };
        }
        self.note_entry_conflict(entry, newest.as_ref()).await?;
        let number = self
            .writing
            .next_number(content.id(), newest.as_ref())
            .await?;
        let entry = Authored {
            content,
            source: entry.source.clone(),
        };
        self.changes
            .push(change_of(&entry, newest.as_ref(), number));
        if self.is_plan() {
            return Ok(());
        }
        let done = match &newest {
            Some(newest) => (AuditAction::Update, Some(newest.number)),
            None => (AuditAction::Create, None),
        };
        self.writing
            .store_entry(&entry.content, &entry.source, number, done)
            .await
    }
}

impl Run<'_> {
    /// Notes that a file would change, or bring back, what was written over HTTP.
    async fn note_entry_conflict<T: Entry>(
        &mut self,
        entry: &Authored<T>,
        newest: Option<&Newest<T>>,
    ) -> Result<()> {
        let id = entry.content.id();
        let is_unseen = match newest {
            Some(newest) => newest.http_version > 0,
            None => self.is_deleted_entry(T::KIND, id).await?,
        };
        if !is_unseen {
            return Ok(());
        }
        let conflict = Conflict {
            kind: T::KIND,
            name: id.to_owned(),
            locale: None,
            file: Some(entry.source.path.clone()),
            revision: newest.map(|newest| newest.number),
            written_by: String::new(),
        };
        self.conflict(conflict, id).await?;
        match self.is_plan() {
            true => Ok(()),
            false => self.writing.forget_deletion(T::KIND, id).await,
        }
    }
}

/// Ids are unique without regard to case, so another spelling is no other entry.
fn refuse_other_case<T: Entry>(entry: &Authored<T>, newest: Option<&Newest<T>>) -> Result<()> {
    let id = entry.content.id();
    let Some(newest) = newest.filter(|newest| newest.id != id) else {
        return Ok(());
    };
    Err(Error::Conflict(format!(
        "{}: the {} `{id}` is stored as `{}`; write it so, because case does not tell keys apart",
        entry.source.path,
        T::KIND.as_str(),
        newest.id
    )))
}

fn change_of<T: Entry>(entry: &Authored<T>, newest: Option<&Newest<T>>, number: i32) -> Change {
    let content = &entry.content;
    let differences = newest.map_or_else(Vec::new, |newest| {
        differences_of_entries(
            (&newest.content, newest.content.description()),
            (content, content.description()),
        )
    });
    Change {
        action: newest.map_or(Action::Create, |_| Action::Update),
        kind: T::KIND,
        name: content.id().to_owned(),
        locale: None,
        file: Some(entry.source.path.clone()),
        revision: Some(number),
        publicity: None,
        differences,
    }
}
