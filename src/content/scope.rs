//! What a key may do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::InvalidValue;

/// What a key may do. Each scope includes those before it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read what is public, and how the server does.
    Read,
    /// Read drafts, revisions and findings.
    Preview,
    /// Write drafts.
    Write,
    /// Publish, unpublish, delete.
    Publish,
    /// Manage keys and read the audit log.
    Admin,
}

impl Scope {
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Preview,
        Self::Write,
        Self::Publish,
        Self::Admin,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Preview => "preview",
            Self::Write => "write",
            Self::Publish => "publish",
            Self::Admin => "admin",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

impl TryFrom<String> for Scope {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let expected = || Self::ALL.map(Self::as_str).join(", ");
        Self::parse(&text).ok_or_else(|| InvalidValue::new(format!("one of {}", expected()), &text))
    }
}

impl std::fmt::Display for Scope {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}
