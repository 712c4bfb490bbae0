//! Whether claims say more than their sources can carry.

use super::claims::{Resting, is_indirect, resting};
use super::{Checked, Found};
use crate::content::{ClaimStrength, Code, Reference, StudyType};

/// What a strength asks of the sources of a claim. They are those that are not retracted; `direct` are those of them that
/// are about the question, as far as anybody has said what they are about.
struct Demand {
    strength: ClaimStrength,
    word: &'static str,
    is_met: fn(sources: &[&Reference], direct: &[&Reference]) -> bool,
    /// Why it asks for this, and what to do where it is not met.
    advice: &'static str,
}

/// The one table of what sources can carry.
const DEMANDS: [Demand; 5] = [
    Demand {
        strength: ClaimStrength::Supported,
        word: "supported",
        // Only a fair comparison, or a body that weighs them all, tells that it is the treatment that helps.
        is_met: |_, direct| direct.iter().any(|source| is_sound(source)),
        advice: "cite a guideline, a systematic review or a randomised trial of this very question, or say `claim=limited`",
    },
    Demand {
        strength: ClaimStrength::Limited,
        word: "limited",
        // A page or a book repeats what others found; of an unknown source nobody can say even that.
        is_met: |sources, _| sources.iter().any(|source| is_evidence(source)),
        advice: "cite the studies themselves, say of what `study_type` the sources are, or say `claim=insufficient`",
    },
    Demand {
        strength: ClaimStrength::Mixed,
        word: "mixed",
        // It takes two to disagree, or one that has weighed several.
        is_met: |sources, _| {
            sources.len() > 1 || sources.iter().any(|source| weighs_studies(source))
        },
        advice: "cite a source on each side, or a review that weighs them",
    },
    Demand {
        strength: ClaimStrength::Insufficient,
        word: "insufficient",
        is_met: |sources, _| !sources.is_empty(),
        advice: "cite a source that stands, or remove the claim",
    },
    Demand {
        strength: ClaimStrength::Consensus,
        word: "consensus",
        // What experts agree on is written by several of them, or about several of them.
        is_met: |sources, _| sources.iter().any(|source| speaks_for_experts(source)),
        advice: "cite a guideline, a review or a statement of experts, or say how far the studies carry it",
    },
];

pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    for resting in resting(checked) {
        let demand = DEMANDS
            .iter()
            .find(|demand| demand.strength == resting.claim.strength);
        if let Some(demand) = demand
            && !is_carried(demand, &standing(&resting.sources), &resting, checked)
        {
            let message = format!(
                "`{}` rests on {} alone: {}",
                demand.word,
                named(&resting, checked),
                keys(&resting.sources)
            );
            let advice = advice(demand, &resting, checked);
            found.push(Found::new(Code::WeakClaim, resting.place, message, &advice));
        }
    }
}

fn standing<'a>(sources: &[&'a Reference]) -> Vec<&'a Reference> {
    let sources = sources.iter().copied();
    sources.filter(|source| !source.is_retracted()).collect()
}

fn is_carried(
    demand: &Demand,
    sources: &[&Reference],
    resting: &Resting,
    checked: &Checked,
) -> bool {
    let direct: Vec<&Reference> = sources
        .iter()
        .copied()
        .filter(|source| !is_indirect(source, resting.claim, checked))
        .collect();
    (demand.is_met)(sources, &direct)
}

/// What to do. Where a retraction took the ground away, it begins there.
fn advice(demand: &Demand, resting: &Resting, checked: &Checked) -> String {
    let mut retracted = resting.sources.clone();
    retracted.retain(|source| source.is_retracted());
    let is_lost = is_carried(demand, &resting.sources, resting, checked)
        || retracted.len() == resting.sources.len();
    if retracted.is_empty() || !is_lost {
        return demand.advice.to_owned();
    }
    format!(
        "what was retracted carries nothing: take {} out of the claim, and {}",
        keys(&retracted),
        demand.advice
    )
}

/// Level 1 or 2, or a guideline to which nobody has given a lower level.
fn is_sound(source: &Reference) -> bool {
    match level_of(source) {
        Some(level) => level <= 2,
        None => source.study_type == Some(StudyType::Guideline),
    }
}

/// Anything but pages, books and what nobody has told the kind of.
fn is_evidence(source: &Reference) -> bool {
    match source.study_type {
        Some(StudyType::WebPage | StudyType::Book) | None => level_of(source).is_some(),
        Some(_) => true,
    }
}

fn weighs_studies(source: &Reference) -> bool {
    matches!(
        source.study_type,
        Some(StudyType::Guideline | StudyType::SystematicReview | StudyType::MetaAnalysis)
    )
}

fn speaks_for_experts(source: &Reference) -> bool {
    weighs_studies(source)
        || matches!(
            source.study_type,
            Some(StudyType::ExpertOpinion | StudyType::NarrativeReview)
        )
}

fn level_of(source: &Reference) -> Option<u8> {
    source.proposed_level().map(|level| level.value)
}

/// The sources in words, equal ones counted: `one case report (level 4) and two web pages`.
fn named(resting: &Resting, checked: &Checked) -> String {
    let mut kinds: Vec<(String, String, usize)> = Vec::new();
    for source in &resting.sources {
        let (one, many) = words_for(source, is_indirect(source, resting.claim, checked));
        match kinds.iter_mut().find(|(known, _, _)| *known == one) {
            Some((_, _, count)) => *count += 1,
            None => kinds.push((one, many, 1)),
        }
    }
    let named = kinds.into_iter().map(|(one, many, count)| match count {
        1 => format!("one {one}"),
        2 => format!("two {many}"),
        3 => format!("three {many}"),
        count => format!("{count} {many}"),
    });
    joined(named.collect())
}

/// One source of a kind, and several.
fn words_for(source: &Reference, is_indirect: bool) -> (String, String) {
    let (one, many) = match source.study_type {
        Some(study_type) => study_type.nouns(),
        None => ("source of unknown kind", "sources of unknown kind"),
    };
    let level = level_of(source).map_or_else(String::new, |level| format!(" (level {level})"));
    let retracted = match source.is_retracted() {
        true => "retracted ",
        false => "",
    };
    let about = match is_indirect {
        true => " about something else",
        false => "",
    };
    let words = |noun| format!("{retracted}{noun}{level}{about}");
    (words(one), words(many))
}

fn keys(sources: &[&Reference]) -> String {
    let keys = sources.iter().map(|source| format!("`{}`", source.key));
    keys.collect::<Vec<_>>().join(", ")
}

fn joined(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    match words.is_empty() {
        true => last,
        false => format!("{} and {last}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests;
