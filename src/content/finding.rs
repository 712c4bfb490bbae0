//! What the checks of a draft find, and where.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Anchor;

/// One thing that a check has found in a draft that is stored all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// The stable code of the check.
    #[schema(pattern = "^[A-Z0-9]{4,12}$", example = "CIT001")]
    pub code: String,
    /// Whether it stops a publication.
    pub severity: FindingSeverity,
    /// What is wrong, in one sentence.
    #[schema(example = "no reference has the key `bell-2009`")]
    pub message: String,
    /// What to do about it, in one sentence.
    #[schema(example = "did you mean `bell-2008`?")]
    pub advice: String,
    /// The id of the section, block or list item that it is about, where that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "relief")]
    pub block: Option<Anchor>,
    /// The member of the draft that it is about, as a JSON Pointer in a URI fragment (RFC 6901).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "#/sections/0/blocks/1")]
    pub pointer: Option<String>,
    /// The line of the draft as Markdown, counted from 1.
    #[schema(minimum = 1, maximum = 100_000_000, example = 12)]
    pub line: u32,
    /// The column in that line, counted in characters from 1.
    #[schema(minimum = 1, maximum = 100_000_000, example = 5)]
    pub column: u32,
}

/// Whether a finding stops a publication: `error` does, `warning` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "error")]
pub enum FindingSeverity {
    /// The draft cannot be published so.
    Error,
    /// It is worth a look.
    Warning,
}
