//! The audit log of a write: what it has done, chained to what was done before.

use super::{Writing, without_json};
use crate::content::{AuditAction, AuditRow, FIRST_PREVIOUS_HASH, Moment, Signature};
use crate::error::Result;
use crate::store::database::Session;
use crate::store::value::Value;

/// One thing that a write has done.
#[derive(Clone, Debug)]
pub(in crate::store) struct Done {
    pub action: AuditAction,
    pub kind: &'static str,
    pub owner: String,
    pub before_revision: Option<i32>,
    pub after_revision: Option<i32>,
    /// Instead of the message of the signature.
    pub reason: Option<String>,
}

impl Writing<'_> {
    /// Remembers what was done, for the audit log.
    pub(in crate::store) fn done(
        &mut self,
        action: AuditAction,
        kind: &'static str,
        owner: &str,
        (before_revision, after_revision): (Option<i32>, Option<i32>),
    ) {
        self.done.push(Done {
            action,
            kind,
            owner: owner.to_owned(),
            before_revision,
            after_revision,
            reason: None,
        });
    }

    /// The same with a reason of its own.
    pub(in crate::store) fn done_because(
        &mut self,
        action: AuditAction,
        owner: &str,
        revisions: (Option<i32>, Option<i32>),
        reason: String,
    ) {
        self.done(action, "article", owner, revisions);
        if let Some(done) = self.done.last_mut() {
            done.reason = Some(reason);
        }
    }

    /// Writes the rows of all that was done.
    pub(super) async fn keep_audit(&mut self) -> Result<()> {
        let done = std::mem::take(&mut self.done);
        let rows = audit_rows(&mut self.session, self.signature, self.at, done).await?;
        insert(&mut self.session, rows).await
    }
}

/// What was done outside content, such as making a key: written at once.
pub(in crate::store) async fn keep_one(
    session: &mut Session,
    signature: &Signature,
    at: Moment,
    done: Done,
) -> Result<()> {
    let rows = audit_rows(session, signature, at, vec![done]).await?;
    insert(session, rows).await
}

async fn insert(session: &mut Session, rows: Vec<[Value; 12]>) -> Result<()> {
    session
        .insert_rows(
            "INSERT INTO audit (
                position, at, actor, request_id, action, kind, owner, before_revision, after_revision, message,
                previous_hash, hash
             )",
            rows,
            "",
        )
        .await
}

/// The rows as they are stored, each chained to the one before it.
async fn audit_rows(
    session: &mut Session,
    signature: &Signature,
    at: Moment,
    done: Vec<Done>,
) -> Result<Vec<[Value; 12]>> {
    if done.is_empty() {
        return Ok(Vec::new());
    }
    let (mut position, mut previous_hash) = last_link(session).await?;
    let message = signature.message.as_ref();
    let message = message.map(|message| message.as_str().to_owned());
    let mut rows = Vec::with_capacity(done.len());
    for done in done {
        position += 1;
        let row = AuditRow {
            position,
            at: at.to_string(),
            actor: signature.actor.to_string(),
            request_id: signature.request_id.clone(),
            action: done.action,
            kind: done.kind.to_owned(),
            owner: done.owner,
            before_revision: done.before_revision,
            after_revision: done.after_revision,
            message: done.reason.or_else(|| message.clone()),
        };
        let hash = row.hash(&previous_hash).map_err(without_json)?;
        let stored_previous = std::mem::replace(&mut previous_hash, hash.clone());
        rows.push(stored(row, stored_previous, hash));
    }
    Ok(rows)
}

/// The position and the hash of the last row.
async fn last_link(session: &mut Session) -> Result<(i64, String)> {
    let last = session
        .one(
            "SELECT a.position, a.hash
             FROM audit a
             ORDER BY a.position DESC
             LIMIT 1",
            [],
        )
        .await?;
    match last {
        Some(row) => Ok((row.integer("position")?, row.text("hash")?)),
        None => Ok((0, FIRST_PREVIOUS_HASH.to_owned())),
    }
}

fn stored(row: AuditRow, previous_hash: String, hash: String) -> [Value; 12] {
    [
        row.position.into(),
        row.at.into(),
        row.actor.into(),
        row.request_id.into(),
        row.action.as_str().into(),
        row.kind.into(),
        row.owner.into(),
        row.before_revision.into(),
        row.after_revision.into(),
        row.message.into(),
        previous_hash.into(),
        hash.into(),
    ]
}
