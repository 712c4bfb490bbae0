//! Data on retractions: taking it in whole, and what is kept of it.

use std::collections::BTreeMap;

use super::Store;
use super::database::Session;
use super::value::Row;
use super::writing::{Renoticed, Writing, paper_event};
use crate::content::{
    AuditAction, ImportedRetractions, Notice, PaperEvent, Reference, ReferenceKey, RetractionData,
    Retractions, Signature, UncheckedRetractions,
};
use crate::error::{Error, Result};

/// Data has never shrunk by a tenth: what does was cut off on its way.
const LEAST_TENTHS: i64 = 9;

/// What an import has done.
#[derive(Clone, Debug, PartialEq)]
pub enum RetractionImport {
    /// The data took the place of what was there; these references have another notice by it.
    Done { changed: Vec<Renoticed> },
    /// The same data was there already.
    Same(ImportedRetractions),
}

impl Store {
    /// Takes data in, in place of what was there, all of it or nothing. Unless it is forced, data that is older or much
    /// smaller than what is there is refused.
    pub async fn import_retractions(
        &self,
        data: &Retractions,
        is_forced: bool,
        signature: &Signature,
    ) -> Result<RetractionImport> {
        let mut writing = Writing::begin(self, signature).await?;
        if let Some(before) = imported(&mut writing.session).await? {
            let is_same = before.sha256 == data.sha256 && before.dated_on == data.dated_on;
            if is_same && is_whole(&mut writing.session).await? {
                return Ok(RetractionImport::Same(before));
            }
            if !is_forced {
                refuse_worse(&before, data)?;
            }
        }
        writing.replace_retractions(data).await?;
        let changed = writing.renew_notices().await?;
        writing.done(
            AuditAction::ImportRetractions,
            "retractions",
            &data.sha256,
            (None, None),
        );
        writing.finish().await?;
        Ok(RetractionImport::Done { changed })
    }

    /// Whether all events of the imported data were kept. An earlier version of this program kept less.
    pub async fn keeps_all_retractions(&self) -> Result<bool> {
        let mut session = self.db.read().await?;
        let is_whole = is_whole(&mut session).await?;
        session.commit().await?;
        Ok(is_whole)
    }

    /// Against what references are looked up.
    pub async fn retraction_data(&self) -> Result<RetractionData> {
        let mut session = self.db.read().await?;
        let data = retraction_data(&mut session).await?;
        session.commit().await?;
        Ok(data)
    }

    /// The notices that the data has of references, by the identifiers in their text: nothing of them need be stored.
    pub async fn notices_of(
        &self,
        references: &[Reference],
    ) -> Result<BTreeMap<ReferenceKey, Notice>> {
        let mut named: BTreeMap<String, Vec<&ReferenceKey>> = BTreeMap::new();
        for reference in references {
            for identifier in reference.shared_identifiers() {
                let of_one = named.entry(identifier.folded).or_default();
                of_one.push(&reference.key);
            }
        }
        let mut session = self.db.read().await?;
        let rows = session
            .all_about(
                "SELECT t.identifier, t.nature, t.noticed_on FROM",
                named.keys().map(|name| [name.as_str().into()]).collect(),
                "named
                 CROSS JOIN retraction t
                 WHERE t.identifier = named.column1",
            )
            .await?;
        session.commit().await?;
        let mut events = Vec::new();
        for row in &rows {
            let event = paper_event(row)?;
            let keys = named.get(&row.text("identifier")?).into_iter().flatten();
            events.extend(keys.map(|key| ((*key).clone(), event)));
        }
        Ok(PaperEvent::notices_of(events))
    }
}

/// The same as a transaction sees it.
pub(super) async fn retraction_data(session: &mut Session) -> Result<RetractionData> {
    Ok(match imported(session).await? {
        Some(imported) => RetractionData::Imported(imported),
        None => RetractionData::Unchecked(UncheckedRetractions::new()),
    })
}

async fn imported(session: &mut Session) -> Result<Option<ImportedRetractions>> {
    let row = session
        .one(
            "SELECT d.sha256, d.dated_on, d.imported_at, d.rows, d.unused_rows
             FROM retraction_data d
             WHERE d.id = 1",
            [],
        )
        .await?;
    row.map(|row| read(&row)).transpose()
}

/// Whether all that happened was kept of the data, and not what stood of each identifier.
async fn is_whole(session: &mut Session) -> Result<bool> {
    let row = session
        .one(
            "SELECT d.is_whole
             FROM retraction_data d
             WHERE d.id = 1",
            [],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.integer("is_whole"))? == 1)
}

fn read(row: &Row) -> Result<ImportedRetractions> {
    let corrupt =
        |cause: &dyn std::fmt::Display| Error::Corrupt(format!("retraction_data: {cause}"));
    let count = |column| u32::try_from(row.integer(column)?).map_err(|cause| corrupt(&cause));
    let dated_on = row.text("dated_on")?;
    let dated_on = dated_on
        .parse()
        .map_err(|cause: jiff::Error| corrupt(&cause))?;
    Ok(ImportedRetractions {
        statement: ImportedRetractions::statement_of(dated_on),
        dated_on,
        sha256: row.text("sha256")?,
        imported_at: row.moment("imported_at")?,
        rows: count("rows")?,
        unused_rows: count("unused_rows")?,
    })
}

fn refuse_worse(before: &ImportedRetractions, data: &Retractions) -> Result<()> {
    if data.dated_on < before.dated_on {
        return Err(Error::Configuration(format!(
            "this data is of {}, and newer data, of {}, was imported; add --force to go back to it",
            data.dated_on, before.dated_on
        )));
    }
    if i64::from(data.rows) * 10 < i64::from(before.rows) * LEAST_TENTHS {
        return Err(Error::Configuration(format!(
            "this data has {} rows, and that of {} has {}, so it was probably cut off; fetch it again, or add --force",
            data.rows, before.dated_on, before.rows
        )));
    }
    Ok(())
}

impl Writing<'_> {
    async fn replace_retractions(&mut self, data: &Retractions) -> Result<()> {
        self.session.execute("DELETE FROM retraction", []).await?;
        // In the order of the table, so that it is written from one end to the other.
        let rows = data.events.iter().map(|(identifier, event)| {
            [
                identifier.into(),
                event.nature.as_str().into(),
                event.on.to_string().into(),
            ]
        });
        self.session
            .insert_rows(
                "INSERT INTO retraction (identifier, nature, noticed_on)",
                rows.collect(),
                "",
            )
            .await?;
        self.session
            .execute(
                "INSERT INTO retraction_data (id, sha256, dated_on, imported_at, rows, unused_rows, is_whole)
                 VALUES (1, $1, $2, $3, $4, $5, 1)
                 ON CONFLICT (id) DO UPDATE
                 SET sha256 = excluded.sha256, dated_on = excluded.dated_on, imported_at = excluded.imported_at,
                    rows = excluded.rows, unused_rows = excluded.unused_rows, is_whole = excluded.is_whole",
                [
                    data.sha256.as_str().into(),
                    data.dated_on.to_string().into(),
                    self.at.into(),
                    data.rows.into(),
                    data.unused_rows.into(),
                ],
            )
            .await
    }
}
