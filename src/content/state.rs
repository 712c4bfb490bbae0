//! States of what is written: which one a write was made for, so that nobody overwrites what somebody else has just
//! written.

use std::fmt;

use super::sha256_of;
use crate::error::{Error, Result};

/// How much of the hash a state shows: enough to tell two contents of one revision number apart, as a restored backup
/// may have them.
const HASH_DIGITS: usize = 16;

/// One state of something that is written: the number of its revision and a hash of what its author decided, such as
/// `3-0d6f1b2c9a874e55`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State(String);

/// The state that a write was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing is there yet.
    Nothing,
    /// Something is there, whatever it is.
    Anything,
    /// One of these states, as texts that may be states.
    OneOf(Vec<String>),
}

impl State {
    /// Of a revision, by its number and its body as it is stored.
    pub fn of(revision: i32, body: &str) -> Self {
        let hash = sha256_of(body.as_bytes());
        Self(format!("{revision}-{}", &hash[..HASH_DIGITS]))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Expected {
    /// Fails when what is there is not what the write was made for.
    pub fn hold(&self, current: Option<&State>) -> Result<()> {
        let holds = match (self, current) {
            (Self::Nothing, current) => current.is_none(),
            (Self::Anything, current) => current.is_some(),
            (Self::OneOf(states), Some(current)) => {
                states.iter().any(|state| state == current.as_str())
            }
            (Self::OneOf(_), None) => false,
        };
        holds.then_some(()).ok_or(Error::Outdated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_holds_for_the_state_that_it_was_made_for_alone() {
        let first = State::of(1, "{}");
        let second = State::of(2, "{}");
        let made_for_first = Expected::OneOf(vec![first.to_string()]);

        assert!(made_for_first.hold(Some(&first)).is_ok());
        assert!(made_for_first.hold(Some(&second)).is_err());
        assert!(made_for_first.hold(None).is_err());
        assert!(Expected::Nothing.hold(None).is_ok());
        assert!(Expected::Nothing.hold(Some(&first)).is_err());
        assert!(Expected::Anything.hold(Some(&first)).is_ok());
        assert!(Expected::Anything.hold(None).is_err());
        assert_ne!(State::of(1, "{}"), State::of(1, "[]"));
    }
}
