//! Sentences that say how many, or how much.

use super::patterns::{FARING, OF_PEOPLE, PERCENT, STUDY_OF, TIMES_LIKELY};

/// True for a sentence with a number that somebody must have counted.
pub fn states_number(text: &str) -> bool {
    let is_share = PERCENT.captures_iter(text).any(|captures| {
        // A hundred percent is a way to speak.
        captures.get(1).is_some_and(|share| share.as_str() != "100")
    });
    is_share && FARING.is_match(text)
        || OF_PEOPLE.is_match(text)
        || STUDY_OF.is_match(text)
        || TIMES_LIKELY.is_match(text)
}
