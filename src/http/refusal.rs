//! Why the HTTP interface does not do what was asked: its own reasons, and those of the layers below.

use std::fmt;

use actix_web::http::header::{HeaderName, HeaderValue};

use crate::content::Scope;
use crate::error::{Error, Violation};

/// What a handler that can refuse gives.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// A reason to refuse. `problem.rs` gives each its status and its words.
#[derive(Debug)]
pub enum Refusal {
    /// A layer below failed.
    Failed(Error),
    /// A header or a body breaks the rules of its format.
    Unreadable(Vec<Violation>),
    /// No key where one is needed, or a wrong one.
    Unauthorized(KeyFault),
    /// The key may not do this.
    Forbidden { needed: Scope },
    /// The path does not take the method.
    AnotherMethod { allow: String },
    /// There is something only once an operator has set what it needs: its name, and the variable of the setting.
    Unset {
        what: &'static str,
        setting: &'static str,
    },
    /// `Accept` or `Accept-Encoding` exclude everything there is.
    NotAcceptable { offered: Vec<String> },
    /// The body took too long to arrive.
    TooSlow,
    /// `If-Match`, `If-None-Match` or `If-Unmodified-Since` do not hold.
    PreconditionFailed,
    /// The body is too large.
    TooLarge { limit_bytes: usize },
    /// The target of the request is too long.
    TargetTooLong,
    /// The body is of a media type, or in a coding, that is not taken here.
    UnsupportedMediaType { came: String, taken: Vec<String> },
    /// The body is in a content coding that is not taken here.
    UnsupportedCoding { came: String },
    /// The body can be read and breaks rules of the content.
    Unprocessable(Vec<Violation>),
    /// A write that says nothing of the state it was made for.
    PreconditionRequired,
    /// Too many requests of this key or address.
    TooManyRequests {
        retry_after_seconds: u64,
        /// What is told about the limit.
        limit: Vec<(HeaderName, HeaderValue)>,
    },
    /// The server is about to stop or cannot reach its database.
    NotReady(&'static str),
    /// The server has too much to do.
    Overloaded { retry_after_seconds: u64 },
}

/// What is wrong with a key. Which of its parts is never said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// There is none.
    Missing,
    /// It is not one of ours, or expired, or revoked.
    Wrong,
}

impl Refusal {
    /// When to ask again.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        match self {
            Self::TooManyRequests {
                retry_after_seconds,
                ..
            }
            | Self::Overloaded {
                retry_after_seconds,
            } => Some(*retry_after_seconds),
            Self::Failed(Error::Busy) | Self::NotReady(_) => Some(1),
            _ => None,
        }
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Missing => "this needs a key, as `Authorization: Bearer KEY`",
            Self::Wrong => "the key is unknown, expired or revoked",
        })
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(out),
            Self::Unreadable(violations) | Self::Unprocessable(violations) => {
                out.write_str(&Violation::messages(violations))
            }
            Self::Unauthorized(fault) => fault.fmt(out),
            Self::Forbidden { needed } => write!(out, "this needs a key with scope `{needed}`"),
            Self::AnotherMethod { allow } => write!(out, "this path takes {allow}"),
            Self::Unset { what, setting } => {
                write!(out, "there is no {what} until whoever runs this server sets {setting}")
            }
            Self::NotAcceptable { offered } => {
                write!(out, "there is only {}", offered.join(", "))
            }
            Self::TooSlow => out.write_str("the body took too long to arrive"),
            Self::PreconditionFailed => {
                out.write_str("it has changed since the state that the request names")
            }
            Self::TooLarge { limit_bytes } => {
                write!(out, "a body may have {limit_bytes} bytes here")
            }
            Self::TargetTooLong => {
                out.write_str("path and query may have 8192 bytes together")
            }
            Self::UnsupportedMediaType { came, taken } => {
                write!(out, "the body must be {}, got `{came}`", taken.join(" or "))
            }
            Self::UnsupportedCoding { came } => {
                write!(out, "bodies are taken as they are, got Content-Encoding `{came}`")
            }
            Self::PreconditionRequired => out.write_str(
                "a write needs `If-Match` with the ETag of what it was made for, or `If-None-Match: *` to create",
            ),
            Self::NotReady(why) => out.write_str(why),
            Self::TooManyRequests { retry_after_seconds, .. }
            | Self::Overloaded { retry_after_seconds } => {
                write!(out, "ask again in {retry_after_seconds} seconds")
            }
        }
    }
}
