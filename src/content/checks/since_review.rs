//! Whether a text is still what was reviewed.

use super::{Checked, Found, Place};
use crate::content::Code;

/// Only the history of what was published tells; where it is not known, nothing is said.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    let standing = checked.around.review.as_ref();
    let Some(standing) = standing.filter(|standing| standing.has_changed_since) else {
        return;
    };
    found.push(Found::new(
        Code::ChangedSinceReview,
        Place::Front("review"),
        format!(
            "the text has changed since its review of {}",
            standing.review.on
        ),
        "have it reviewed again, and give `review` the new day",
    ));
}
