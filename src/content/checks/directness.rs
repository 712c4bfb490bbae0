//! Whether claims rest on studies of something else alone.

use super::claims::{is_indirect, resting};
use super::{Checked, Found};
use crate::content::{ClaimStrength, Code, Reference, Slug};

/// A claim that its sources cannot tell is true of studies of something else as well.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    for resting in resting(checked) {
        let claim = resting.claim;
        let sources = &resting.sources;
        if claim.strength == ClaimStrength::Insufficient
            || !sources
                .iter()
                .all(|source| is_indirect(source, claim, checked))
        {
            continue;
        }
        let studied: Vec<String> = sources.iter().map(|source| studied_by(source)).collect();
        let message = format!(
            "the claim is about `{}`, and what it cites is not: {}",
            claim.condition,
            studied.join(", ")
        );
        found.push(Found::new(
            Code::IndirectEvidence,
            resting.place,
            message,
            "cite a source that studied it, or say `claim=insufficient`; if a source did study it, add it to its `about`",
        ));
    }
}

fn studied_by(source: &Reference) -> String {
    let about: Vec<&str> = source.about.iter().map(Slug::as_str).collect();
    format!("`{}` is about {}", source.key, about.join(" and "))
}

#[cfg(test)]
mod tests;
