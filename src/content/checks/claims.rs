//! Whether claims rest on anything.

use super::{Checked, Found, Place};
use crate::content::Code;

/// A claim rests on the citations inside its block or item.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    for passage in &checked.passages.all {
        if passage.claim.is_some() && passage.citations.is_empty() {
            found.push(Found::new(
                Code::ClaimWithoutCitation,
                Place::Nth(passage.place),
                "the claim cites nothing".to_owned(),
                "cite what it rests on inside the same paragraph or item, or remove `claim=`",
            ));
        }
    }
}
