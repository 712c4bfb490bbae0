//! Articles that are related to another, and why.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    ArticleSummary, ConditionSummary, FacetKind, Notice, Reference, ReferenceKey, TherapySummary,
};

/// An article that has something in common with another, with all that it has in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RelatedArticle {
    /// The article, as lists show it.
    pub article: ArticleSummary,
    /// Why it is related: at least one reason, each kind at most once, in the order conditions, therapies, references, words.
    #[schema(min_items = 1, max_items = 4)]
    pub reasons: Vec<RelationReason>,
}

/// A reason why two articles are related.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RelationReason {
    SharedConditions(SharedConditions),
    SharedTherapies(SharedTherapies),
    SharedReferences(SharedReferences),
    SharedWords(SharedWords),
}

/// Both articles are about these conditions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedConditions {
    /// The conditions, in the order of their slugs.
    #[schema(min_items = 1)]
    pub conditions: Vec<ConditionSummary>,
}

/// Both articles are about these therapies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedTherapies {
    /// The therapies, in the order of their slugs.
    #[schema(min_items = 1)]
    pub therapies: Vec<TherapySummary>,
}

/// Both articles cite or list these references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedReferences {
    /// The references, in the order of their keys.
    #[schema(min_items = 1)]
    pub references: Vec<SharedReference>,
}

/// A reference that two articles cite or list; the whole of it is at `/v1/references/{key}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedReference {
    /// The key by which texts cite it.
    pub key: ReferenceKey,
    /// The reference in one line (Vancouver style), in plain text.
    #[schema(
        example = "Bell J. Massage therapy helps to increase range of motion, decrease pain and assist in healing a client with low back pain and sciatica symptoms. Journal of Bodywork and Movement Therapies. 2008;12(3):281–289."
    )]
    pub citation: String,
    /// What was said of the paper after it was published, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
}

/// Titles, keywords or headings of both articles have these words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedWords {
    /// The words in small letters, in the order of the alphabet.
    #[schema(min_items = 1, example = json!(["massage", "sciatica"]))]
    pub words: Vec<String>,
}

impl From<&Reference> for SharedReference {
    fn from(reference: &Reference) -> Self {
        Self {
            key: reference.key.clone(),
            citation: reference.citation.clone(),
            notice: reference.notice,
        }
    }
}

/// How much something that two articles share says of them, in thousandths: its kind counts, and the more, the fewer of all
/// articles have it. `None` for a kind that relates nothing.
pub fn weight_of(kind: FacetKind, having: u32, all: u32) -> Option<i64> {
    let factor = match kind {
        FacetKind::Condition => 4.0,
        FacetKind::Therapy | FacetKind::Reference => 3.0,
        FacetKind::Word => 1.0,
        FacetKind::Person | FacetKind::Locale | FacetKind::Keyword => return None,
    };
    let rarity = (1.0 + f64::from(all) / f64::from(having.max(1))).ln();
    #[allow(
        clippy::cast_possible_truncation,
        reason = "at most 4,000 times the logarithm of a u32"
    )]
    let thousandths = (factor * rarity * 1000.0).round() as i64;
    Some(thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_share_counts_more_than_what_many_share() {
        let rare = weight_of(FacetKind::Word, 2, 10_000);
        let common = weight_of(FacetKind::Condition, 9_000, 10_000);

        assert!(rare > common, "{rare:?} {common:?}");
        assert!(weight_of(FacetKind::Condition, 9, 100) > weight_of(FacetKind::Therapy, 9, 100));
        assert_eq!(weight_of(FacetKind::Locale, 1, 1), None);
    }
}
