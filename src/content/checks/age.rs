//! Whether claims rest on old evidence alone.

use super::claims::resting;
use super::{Checked, Found};
use crate::content::{ClaimStrength, Code, Reference};

/// Only years count: few sources say more. Where one says none, it could be the newest. That old sources cannot tell is no
/// news where the claim says so itself.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let limit = i32::from(checked.rules.old_evidence_years);
    let today = i32::from(checked.today.year());
    let resting = resting(checked);
    for resting in resting.filter(|resting| resting.claim.strength != ClaimStrength::Insufficient) {
        let standing = resting.sources.iter().copied();
        let years = standing
            .filter(|source| !source.is_retracted())
            .map(year_of)
            .collect::<Option<Vec<i32>>>();
        let newest = years.and_then(|years| years.into_iter().max());
        if let Some(newest) = newest
            && today - newest > limit
        {
            let message = format!(
                "the newest source of the claim is of {newest}, more than {limit} years old"
            );
            found.push(Found::new(
                Code::OldEvidence,
                resting.place,
                message,
                "look for newer studies, and cite them or say that there are none",
            ));
        }
    }
}

fn year_of(source: &Reference) -> Option<i32> {
    let issued = source.issued.as_ref()?;
    let end = issued.end.map(|end| end.year);
    issued.year.max(end)
}

#[cfg(test)]
mod tests;
