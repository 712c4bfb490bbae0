//! Every way Sinew can fail, without HTTP. `http/problem.rs` maps it to answers; `main` prints it for a person.

use std::fmt;

/// A value that its parser refused: what is allowed, and what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    expected: String,
    came: String,
}

impl InvalidValue {
    /// `expected` completes the sentence "must be ...".
    pub fn new(expected: String, came: &str) -> Self {
        const MAX_SHOWN: usize = 80;
        let mut shown: String = came.chars().take(MAX_SHOWN).collect();
        if came.chars().count() > MAX_SHOWN {
            shown.push('…');
        }
        Self {
            expected,
            came: shown,
        }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "must be {}, got `{}`", self.expected, self.came)
    }
}

impl std::error::Error for InvalidValue {}
