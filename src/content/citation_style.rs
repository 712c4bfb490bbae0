//! The styles that bibliographies are formatted in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::InvalidValue;

/// A style of bibliographies: `vancouver` (NLM, Citing Medicine), `ama` (American Medical Association, 11th edition),
/// `apa` (American Psychological Association, 7th edition) or `harvard` (Cite Them Right, 12th edition).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CitationStyle {
    /// NLM, Citing Medicine.
    Vancouver,
    /// American Medical Association, 11th edition.
    Ama,
    /// American Psychological Association, 7th edition.
    Apa,
    /// Cite Them Right, 12th edition.
    Harvard,
}

impl CitationStyle {
    /// Every style with its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("vancouver", Self::Vancouver),
        ("ama", Self::Ama),
        ("apa", Self::Apa),
        ("harvard", Self::Harvard),
    ];

    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == text);
        found.map(|(_, style)| style).ok_or_else(|| {
            let names = Self::ALL.map(|(name, _)| name).join(", ");
            InvalidValue::new(format!("one of {names}"), text)
        })
    }

    /// True for a style that numbers its sources; the others sort them by author.
    pub fn is_numbered(self) -> bool {
        matches!(self, Self::Vancouver | Self::Ama)
    }

    /// True for a style that writes the initials of Yu-Ri as Y.-R.; medical ones write YR.
    pub fn has_hyphenated_initials(self) -> bool {
        matches!(self, Self::Apa | Self::Harvard)
    }
}
