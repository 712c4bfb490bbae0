//! Revisions: what was written, when, by whom and why. They are only ever added.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Difference, Moment};
use crate::error::InvalidValue;

/// One revision without what it says.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RevisionSummary {
    /// The number of the revision, counted from 1 for each article or entry.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub number: i32,
    /// When the revision was stored.
    pub created_at: Moment,
    /// Who wrote the revision: the public part of a key, `command` for a command of the program, `schedule` for a moment
    /// that was named before.
    #[schema(pattern = "^[0-9A-Za-z]{7,8}$", example = "command")]
    pub written_by: String,
    /// Why it was written, in the words of who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "Softened the claim about pain"
    )]
    pub message: Option<String>,
    /// True for the revision that editors work on.
    #[schema(example = true)]
    pub is_head: bool,
    /// True for the revision that readers see.
    #[schema(example = true)]
    pub is_published: bool,
}

/// One revision with what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision<T> {
    pub number: i32,
    pub created_at: Moment,
    pub written_by: String,
    pub message: Option<String>,
    pub content: T,
}

/// How one revision differs from another, which may be older or newer.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RevisionDiff {
    /// The number of the revision that is compared with; left out where the first revision is compared with nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 1)]
    pub from: Option<i32>,
    /// The number of the revision that is compared.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 2)]
    pub to: i32,
    /// What is different: fields, then sections, then blocks. Empty when both say the same.
    pub differences: Vec<Difference>,
}

/// Takes the number of a revision as an address or a query writes it.
pub fn revision_number(text: &str) -> Result<i32, InvalidValue> {
    let is_plain = text.starts_with(|first: char| ('1'..='9').contains(&first))
        && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|_| is_plain)
        .ok_or_else(|| InvalidValue::new(format!("a number from 1 to {}", i32::MAX), text))
}
