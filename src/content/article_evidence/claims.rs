//! The claims of an article as readers get it, each with its words, its sources and what these can show.

use std::collections::HashMap;

use super::super::rests_on::{rests_on, speaks_for};
use super::super::standing_claim::{ClaimingText, Said, StandingClaim};
use super::super::{
    Article, Claim, ConditionSummary, EvidenceLevel, Inline, Reference, ReferenceKey, Slug,
    TherapySummary,
};
use super::ReportedClaim;

/// Every claim of an article, in reading order.
pub fn claims_of(article: &Article) -> Vec<ReportedClaim> {
    let references = article.references.iter();
    let references: HashMap<&ReferenceKey, &Reference> = references
        .map(|entry| (&entry.reference.key, &entry.reference))
        .collect();
    let text = ClaimingText {
        introduction: &article.introduction,
        sections: &article.sections,
        disclaimer: &article.disclaimer,
        call_to_action: article.call_to_action.as_ref(),
    };
    let claims = text.claims().into_iter();
    claims
        .map(|standing| reported(standing, article, &references))
        .collect()
}

fn reported(
    standing: StandingClaim,
    article: &Article,
    references: &HashMap<&ReferenceKey, &Reference>,
) -> ReportedClaim {
    let StandingClaim { claim, said, .. } = standing;
    let cited = cited_in(&said);
    let known = cited.iter();
    let sources: Vec<&Reference> = known
        .filter_map(|key| references.get(key).copied())
        .collect();
    ReportedClaim {
        best_level: best_level(&sources, &claim, &article.therapies),
        rests_on: rests_on(&sources, &claim, &article.therapies),
        therapy: therapy(&claim.therapy, article),
        condition: condition(&claim.condition, article),
        strength: claim.strength,
        certainty: claim.certainty,
        block: standing.block,
        section: standing.section,
        text: text_of(&said),
        references: cited,
    }
}

/// What is said, on one line, with the numbers of the citations.
fn text_of(said: &[Said]) -> String {
    let mut text = String::new();
    for said in said {
        let words = match said {
            Said::Label(label) => label.clone(),
            Said::Running(inlines) => inlines.iter().map(shown).collect(),
        };
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(words.trim());
    }
    text
}

fn shown(inline: &Inline) -> &str {
    match inline {
        Inline::Text(run) => &run.text,
        Inline::Link(link) => &link.text,
        Inline::Mention(mention) => &mention.text,
        Inline::LineBreak(_) => " ",
        Inline::Citation(citation) => &citation.label,
    }
}

/// What is cited, each source once, in order.
fn cited_in(said: &[Said]) -> Vec<ReferenceKey> {
    let runs = said.iter().filter_map(|said| match said {
        Said::Running(inlines) => Some(inlines),
        Said::Label(_) => None,
    });
    let mut cited: Vec<ReferenceKey> = Vec::new();
    for inline in runs.flatten() {
        if let Inline::Citation(citation) = inline {
            for key in &citation.references {
                if !cited.contains(key) {
                    cited.push(key.clone());
                }
            }
        }
    }
    cited
}

/// The strongest level of the sources that speak for a claim.
fn best_level(
    sources: &[&Reference],
    claim: &Claim,
    therapies: &[TherapySummary],
) -> Option<EvidenceLevel> {
    let speaking = sources.iter();
    speaking
        .filter(|source| speaks_for(source, claim, therapies))
        .filter_map(|source| source.proposed_level())
        .min_by_key(|level| level.value)
}

/// The therapy of a claim. The article has all that its claims name; a damaged text is shown with the name that it has.
fn therapy(slug: &Slug, article: &Article) -> TherapySummary {
    let mut known = article.therapies.iter();
    let known = known.find(|therapy| therapy.slug == *slug).cloned();
    known.unwrap_or_else(|| TherapySummary {
        slug: slug.clone(),
        name: slug.to_string(),
        summary: String::new(),
    })
}

/// The condition of a claim, likewise.
fn condition(slug: &Slug, article: &Article) -> ConditionSummary {
    let mut known = article.conditions.iter();
    let known = known.find(|condition| condition.slug == *slug).cloned();
    known.unwrap_or_else(|| ConditionSummary {
        slug: slug.clone(),
        name: slug.to_string(),
        summary: String::new(),
        codes: Vec::new(),
    })
}
