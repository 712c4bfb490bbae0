//! Names of authors and editors.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The name of an author or editor: `family` with its parts, or `literal` for a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CslName {
    /// The family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Majchrzycki")]
    pub family: Option<String>,
    /// The given names or initials.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Marian")]
    pub given: Option<String>,
    /// A particle that is dropped when only the family name is shown, such as the `van` of Ludwig van Beethoven.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "von")]
    pub dropping_particle: Option<String>,
    /// A particle that stays with the family name, such as the `van` of Vincent van Gogh.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "van der")]
    pub non_dropping_particle: Option<String>,
    /// What follows the name, such as `Jr`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Jr")]
    pub suffix: Option<String>,
    /// The whole name of a group, or of a person whose name has no parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "National Institute for Health and Care Excellence")]
    pub literal: Option<String>,
}

impl CslName {
    /// A name that is not taken apart.
    pub fn literal(name: String) -> Self {
        Self {
            literal: Some(name),
            ..Self::default()
        }
    }
    /// Its parts by their CSL names.
    pub fn parts(&self) -> [(&'static str, &Option<String>); 6] {
        [
            ("family", &self.family),
            ("given", &self.given),
            ("dropping-particle", &self.dropping_particle),
            ("non-dropping-particle", &self.non_dropping_particle),
            ("suffix", &self.suffix),
            ("literal", &self.literal),
        ]
    }
}
