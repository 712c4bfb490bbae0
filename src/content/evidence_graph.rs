//! What helps what, and how sure we are: the claims about one therapy and one condition, weighed together.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Anchor, Certainty, ClaimStrength, ConditionSummary, Locale, Reference, ReferenceKey, Slug,
    TherapySummary,
};

/// A therapy that published articles make claims about for one condition.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TherapyEvidence {
    /// The therapy.
    pub therapy: TherapySummary,
    /// What is claimed about it for the condition, and what that rests on.
    pub evidence: PairEvidence,
}

/// A condition that published articles make claims about for one therapy.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConditionEvidence {
    /// The condition.
    pub condition: ConditionSummary,
    /// What is claimed about the therapy for it, and what that rests on.
    pub evidence: PairEvidence,
}

/// What published articles claim about one therapy for one condition, and what that rests on. It follows from the claims in
/// their texts, and is written nowhere else.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PairEvidence {
    /// How well the sources carry all claims that count, together. Left out when none counts: then nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<ClaimStrength>,
    /// The rule by which the strength follows from those of the claims.
    pub rule: StrengthRule,
    /// The same in words, in English: which claims say what, which rule holds, which claims do not count and why.
    #[schema(example = "3 claims say limited, and none says otherwise.")]
    pub explanation: String,
    /// Every claim, those that do not count included: by the slug and locale of its article, then in reading order.
    pub claims: Vec<WeighedClaim>,
    /// The references that the claims cite, in order of first use, each once; retracted ones too, with their `notice`.
    pub references: Vec<Reference>,
}

/// A claim of a published article, as it counts beside others.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WeighedClaim {
    /// The article that makes it.
    pub article: ClaimingArticle,
    /// The section that it stands in; left out in the introduction, the disclaimer and the call to action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<ClaimingSection>,
    /// The id of the paragraph or list item that makes it, in the article.
    #[schema(value_type = String, pattern = "^[a-z][a-z0-9-]*$", max_length = 120, example = "less-back-pain")]
    pub block: Anchor,
    /// Its words as readers see them, in plain text, without citations.
    #[schema(
        example = "Less low back pain: In a trial with 59 people, long-lasting low back pain eased after two weeks of deep-tissue massage. Adding anti-inflammatory medicine made no clear difference. But everyone in the trial had massage, and it was not about sciatica."
    )]
    pub text: String,
    /// How well its sources carry it, by its author.
    pub strength: ClaimStrength,
    /// The certainty of the evidence by GRADE, where somebody has rated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The keys of what it cites, in order; `references` of the pair holds them.
    #[schema(example = json!(["majchrzycki-2014"]))]
    pub references: Vec<ReferenceKey>,
    /// Why it does not count; left out when it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out_because: Option<LeftOut>,
}

/// The article that makes a claim.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClaimingArticle {
    /// The id of the article (UUIDv7, RFC 9562); it never changes.
    #[schema(example = "019aaafb-6c00-7000-8000-000000000001")]
    pub id: Uuid,
    /// The name in the article's address, unique in its locale.
    #[schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 120, example = "massage-for-sciatica")]
    pub slug: Slug,
    /// The language that the article is written in.
    pub locale: Locale,
    /// The title, in plain text.
    #[schema(example = "Can massage help with sciatica?")]
    pub title: String,
    /// The address of the article.
    #[schema(
        format = "uri-reference",
        example = "/v1/articles/massage-for-sciatica"
    )]
    pub link: String,
}

/// The section that a claim stands in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClaimingSection {
    /// The anchor of the section.
    pub id: Anchor,
    /// The heading, in plain text.
    #[schema(example = "How massage may help")]
    pub heading: String,
}

/// How one strength follows from those of the claims that count. `agreement`: all say the same. `weaker`: some say supported
/// and others limited, which gives limited. `studies_before_consensus`: some rest on consensus, which does not change what
/// those say that rest on studies. `disagreement`: any others together, which gives mixed. `nothing_counts`: there is no
/// claim that counts, and no strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "agreement")]
pub enum StrengthRule {
    /// All say the same.
    Agreement,
    /// Supported with limited gives limited.
    Weaker,
    /// Claims of consensus step back behind one strength of the others.
    StudiesBeforeConsensus,
    /// All else gives mixed.
    Disagreement,
    /// No claim counts.
    NothingCounts,
}

/// Why a claim does not count: it `cites_nothing` inside its block or item, or all that it cites has been retracted
/// (`only_retracted`). A reader who follows it finds nothing that it could rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "only_retracted")]
pub enum LeftOut {
    /// It cites no source.
    CitesNothing,
    /// All that it cites has been retracted.
    OnlyRetracted,
}

