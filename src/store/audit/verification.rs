//! Whether the audit log is whole: every row is hashed anew, and what was written must be told of in it.

use serde::Serialize;

use crate::content::{AuditAction, AuditRow, FIRST_PREVIOUS_HASH};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::database::Session;
use crate::store::value::Row;

/// How many rows are read at once.
const ROWS_AT_ONCE: i64 = 1000;

const LACKS_HASH: &str =
    "no row has the hash that was asked for: the log has been shortened or written anew";

/// What a look at the whole log has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditVerdict {
    /// How many rows follow each other without a fault.
    pub rows: i64,
    /// The hash of the last of them. Kept elsewhere, it shows later whether the log still has that row.
    pub last_hash: String,
    /// Where the row with the hash stands that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_at: Option<i64>,
    /// The first fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<AuditFault>,
}

/// A place where the log is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditFault {
    /// The first position that is not as it was written.
    pub position: i64,
    pub message: String,
}

impl Store {
    /// How many rows the log has, as far as its last position tells.
    pub async fn audit_rows(&self) -> Result<i64> {
        let row = self
            .db
            .one(
                "SELECT coalesce(max(a.position), 0) AS rows FROM audit a",
                [],
            )
            .await?;
        row.map_or(Ok(0), |row| row.integer("rows"))
    }

    /// Reads the whole log, some rows at a time, and says where it is broken first. With `contains`, a row with this hash
    /// must be in it. `step` is called for each row.
    pub async fn verify_audit(
        &self,
        contains: Option<&str>,
        step: impl Fn(),
    ) -> Result<AuditVerdict> {
        let mut session = self.db.read_all().await?;
        let mut verdict = AuditVerdict {
            rows: 0,
            last_hash: FIRST_PREVIOUS_HASH.to_owned(),
            found_at: None,
            fault: None,
        };
        loop {
            let rows = rows_after(&mut session, verdict.rows).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                verdict.take(row, contains);
                if verdict.fault.is_some() {
                    return Ok(verdict);
                }
                step();
            }
        }
        let message = match contains.is_some() && verdict.found_at.is_none() {
            true => Some(LACKS_HASH.to_owned()),
            false => untold(&mut session).await?,
        };
        let position = verdict.rows + 1;
        verdict.fault = message.map(|message| AuditFault { position, message });
        Ok(verdict)
    }
}

impl AuditVerdict {
    /// Takes the next row, or what is wrong with it.
    fn take(&mut self, row: &Row, contains: Option<&str>) {
        let position = self.rows + 1;
        match next_hash(row, position, &self.last_hash) {
            Ok(hash) => {
                if contains == Some(&hash) {
                    self.found_at = Some(position);
                }
                (self.rows, self.last_hash) = (position, hash);
            }
            Err(message) => self.fault = Some(AuditFault { position, message }),
        }
    }
}

async fn rows_after(session: &mut Session, position: i64) -> Result<Vec<Row>> {
    session
        .all(
            "SELECT a.position, a.at, a.actor, a.request_id, a.action, a.kind, a.owner, a.before_revision,
                a.after_revision, a.message, a.previous_hash, a.hash
             FROM audit a
             WHERE a.position > $1
             ORDER BY a.position
             LIMIT $2",
            [position.into(), ROWS_AT_ONCE.into()],
        )
        .await
}

/// The hash of the row that must stand at a position behind a row with a hash, or what is wrong with it.
fn next_hash(row: &Row, position: i64, last_hash: &str) -> std::result::Result<String, String> {
    let unreadable = |error: Error| format!("the row cannot be read: {error}");
    let found = row.integer("position").map_err(unreadable)?;
    if found != position {
        return Err(format!("the row is missing; the next one is {found}"));
    }
    if row.text("previous_hash").map_err(unreadable)? != last_hash {
        return Err("the row does not follow the one before it".to_owned());
    }
    let hash = row.text("hash").map_err(unreadable)?;
    let row = read(row, position).map_err(unreadable)?;
    match row.hash(last_hash) {
        Ok(computed) if computed == hash => Ok(hash),
        _ => Err("the row has been changed".to_owned()),
    }
}

fn read(row: &Row, position: i64) -> Result<AuditRow> {
    let action = row.text("action")?;
    Ok(AuditRow {
        position,
        at: row.text("at")?,
        actor: row.text("actor")?,
        request_id: row.optional_text("request_id")?,
        action: AuditAction::parse(&action)
            .map_err(|fault| Error::Corrupt(format!("its action {fault}")))?,
        kind: row.text("kind")?,
        owner: row.text("owner")?,
        before_revision: row.optional_revision_number("before_revision")?,
        after_revision: row.optional_revision_number("after_revision")?,
        message: row.optional_text("message")?,
    })
}

/// Something that was written since the log began, and of which it does not tell: what was logged as changed and has no row
/// at all, or a newest revision that no row names.
async fn untold(session: &mut Session) -> Result<Option<String>> {
    let changed = session
        .one(
            "SELECT c.kind, c.owner, c.version AS number
             FROM content_version v
             JOIN change_log c ON c.version > v.unaudited_version
             WHERE v.id = 1 AND NOT EXISTS (
                SELECT 1 FROM audit a WHERE a.kind = c.kind AND a.owner = c.owner
             )
             ORDER BY c.version, c.position
             LIMIT 1",
            [],
        )
        .await?;
    if let Some(row) = changed {
        return said(&row, "write").map(Some);
    }
    let revision = session
        .one(
            "SELECT n.kind, n.owner, n.number
             FROM (
                SELECT r.kind, r.owner, max(r.number) AS number
                FROM revision r
                WHERE r.created_at >= (SELECT a.at FROM audit a WHERE a.position = 1)
                GROUP BY r.kind, r.owner
             ) n
             WHERE NOT EXISTS (
                SELECT 1 FROM audit a
                WHERE a.kind = n.kind AND a.owner = n.owner
                    AND (a.after_revision = n.number OR a.before_revision = n.number)
             )
             LIMIT 1",
            [],
        )
        .await?;
    revision.map(|row| said(&row, "revision")).transpose()
}

fn said(row: &Row, what: &str) -> Result<String> {
    Ok(format!(
        "the log does not tell of {what} {} of the {} `{}`",
        row.integer("number")?,
        row.text("kind")?,
        row.text("owner")?
    ))
}
