//! A seed folder as one document, as it travels, and what is answered to it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Change, Conflict, Locale, Plan};
use crate::error::Violation;

/// A whole seed folder in one document. What is read can be sent back as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct SeedFolder {
    /// The number of the last write to the content that the folder is about: the one at which it was read, or that its plan
    /// names. An apply needs it, and is refused when the content has changed since; a plan does not look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 9_007_199_254_740_991_i64, example = 1)]
    pub version: Option<i64>,
    /// The locale of articles that name none. It must be the default locale of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Whether content that the folder does not have is removed. Left out: it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = false)]
    pub is_pruning: Option<bool>,
    /// Whether an apply writes over what was written over HTTP and is in no folder. Left out: that stands against it. A plan
    /// names it in any case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = false)]
    pub is_overwriting: Option<bool>,
    /// Every file of the folder.
    pub files: Vec<FolderFile>,
}

/// A file of a seed folder: a text file with `text`, an image with `base64`, or with `sha256` when it was uploaded before.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FolderFile {
    /// Its path in the folder, with forward slashes.
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "articles/massage-for-sciatica.md"
    )]
    pub path: String,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "---\ntitle: Can massage help with sciatica?\nsummary: What massage can do.\n---\n\nSciatica is pain along a nerve.\n"
    )]
    pub text: Option<String>,
    /// The bytes of an image (RFC 4648, section 4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9+/]*={0,2}$",
        max_length = 22_400_000,
        example = "R0lGODlhAQABAAAAACw="
    )]
    pub base64: Option<String>,
    /// The SHA-256, in hexadecimal, of the bytes of an image that is stored already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "aad3ee9df612764f6b645da8f54e9ef8a0e571cf5a790cb243c92c596b9d95ec"
    )]
    pub sha256: Option<String>,
}

/// What applying a folder changes, or has changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SeedPlan {
    /// The number of the last write to the content that the plan is about; an apply of the plan sends it.
    #[schema(minimum = 0, maximum = 9_007_199_254_740_991_i64, example = 1)]
    pub version: i64,
    /// What changes, in the order in which it is applied.
    pub changes: Vec<Change>,
    /// How many pieces of content say what is stored.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 24)]
    pub unchanged: usize,
    /// How many pieces of content are stored, are not in the folder, and stay.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 0)]
    pub kept: usize,
    /// What was written over HTTP, is in no folder, and would be overwritten, removed or brought back; of an apply that
    /// overwrites, what was.
    pub conflicts: Vec<Conflict>,
    /// What the checks warn of; at most 100 of the warnings.
    pub warnings: Vec<Violation>,
}

/// What a file of a folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileContent {
    Bytes(Vec<u8>),
    /// The SHA-256 of an image that is stored.
    Uploaded(String),
}

impl SeedPlan {
    pub fn of(plan: Plan, warnings: Vec<Violation>) -> Self {
        let Plan {
            version,
            changes,
            unchanged,
            kept,
            conflicts,
        } = plan;
        Self {
            version,
            changes,
            unchanged,
            kept,
            conflicts,
            warnings,
        }
    }

    /// The plan without the warnings.
    pub fn into_plan(self) -> Plan {
        Plan {
            version: self.version,
            changes: self.changes,
            unchanged: self.unchanged,
            kept: self.kept,
            conflicts: self.conflicts,
        }
    }
}

impl FolderFile {
    /// A text file.
    pub fn of_text(path: &str, text: String) -> Self {
        Self {
            path: path.to_owned(),
            text: Some(text),
            ..Self::default()
        }
    }

    /// An image with its bytes.
    pub fn of_image(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            base64: Some(BASE64_STANDARD.encode(bytes)),
            ..Self::default()
        }
    }

    /// An image that was uploaded before.
    pub fn of_upload(path: &str, sha256: &str) -> Self {
        Self {
            path: path.to_owned(),
            sha256: Some(sha256.to_owned()),
            ..Self::default()
        }
    }

    /// The one content that it has. The error completes the sentence "the file ...".
    pub fn into_content(self) -> Result<FileContent, String> {
        match (self.text, self.base64, self.sha256) {
            (Some(text), None, None) => Ok(FileContent::Bytes(text.into_bytes())),
            (None, Some(base64), None) => BASE64_STANDARD
                .decode(base64)
                .map(FileContent::Bytes)
                .map_err(|error| format!("is not base64: {error}")),
            (None, None, Some(sha256)) => Ok(FileContent::Uploaded(sha256)),
            _ => Err("must have either `text`, `base64` or `sha256`".to_owned()),
        }
    }
}
