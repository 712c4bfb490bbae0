//! Who writes, and why: kept with every revision and in the audit log.

use std::fmt;

use super::KeyId;
use crate::error::InvalidValue;

/// The longest message, in characters.
const MAX_MESSAGE_LENGTH: usize = 500;

/// Who writes, in which request, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub actor: Actor,
    pub request_id: Option<String>,
    pub message: Option<Message>,
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The holder of a key, over HTTP.
    Key(KeyId),
    /// A command of this program.
    Command,
    /// A moment that was named before.
    Schedule,
}

/// Why something is written, in the words of who writes it: one line of 1 to 500 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(String);

impl Signature {
    /// Of a command of this program.
    pub const COMMAND: Self = Self {
        actor: Actor::Command,
        request_id: None,
        message: None,
    };

    /// Of a moment that has come.
    pub const SCHEDULE: Self = Self {
        actor: Actor::Schedule,
        request_id: None,
        message: None,
    };

    /// True for a write over HTTP, of which no folder knows.
    pub fn is_over_http(&self) -> bool {
        matches!(self.actor, Actor::Key(_))
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(id) => out.write_str(id.as_str()),
            Self::Command => out.write_str("command"),
            Self::Schedule => out.write_str("schedule"),
        }
    }
}

impl Message {
    /// Takes one line without control characters.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let is_line = !text.chars().any(char::is_control) && !text.trim().is_empty();
        if is_line && text.chars().count() <= MAX_MESSAGE_LENGTH {
            return Ok(Self(text.to_owned()));
        }
        let expected = format!("1 to {MAX_MESSAGE_LENGTH} characters on one line");
        Err(InvalidValue::new(
            expected,
            &text.escape_debug().to_string(),
        ))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_line() {
        assert!(Message::parse("Softened the claim about pain").is_ok());
        for wrong in ["", " ", "two\nlines", "a\u{1b}[2J", &"a".repeat(501)] {
            assert!(Message::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
