//! The audit log: what was written, by whom, each row chained to the one before, so that a change of the past shows.

use serde::{Deserialize, Serialize};

use super::sha256_of;

/// The hash that stands before the first row.
pub const FIRST_PREVIOUS_HASH: &str =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done. The words are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// Something new was stored; an article not published by it.
    Create,
    /// A new revision was stored; of an article, as its head.
    Update,
    /// A revision of an article became public.
    Publish,
    /// The same although its checks found what stops a publication; the message is the reason.
    ForcePublish,
    /// An article ceased to be public.
    Unpublish,
    /// A moment was named for a revision of an article to become public, or to cease to be.
    Schedule,
    /// The moments of an article were taken back.
    Unschedule,
    /// An older revision was stored again as a new one.
    Restore,
    /// Something was deleted; its revisions stay.
    Delete,
    /// The bytes of an image were stored.
    Upload,
    /// A key was made.
    CreateKey,
    /// A key was revoked.
    RevokeKey,
}

/// One row of the log, before it is chained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Counted from 1, without gaps.
    pub position: i64,
    pub at: String,
    pub actor: String,
    pub request_id: Option<String>,
    pub action: AuditAction,
    /// `article`, `therapy`, `condition`, `person`, `reference`, `media` or `key`.
    pub kind: String,
    /// The id of an article, the slug or key of an entry, the hash of an image, the id of a key.
    pub owner: String,
    pub before_revision: Option<i32>,
    pub after_revision: Option<i32>,
    pub message: Option<String>,
}

impl AuditRow {
    /// The SHA-256, in hexadecimal, of the hash of the row before, a line end, and this row as JSON with its members in
    /// this order.
    pub fn hash(&self, previous_hash: &str) -> serde_json::Result<String> {
        let row = serde_json::to_string(self)?;
        Ok(sha256_of(format!("{previous_hash}\n{row}").as_bytes()))
    }
}

impl AuditAction {
    /// Every action with its word.
    pub const ALL: [(&'static str, Self); 12] = [
        ("create", Self::Create),
        ("update", Self::Update),
        ("publish", Self::Publish),
        ("force_publish", Self::ForcePublish),
        ("unpublish", Self::Unpublish),
        ("schedule", Self::Schedule),
        ("unschedule", Self::Unschedule),
        ("restore", Self::Restore),
        ("delete", Self::Delete),
        ("upload", Self::Upload),
        ("create_key", Self::CreateKey),
        ("revoke_key", Self::RevokeKey),
    ];

    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, action)| *action == self);
        known.map_or("", |(word, _)| word)
    }

    /// The action that a word stands for.
    pub fn parse(word: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(known, _)| *known == word);
        known.map(|(_, action)| *action)
    }
}
