//! Whether an article says what it is not.

use super::{Checked, Found, Place};
use crate::content::Code;

/// Every article about health says that it is no advice for one person.
pub fn check(checked: &Checked, found: &mut Vec<Found>) {
    if checked.draft.disclaimer.is_empty() {
        found.push(Found::new(
            Code::NoDisclaimer,
            Place::Front("title"),
            "the article has no disclaimer".to_owned(),
            "add `::: disclaimer` with what the article cannot replace",
        ));
    }
}
