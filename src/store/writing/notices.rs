//! The notices that imported data has of references, kept beside them and never in what their authors wrote.

use std::collections::{BTreeMap, BTreeSet};

use super::{Writing, to_json};
use crate::content::{AuditAction, Kind, Notice, PaperEvent};
use crate::error::{Error, Result};
use crate::store::value::Row;

/// A reference that has another notice by data that was imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Renoticed {
    pub key: String,
    /// What the data says of it now.
    pub notice: Option<Notice>,
    revision: i32,
}

impl Writing<'_> {
    /// Gives a reference that is written the notice that the data has of it, by the identifiers that it has now.
    pub(super) async fn look_up_notice(&mut self, key: &str, number: i32) -> Result<()> {
        let rows = self
            .session
            .all(
                "SELECT t.nature, t.noticed_on
                 FROM reference_identifier i
                 JOIN retraction t ON t.identifier = i.identifier
                 WHERE i.reference = $1",
                [key.into()],
            )
            .await?;
        let events = rows.iter().map(paper_event).collect::<Result<Vec<_>>>()?;
        let notice = PaperEvent::notice_of(events);
        match (notice, number) {
            // A new row has none yet.
            (None, 1) => Ok(()),
            _ => self.set_notice(key, notice).await,
        }
    }

    /// Makes the notices of all references those of the data that was stored in this write; gives those that became others.
    /// What stays the same is not touched.
    pub(in crate::store) async fn renew_notices(&mut self) -> Result<Vec<Renoticed>> {
        let said = self.said_notices().await?;
        let changed = self.changed_notices(&said).await?;
        for reference in &changed {
            let Renoticed { key, notice, .. } = reference;
            self.set_notice(key, *notice).await?;
            self.move_on(key).await?;
            let revision = Some(reference.revision);
            self.touch_entry(Kind::Reference, key);
            self.remember_entry(Kind::Reference, key, revision).await?;
            let action = AuditAction::ImportRetractions;
            self.done(action, "reference", key, (revision, revision));
            self.log(Kind::Reference, key).await?;
        }
        Ok(changed)
    }

    /// What the data says of references that are stored.
    async fn said_notices(&mut self) -> Result<BTreeMap<String, Notice>> {
        // Data has fewer papers than there may be references.
        let rows = self
            .session
            .all(
                "SELECT i.reference, t.nature, t.noticed_on
                 FROM retraction t
                 CROSS JOIN reference_identifier i
                 WHERE i.identifier = t.identifier",
                [],
            )
            .await?;
        let events = rows.iter();
        let events = events.map(|row| Ok((row.text("reference")?, paper_event(row)?)));
        Ok(PaperEvent::notices_of(events.collect::<Result<Vec<_>>>()?))
    }

    /// The references of which the data says another thing than is stored, or nothing any more.
    async fn changed_notices(&mut self, said: &BTreeMap<String, Notice>) -> Result<Vec<Renoticed>> {
        let noticed = self
            .session
            .all(
                "SELECT e.id
                 FROM entry e
                 WHERE e.notice IS NOT NULL AND (e.notice IS NOT NULL OR e.authored_notice IS NOT NULL)",
                [],
            )
            .await?;
        let mut keys: BTreeSet<String> = said.keys().cloned().collect();
        for row in &noticed {
            keys.insert(row.text("id")?);
        }
        let rows = self
            .session
            .all_about(
                "SELECT e.id, e.revision, e.notice FROM",
                keys.into_iter().map(|key| [key.into()]).collect(),
                "named
                 CROSS JOIN entry e
                 WHERE e.kind = 'reference' AND e.id = named.column1",
            )
            .await?;
        let mut changed = Vec::new();
        for row in &rows {
            let key = row.text("id")?;
            let notice = said.get(&key).copied();
            if row.optional_json("notice")? != notice {
                changed.push(Renoticed {
                    revision: row.revision_number("revision")?,
                    key,
                    notice,
                });
            }
        }
        Ok(changed)
    }

    async fn set_notice(&mut self, key: &str, notice: Option<Notice>) -> Result<()> {
        self.session
            .execute(
                "UPDATE entry
                 SET notice = $2
                 WHERE kind = 'reference' AND id = $1",
                [key.into(), notice_json(notice)?.into()],
            )
            .await
    }

    /// The moment at which the answer about a reference changed last; it never goes back.
    async fn move_on(&mut self, key: &str) -> Result<()> {
        self.session
            .execute(
                "UPDATE entry
                 SET modified_at = $2
                 WHERE kind = 'reference' AND id = $1 AND modified_at < $2",
                [key.into(), self.at.into()],
            )
            .await
    }
}

/// A notice as it is stored.
pub(super) fn notice_json(notice: Option<Notice>) -> Result<Option<String>> {
    notice.as_ref().map(to_json).transpose()
}

/// What a row of the data says happened.
pub(in crate::store) fn paper_event(row: &Row) -> Result<PaperEvent> {
    let day = row.text("noticed_on")?;
    Ok(PaperEvent {
        nature: row.parsed("nature")?,
        on: day
            .parse()
            .map_err(|cause| Error::Corrupt(format!("a day of a notice: {cause}")))?,
    })
}
