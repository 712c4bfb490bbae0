//! Warnings that an author accepts with a reason, and those of them that accept nothing any more.

use super::{Checked, Found, Place};
use crate::content::{AcceptedWarning, Class, Code};

/// Takes away what the author accepts, and reports what accepts nothing, so that it is not left standing when the text has
/// long been another.
pub fn settle(checked: &Checked, found: &mut Vec<Found>) {
    let accepted = &checked.draft.accept;
    let stale: Vec<Found> = accepted
        .iter()
        .filter(|warning| !found.iter().any(|found| is_met(checked, warning, found)))
        .filter(|warning| warning.code != Code::StaleAcceptance.as_str())
        .map(stale)
        .collect();
    found.extend(stale);
    found.retain(|found| {
        !accepted
            .iter()
            .any(|warning| is_met(checked, warning, found))
    });
}

/// True for what the author accepts: everywhere, or at one place. What stops a publication by itself cannot be accepted.
fn is_met(checked: &Checked, warning: &AcceptedWarning, found: &Found) -> bool {
    let place = match found.place {
        Place::Nth(nth) => checked.places.get(nth),
        Place::Front(_) => None,
    };
    found.code.class() == Class::Advisory
        && warning.code == found.code.as_str()
        && (warning.block.is_none() || warning.block.as_ref() == place)
}

fn stale(warning: &AcceptedWarning) -> Found {
    let AcceptedWarning { code, block, .. } = warning;
    let known = Code::ALL.iter().find(|known| known.as_str() == code);
    let (message, advice) = match (known.map(|code| code.class()), block) {
        (None, _) => (
            format!("`accept` names `{code}`, which is no code"),
            "write one that `sinew check --explain` lists, or remove it",
        ),
        (Some(Class::Unreadable | Class::Unpublishable), _) => (
            format!("`{code}` cannot be accepted, because it is an error"),
            "mend what it names, and remove it from `accept`",
        ),
        (Some(Class::Advisory), Some(block)) => (
            format!("`{code}` is accepted at `{block}`, where it is not found"),
            "remove it from `accept`, or name the block that it is about",
        ),
        (Some(Class::Advisory), None) => (
            format!("`{code}` is accepted, and is not found in the article"),
            "remove it from `accept`",
        ),
    };
    let place = Place::Front("accept");
    Found::new(Code::StaleAcceptance, place, message, advice)
}
