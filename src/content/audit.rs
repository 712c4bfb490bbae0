//! The audit log: what was written, by whom, each row chained to the one before, so that a change of the past shows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Moment, sha256_of};
use crate::error::InvalidValue;

/// The hash that stands before the first row.
pub const FIRST_PREVIOUS_HASH: &str =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done. The words are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "publish")]
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
    /// A review of the published revision of an article was kept.
    Review,
    /// Something was deleted; its revisions stay.
    Delete,
    /// The bytes of an image were stored.
    Upload,
    /// A key was made.
    CreateKey,
    /// A key was revoked.
    RevokeKey,
    /// Data on retractions was imported; of a reference, its notice became another by it.
    ImportRetractions,
}

/// What something was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "article")]
pub enum AuditKind {
    Article,
    Therapy,
    Condition,
    Person,
    Reference,
    /// An image.
    Media,
    /// A key of this API.
    Key,
    /// Data on retractions.
    Retractions,
}

/// One row of the log: what was done, by whom. Its `hash` is the SHA-256, in hexadecimal, of `previous_hash`, a line end,
/// and the members from `position` to `message` as JSON without blanks, `null` for what is left out here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditEntry {
    /// The place in the log, counted from 1 without gaps.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64, example = 1)]
    pub position: i64,
    /// When it was done.
    pub at: Moment,
    /// Who did it: the public part of a key, `command` for a command of the program, `schedule` for a moment that was
    /// named before.
    #[schema(pattern = "^[0-9A-Za-z]{7,8}$", example = "command")]
    pub actor: String,
    /// The id of the request in which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "01a20320-a200-7000-8000-000000000001")]
    pub request_id: Option<String>,
    /// What was done.
    pub action: AuditAction,
    /// What it was done to.
    pub kind: AuditKind,
    /// The id of an article, the slug or key of an entry, the SHA-256 of an image or of data, the public part of a
    /// key.
    #[schema(example = "deep-tissue-massage")]
    pub owner: String,
    /// The number of the revision that stood before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub before_revision: Option<i32>,
    /// The number of the revision that stood after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 2)]
    pub after_revision: Option<i32>,
    /// Why it was done, in the words of who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Softened the claim about pain")]
    pub message: Option<String>,
    /// The hash of the row before; 64 zeros in the first row.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "0000000000000000000000000000000000000000000000000000000000000000"
    )]
    pub previous_hash: String,
    /// The hash of this row, which the next row names.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "9cff41996068a2e8664902ceed147545fb17d212990b79e8bfec8469f37b4a5e"
    )]
    pub hash: String,
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
    /// `article`, `therapy`, `condition`, `person`, `reference`, `media`, `key` or `retractions`.
    pub kind: String,
    /// The id of an article, the slug or key of an entry, the hash of an image or of data, the id of a key.
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
    pub const ALL: [(&'static str, Self); 14] = [
        ("create", Self::Create),
        ("update", Self::Update),
        ("publish", Self::Publish),
        ("force_publish", Self::ForcePublish),
        ("unpublish", Self::Unpublish),
        ("schedule", Self::Schedule),
        ("unschedule", Self::Unschedule),
        ("restore", Self::Restore),
        ("review", Self::Review),
        ("delete", Self::Delete),
        ("upload", Self::Upload),
        ("create_key", Self::CreateKey),
        ("revoke_key", Self::RevokeKey),
        ("import_retractions", Self::ImportRetractions),
    ];

    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, action)| *action == self);
        known.map_or("", |(word, _)| word)
    }

    /// The action that a word stands for.
    pub fn parse(word: &str) -> Result<Self, InvalidValue> {
        one_of(&Self::ALL, word)
    }
}

impl AuditKind {
    /// Every kind with its word.
    pub const ALL: [(&'static str, Self); 8] = [
        ("article", Self::Article),
        ("therapy", Self::Therapy),
        ("condition", Self::Condition),
        ("person", Self::Person),
        ("reference", Self::Reference),
        ("media", Self::Media),
        ("key", Self::Key),
        ("retractions", Self::Retractions),
    ];

    /// The kind that a word stands for.
    pub fn parse(word: &str) -> Result<Self, InvalidValue> {
        one_of(&Self::ALL, word)
    }

    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, kind)| *kind == self);
        known.map_or("", |(word, _)| word)
    }
}

/// The value that a word stands for.
fn one_of<T: Copy>(known: &[(&'static str, T)], word: &str) -> Result<T, InvalidValue> {
    let found = known.iter().find(|(known, _)| *known == word);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        InvalidValue::new(format!("one of {}", words.join(", ")), word)
    })
}
