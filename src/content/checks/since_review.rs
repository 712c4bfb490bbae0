//! Whether a text is still what was reviewed.

use super::{Checked, Found, Place};
use crate::content::Code;

/// Only the history of what was published tells; where it is not known, nothing is said.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    if !checked.around.has_changed_since_review {
        return;
    }
    let of_day = match &checked.draft.review {
        Some(review) => format!(" of {}", review.on),
        None => String::new(),
    };
    found.push(Found::new(
        Code::ChangedSinceReview,
        Place::Front("review"),
        format!("the text has changed since its review{of_day}"),
        "have it reviewed again, and give `review` the new day",
    ));
}
