//! Questions about the audit log: what it says, and whether anybody has changed it.

mod verification;

pub use verification::{AuditFault, AuditVerdict};

use super::Store;
use super::page::{Page, Slice};
use super::value::{Row, Value};
use crate::content::{AuditAction, AuditEntry, AuditKind, Moment};
use crate::error::{Error, InvalidValue, Result};

/// Which rows of the log are wanted. Filters narrow each other.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    pub kind: Option<AuditKind>,
    pub owner: Option<String>,
    pub actor: Option<String>,
    pub action: Option<AuditAction>,
    pub since: Option<Moment>,
}

impl AuditFilter {
    /// The list with its filters, to bind cursors to.
    pub fn question(&self) -> String {
        format!("audit {self:?}")
    }
}

impl Store {
    /// A page of the log, the newest row first.
    pub async fn audit(&self, filter: &AuditFilter, page: &Page) -> Result<Slice<AuditEntry>> {
        let before = page.cursor.as_ref().map(|cursor| cursor.part(0));
        // A cursor of ours has a number; one that was made up leads nowhere.
        let before: i64 = before.map_or(i64::MAX, |text| text.parse().unwrap_or(0));
        let kind = filter.kind.map(AuditKind::as_str);
        let action = filter.action.map(AuditAction::as_str);
        let values: [Value; 7] = [
            before.into(),
            page.size.and_one().into(),
            filter.actor.as_deref().into(),
            action.into(),
            filter.since.into(),
            kind.into(),
            filter.owner.as_deref().into(),
        ];
        let sql = match (&filter.kind, &filter.owner) {
            (Some(_), Some(_)) => OF_ONE,
            _ => OF_ALL,
        };
        let rows = self.db.all(sql, values).await?;
        let items = rows.iter().map(entry).collect::<Result<Vec<_>>>()?;
        Ok(Slice::cut(items, page, &filter.question(), |last| {
            vec![last.position.to_string()]
        }))
    }
}

/// All rows, along their positions.
const OF_ALL: &str =
    "SELECT a.position, a.at, a.actor, a.request_id, a.action, a.kind, a.owner, a.before_revision,
        a.after_revision, a.message, a.previous_hash, a.hash
     FROM audit a
     WHERE a.position < $1
        AND ($3 IS NULL OR a.actor = $3)
        AND ($4 IS NULL OR a.action = $4)
        AND ($5 IS NULL OR a.at >= $5)
        AND ($6 IS NULL OR a.kind = $6)
        AND ($7 IS NULL OR a.owner = $7)
     ORDER BY a.position DESC
     LIMIT $2";

/// The rows of one piece of content, along its index.
const OF_ONE: &str =
    "SELECT a.position, a.at, a.actor, a.request_id, a.action, a.kind, a.owner, a.before_revision,
        a.after_revision, a.message, a.previous_hash, a.hash
     FROM audit a
     WHERE a.kind = $6 AND a.owner = $7 AND a.position < $1
        AND ($3 IS NULL OR a.actor = $3)
        AND ($4 IS NULL OR a.action = $4)
        AND ($5 IS NULL OR a.at >= $5)
     ORDER BY a.position DESC
     LIMIT $2";

fn entry(row: &Row) -> Result<AuditEntry> {
    let word = |column: &str| row.text(column);
    Ok(AuditEntry {
        position: row.integer("position")?,
        at: row.moment("at")?,
        actor: word("actor")?,
        request_id: row.optional_text("request_id")?,
        action: AuditAction::parse(&word("action")?).map_err(unknown)?,
        kind: AuditKind::parse(&word("kind")?).map_err(unknown)?,
        owner: word("owner")?,
        before_revision: row.optional_revision_number("before_revision")?,
        after_revision: row.optional_revision_number("after_revision")?,
        message: row.optional_text("message")?,
        previous_hash: word("previous_hash")?,
        hash: word("hash")?,
    })
}

fn unknown(fault: InvalidValue) -> Error {
    Error::Corrupt(format!("a word of the audit log {fault}"))
}
