//! Conditions: what is treated.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BibliographyEntry, Block, Slug};

/// What a therapy is used for, such as sciatica.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Condition {
    /// The slug of the condition; it does not change.
    #[schema(example = "sciatica")]
    pub slug: Slug,
    /// The name, in plain text.
    #[schema(example = "Sciatica")]
    pub name: String,
    /// Other names for the same condition.
    #[schema(example = json!(["sciatic nerve pain", "lumbar radicular pain"]))]
    pub also_known_as: Vec<String>,
    /// What it is, in a sentence or two of plain text.
    #[schema(
        example = "Pain that runs from the lower back or buttock down one leg, because a nerve root or the sciatic nerve is irritated or squeezed."
    )]
    pub summary: String,
    /// What it is, at length.
    pub description: Vec<Block>,
    /// Its codes in classifications.
    pub codes: Vec<ConditionCode>,
    /// Signs that call for medical help at once; plain text.
    #[schema(example = json!(["You cannot pass urine, or cannot control your bladder or bowels"]))]
    pub red_flags: Vec<String>,
    /// The references that the description cites, numbered in order of first use.
    // Stored entries have none: `building` fills them in.
    #[serde(default)]
    #[schema(required)]
    pub references: Vec<BibliographyEntry>,
}

/// The code of a condition in one classification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConditionCode {
    /// The classification.
    #[schema(example = "icd-10")]
    pub system: String,
    /// The code.
    #[schema(example = "M54.3")]
    pub value: String,
}

/// A condition in a sentence, as articles and lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConditionSummary {
    /// The slug of the condition.
    #[schema(example = "sciatica")]
    pub slug: Slug,
    /// The name, in plain text.
    #[schema(example = "Sciatica")]
    pub name: String,
    /// What it is, in a sentence or two of plain text.
    #[schema(
        example = "Pain that runs from the lower back or buttock down one leg, because a nerve root or the sciatic nerve is irritated or squeezed."
    )]
    pub summary: String,
    /// Its codes in classifications.
    pub codes: Vec<ConditionCode>,
}
