//! Questions about keys. They are not content: making or revoking one changes no answer, no ETag and no cache.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::Store;
use super::value::Row;
use super::writing::{Done, keep_one};
use crate::content::{
    AuditAction, AuditKind, IssuedKey, Key, KeyDigest, KeyHolder, KeyId, KeyState, Moment, Scope,
    Signature,
};
use crate::error::{Error, Result};

const MINUTE_MS: i64 = 60_000;

/// What came of the wish to revoke a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    Done,
    /// It has been revoked before, and nothing was changed.
    Earlier(Moment),
    Unknown,
}

/// The minute in which each key was used last, as far as this process knows. It grows with the keys that exist, not with
/// those that are tried.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyUses {
    minutes: Arc<Mutex<HashMap<KeyId, Moment>>>,
}

impl Store {
    /// Keeps what is needed to know a key again, from now on.
    pub async fn create_key(
        &self,
        key: &Key,
        scope: Scope,
        note: Option<&str>,
        lifetime: Duration,
    ) -> Result<IssuedKey> {
        let created_at = self.clock.now();
        let issued = IssuedKey {
            id: key.id().clone(),
            scope,
            note: note.map(str::to_owned),
            state: KeyState::Active,
            created_at,
            expires_at: later(created_at, lifetime)?,
            last_used_at: None,
            revoked_at: None,
        };
        let mut session = self.db.write().await?;
        session
            .execute(
                "INSERT INTO api_key (id, digest, scope, note, created_at, expires_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    issued.id.as_str().into(),
                    key.digest().as_bytes().to_vec().into(),
                    scope.as_str().into(),
                    note.into(),
                    created_at.into(),
                    issued.expires_at.into(),
                ],
            )
            .await?;
        let done = done(AuditAction::CreateKey, &issued.id);
        keep_one(&mut session, &Signature::COMMAND, created_at, done).await?;
        session.commit().await?;
        Ok(issued)
    }

    /// All keys, the oldest first.
    pub async fn keys(&self) -> Result<Vec<IssuedKey>> {
        let rows = self
            .db
            .all(
                "SELECT k.id, k.scope, k.note, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
                 FROM api_key k
                 ORDER BY k.created_at, k.id",
                [],
            )
            .await?;
        let now = self.clock.now();
        rows.iter().map(|row| issued(row, now)).collect()
    }

    /// From the moment this is done the key opens nothing, in any process: none keeps an answer of `key_holder`.
    pub async fn revoke_key(&self, id: &KeyId) -> Result<Revocation> {
        let mut session = self.db.write().await?;
        let row = session
            .one(
                "SELECT k.revoked_at
                 FROM api_key k
                 WHERE k.id = $1",
                [id.as_str().into()],
            )
            .await?;
        let Some(row) = row else {
            return Ok(Revocation::Unknown);
        };
        if let Some(revoked_at) = row.optional_moment("revoked_at")? {
            return Ok(Revocation::Earlier(revoked_at));
        }
        let now = self.clock.now();
        session
            .execute(
                "UPDATE api_key
                 SET revoked_at = $2
                 WHERE id = $1",
                [id.as_str().into(), now.into()],
            )
            .await?;
        let done = done(AuditAction::RevokeKey, id);
        keep_one(&mut session, &Signature::COMMAND, now, done).await?;
        session.commit().await?;
        Ok(Revocation::Done)
    }

    /// Who holds the key with this id and digest, if it is in force.
    ///
    /// Every key takes the same road: one question, one comparison in constant time. An id that is unknown, expired or
    /// revoked is compared with the digest of a key that nobody has.
    pub async fn key_holder(&self, id: &KeyId, digest: &KeyDigest) -> Result<Option<KeyHolder>> {
        let now = self.clock.now();
        let row = self
            .db
            .one(
                "SELECT k.digest, k.scope
                 FROM api_key k
                 WHERE k.id = $1 AND k.revoked_at IS NULL AND k.expires_at > $2",
                [id.as_str().into(), now.into()],
            )
            .await?;
        let stored = match &row {
            Some(row) => stored_digest(row)?,
            None => KeyDigest::of_nobody(),
        };
        let is_right = stored.is_same(digest);
        let Some(row) = row.filter(|_| is_right) else {
            return Ok(None);
        };
        self.remember_use(id, now);
        Ok(Some(KeyHolder {
            id: id.clone(),
            scope: row.parsed("scope")?,
        }))
    }

    /// Takes down that a key was used. All uses within one minute are one write, and no request waits for it.
    fn remember_use(&self, id: &KeyId, now: Moment) {
        let minute = minute_of(now);
        if !self.key_uses.is_news(id, minute) {
            return;
        }
        let (store, id) = (self.clone(), id.clone());
        tokio::spawn(async move {
            if let Err(error) = store.write_use(&id, minute).await {
                tracing::warn!(key = %id, %error, "the last use of a key was not written");
            }
        });
    }

    async fn write_use(&self, id: &KeyId, minute: Moment) -> Result<()> {
        let mut session = self.db.write().await?;
        session
            .execute(
                "UPDATE api_key
                 SET last_used_at = $2
                 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)",
                [id.as_str().into(), minute.into()],
            )
            .await?;
        session.commit().await
    }
}

impl KeyUses {
    /// True for the first use within a minute.
    fn is_news(&self, id: &KeyId, minute: Moment) -> bool {
        // A map of minutes is whole after every step, also after one that panicked.
        let mut minutes = self.minutes.lock().unwrap_or_else(PoisonError::into_inner);
        minutes.insert(id.clone(), minute) != Some(minute)
    }
}

fn done(action: AuditAction, id: &KeyId) -> Done {
    Done {
        action,
        kind: AuditKind::Key.as_str(),
        owner: id.to_string(),
        before_revision: None,
        after_revision: None,
        reason: None,
    }
}

fn issued(row: &Row, now: Moment) -> Result<IssuedKey> {
    let id = row.text("id")?;
    let expires_at = row.moment("expires_at")?;
    let revoked_at = row.optional_moment("revoked_at")?;
    Ok(IssuedKey {
        id: KeyId::parse(&id).ok_or_else(|| Error::Corrupt(format!("id of a key {id}")))?,
        scope: row.parsed("scope")?,
        note: row.optional_text("note")?,
        state: match revoked_at {
            Some(_) => KeyState::Revoked,
            None if expires_at <= now => KeyState::Expired,
            None => KeyState::Active,
        },
        created_at: row.moment("created_at")?,
        expires_at,
        last_used_at: row.optional_moment("last_used_at")?,
        revoked_at,
    })
}

fn stored_digest(row: &Row) -> Result<KeyDigest> {
    KeyDigest::of_bytes(&row.bytes("digest")?)
        .ok_or_else(|| Error::Corrupt("digest of a key".to_owned()))
}

fn later(moment: Moment, lifetime: Duration) -> Result<Moment> {
    timestamp(moment.as_milliseconds())
        .checked_add(lifetime)
        .map(Moment::new)
        .map_err(|cause| Error::Configuration(format!("a key cannot last that long: {cause}")))
}

fn minute_of(moment: Moment) -> Moment {
    let milliseconds = moment.as_milliseconds();
    Moment::new(timestamp(milliseconds - milliseconds.rem_euclid(MINUTE_MS)))
}

/// A moment came from a timestamp, so its milliseconds are in range.
fn timestamp(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