/// The strength of claims together, and the rule by which it follows. Neither their order nor their number matters.
pub fn combined_strength(claims: &[ClaimStrength]) -> (Option<ClaimStrength>, StrengthRule) {
    use ClaimStrength::{Consensus, Limited, Mixed, Supported};
    let all = ClaimStrength::ALL.map(|(_, strength)| strength);
    let said = all.into_iter().filter(|strength| claims.contains(strength));
    let (consensus, studied): (Vec<_>, Vec<_>) = said.partition(|said| *said == Consensus);
    match (studied.as_slice(), consensus.is_empty()) {
        ([], true) => (None, StrengthRule::NothingCounts),
        ([], false) => (Some(Consensus), StrengthRule::Agreement),
        ([only], true) => (Some(*only), StrengthRule::Agreement),
        ([only], false) => (Some(*only), StrengthRule::StudiesBeforeConsensus),
        ([Supported, Limited], _) => (Some(Limited), StrengthRule::Weaker),
        _ => (Some(Mixed), StrengthRule::Disagreement),
    }
}

impl PairEvidence {
    /// Weighs claims that cite some references, of which these are known.
    pub fn weigh(mut claims: Vec<WeighedClaim>, known: &HashMap<ReferenceKey, Reference>) -> Self {
        let mut references: Vec<Reference> = Vec::new();
        let mut shown: HashSet<ReferenceKey> = HashSet::new();
        for claim in &mut claims {
            claim.references.retain(|key| known.contains_key(key));
            let cited = claim.references.iter().filter_map(|key| known.get(key));
            claim.left_out_because = left_out(cited.clone());
            for reference in cited {
                if shown.insert(reference.key.clone()) {
                    references.push(reference.clone());
                }
            }
        }
        let counted = claims
            .iter()
            .filter(|claim| claim.left_out_because.is_none());
        let strengths: Vec<ClaimStrength> = counted.map(|claim| claim.strength).collect();
        let (strength, rule) = combined_strength(&strengths);
        Self {
            strength,
            rule,
            explanation: explanation(rule, &strengths, &claims),
            claims,
            references,
        }
    }
}

fn left_out<'r>(mut cited: impl Iterator<Item = &'r Reference> + Clone) -> Option<LeftOut> {
    if cited.clone().next().is_none() {
        return Some(LeftOut::CitesNothing);
    }
    cited
        .all(Reference::is_retracted)
        .then_some(LeftOut::OnlyRetracted)
}

/// How the strength was arrived at, in a sentence or more.
fn explanation(rule: StrengthRule, counted: &[ClaimStrength], claims: &[WeighedClaim]) -> String {
    let said = said(counted);
    let mut text = match rule {
        StrengthRule::Agreement if counted.len() == 1 => format!("{said}."),
        StrengthRule::Agreement => format!("{said}, and none says otherwise."),
        StrengthRule::Weaker => {
            format!("{said}: by our rule the weaker of supported and limited holds.")
        }
        StrengthRule::StudiesBeforeConsensus => {
            format!("{said}: consensus does not change what studies say.")
        }
        StrengthRule::Disagreement => format!("{said}: claims that disagree give mixed."),
        StrengthRule::NothingCounts => {
            "No claim counts, so nothing is said about how sure we are.".to_owned()
        }
    };
    if rule == StrengthRule::Agreement {
        text.push_str(&shared_sources(claims, counted.len()));
    }
    for (reason, one, many) in [
        (
            LeftOut::CitesNothing,
            "does not count, because it cites no source",
            "do not count, because they cite no source",
        ),
        (
            LeftOut::OnlyRetracted,
            "does not count, because all that it cites has been retracted",
            "do not count, because all that they cite has been retracted",
        ),
    ] {
        let left_out = claims
            .iter()
            .filter(|claim| claim.left_out_because == Some(reason));
        match left_out.count() {
            0 => {}
            1 => text.push_str(&format!(" 1 claim {one}.")),
            number => text.push_str(&format!(" {number} claims {many}.")),
        }
    }
    text
}

/// A remark where claims that agree rest on fewer sources than there are claims: one study told twice is one study.
fn shared_sources(claims: &[WeighedClaim], counted: usize) -> String {
    let counting = claims
        .iter()
        .filter(|claim| claim.left_out_because.is_none());
    let sources: HashSet<&ReferenceKey> = counting.flat_map(|claim| &claim.references).collect();
    match sources.len() {
        0 => String::new(),
        number if number >= counted => String::new(),
        1 => " They rest on one source, so they do not confirm each other.".to_owned(),
        number => format!(
            " They rest on {number} sources in all, and those that share one do not confirm each other."
        ),
    }
}

/// How many claims say what, such as `2 claims say supported, 1 says limited`.
fn said(counted: &[ClaimStrength]) -> String {
    let mut said: Vec<String> = Vec::new();
    for (word, strength) in ClaimStrength::ALL {
        let number = counted.iter().filter(|said| **said == strength).count();
        let claims = match (said.is_empty(), number) {
            (true, 1) => " claim",
            (true, _) => " claims",
            (false, _) => "",
        };
        match number {
            0 => {}
            1 => said.push(format!("1{claims} says {word}")),
            number => said.push(format!("{number}{claims} say {word}")),
        }
    }
    said.join(", ")
}

#[cfg(test)]
mod tests;
