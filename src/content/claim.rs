//! Claims: statements about what helps, and how sure we are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Slug;

/// Marks a block or list item as a statement about what a therapy does for a condition. It rests on the citations
/// inside that block or item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Claim {
    /// How well the sources carry the statement.
    pub strength: ClaimStrength,
    /// The therapy that the statement is about; the article's `therapies` hold it.
    pub therapy: Slug,
    /// The condition that the statement is about; the article's `conditions` hold it.
    #[schema(example = "sciatica")]
    pub condition: Slug,
    /// The certainty of the evidence by GRADE, where somebody has rated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// How well the sources carry a claim: `supported` by sound studies of the very question, `limited` to few or weak
/// studies, `mixed` where they disagree, `insufficient` where they cannot tell, `consensus` where experts agree
/// without studies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "limited")]
pub enum ClaimStrength {
    /// Sound studies of the very question agree.
    Supported,
    /// Few or weak studies point one way.
    Limited,
    /// Studies disagree.
    Mixed,
    /// The studies cannot tell.
    Insufficient,
    /// Experts agree; studies are missing.
    Consensus,
}

impl ClaimStrength {
    /// Every strength with the word that a seed file writes for it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("supported", Self::Supported),
        ("limited", Self::Limited),
        ("mixed", Self::Mixed),
        ("insufficient", Self::Insufficient),
        ("consensus", Self::Consensus),
    ];

    /// The word that a seed file writes for it.
    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, strength)| *strength == self);
        known.map_or("", |(word, _)| word)
    }
}

/// The certainty of the evidence in the words of GRADE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "low")]
pub enum Certainty {
    /// The true effect is close to the estimate.
    High,
    /// The true effect is probably close to the estimate.
    Moderate,
    /// The true effect may be quite different.
    Low,
    /// There is very little confidence in the estimate.
    VeryLow,
}

impl Certainty {
    /// Every certainty with the word that a seed file writes for it.
    pub const ALL: [(&'static str, Self); 4] = [
        ("high", Self::High),
        ("moderate", Self::Moderate),
        ("low", Self::Low),
        ("very_low", Self::VeryLow),
    ];

    /// The word that a seed file writes for it.
    pub fn as_str(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, certainty)| *certainty == self);
        known.map_or("", |(word, _)| word)
    }
}
