//! Therapies: what is done for a condition.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BibliographyEntry, Block, Slug};

/// A treatment, such as deep-tissue massage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Therapy {
    /// The slug of the therapy; it does not change.
    pub slug: Slug,
    /// The name, in plain text.
    #[schema(example = "Deep-tissue massage")]
    pub name: String,
    /// Other names for the same treatment.
    #[schema(example = json!(["deep muscle massage"]))]
    pub also_known_as: Vec<String>,
    /// What it is, in a sentence or two of plain text.
    #[schema(
        example = "Slow, firm massage that works on the deeper layers of muscle. Whether it eases low back pain better than other care is not clear."
    )]
    pub summary: String,
    /// What it is, at length.
    pub description: Vec<Block>,
    /// Who should not have it, or only after asking a doctor; plain text.
    #[schema(example = json!(["Blood-thinning medicine or a bleeding disorder, unless a doctor agrees"]))]
    pub contraindications: Vec<String>,
    /// The references that the description cites, numbered in order of first use.
    // Stored entries have none: `building` fills them in.
    #[serde(default)]
    #[schema(required)]
    pub references: Vec<BibliographyEntry>,
}

/// A treatment in a sentence, as articles and lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TherapySummary {
    /// The slug of the therapy.
    pub slug: Slug,
    /// The name, in plain text.
    #[schema(example = "Deep-tissue massage")]
    pub name: String,
    /// What it is, in a sentence or two of plain text.
    #[schema(
        example = "Slow, firm massage that works on the deeper layers of muscle. Whether it eases low back pain better than other care is not clear."
    )]
    pub summary: String,
}
