//! Every way Sinew can fail, without HTTP. `http/problem.rs` maps it to answers; `main` prints it for a person.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a function that can fail gives.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure. What a client may know is in the fields; causes are for the log.
#[derive(Debug)]
pub enum Error {
    /// Nothing public has this name.
    NotFound { what: &'static str, name: String },
    /// An article that had this slug has another now.
    Moved {
        from: String,
        to: String,
        /// The id of the article, which what is said of it rests on.
        id: String,
    },
    /// It was public and has been removed.
    Gone { what: &'static str, name: String },
    /// There is nothing of this name, public or not.
    Missing { what: &'static str, name: String },
    /// A request that breaks rules, with all its faults.
    Invalid(Vec<Violation>),
    /// Content that breaks rules, with all its faults; it is not stored.
    Unfit(Vec<Violation>),
    /// Content that is stored and is not fit to be public, with all that stops it.
    Unpublishable(Vec<Violation>),
    /// Something that the database says already stands against it.
    Conflict(String),
    /// What a token speaks of is not the history of this content, or not any more.
    ExpiredToken,
    /// What is to be written over is not in the state that the write was made for.
    Outdated,
    /// A value of a setting that could work nowhere: wrong usage.
    InvalidSetting(String),
    /// A setting that cannot work here.
    Configuration(String),
    /// Something stored cannot be read back.
    Corrupt(String),
    /// A file cannot be read or written.
    File {
        path: PathBuf,
        cause: std::io::Error,
    },
    /// The database has too much to do, or one question takes too long.
    Busy,
    /// The disk has no room for what is to be written. What is there can still be read.
    Full,
    /// The database failed.
    Database(sqlx::Error),
}

/// One fault of a request: of a parameter or of a member of its body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Violation {
    /// The parameter or header that is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "limit")]
    pub parameter: Option<String>,
    /// The member of the body that is at fault, as a JSON Pointer in a URI fragment (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "#/sections/0/heading")]
    pub pointer: Option<String>,
    /// The file of a seed folder that is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "articles/massage-for-sciatica.md")]
    pub file: Option<String>,
    /// The line of a text that is at fault, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100_000_000, example = 12)]
    pub line: Option<u32>,
    /// The column in that line, counted in characters from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100_000_000, example = 5)]
    pub column: Option<u32>,
    /// What kind of fault it is: a stable name for programs. Of content, the code of a check, such as `CIT001`.
    #[schema(example = "invalid")]
    pub code: String,
    /// What is wrong, what is allowed and what came.
    #[schema(example = "limit must be 1 to 100, got `0`")]
    pub message: String,
}

impl Violation {
    /// A fault of a query parameter or header.
    pub fn of_parameter(parameter: &str, code: &str, message: String) -> Self {
        Self {
            parameter: Some(parameter.to_owned()),
            code: code.to_owned(),
            message,
            ..Self::default()
        }
    }

    /// All messages in one line.
    pub fn messages(violations: &[Self]) -> String {
        let messages = violations.iter();
        let messages: Vec<&str> = messages
            .map(|violation| violation.message.as_str())
            .collect();
        messages.join("; ")
    }

    /// A fault of a member of a body. The pointer starts with `#`.
    pub fn of_member(pointer: &str, code: &str, message: String) -> Self {
        Self {
            pointer: Some(pointer.to_owned()),
            code: code.to_owned(),
            message,
            ..Self::default()
        }
    }
}

/// A value that its parser refused: what is allowed, and what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    expected: String,
    came: String,
}

/// A text that came from outside, cut to what a message may show of it.
pub fn shown(text: &str) -> String {
    const MAX_SHOWN: usize = 80;
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl InvalidValue {
    /// `expected` completes the sentence "must be ...".
    pub fn new(expected: String, came: &str) -> Self {
        Self {
            expected,
            came: shown(came),
        }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "must be {}, got `{}`", self.expected, self.came)
    }
}

impl std::error::Error for InvalidValue {}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { what, name } => {
                write!(out, "no {what} `{}` is published", shown(name))
            }
            Self::Missing { what, name } => write!(out, "there is no {what} `{}`", shown(name)),
            Self::Gone { what, name } => {
                write!(out, "the {what} `{}` has been removed", shown(name))
            }
            Self::Busy => out.write_str("the database has too much to do"),
            Self::Full => out.write_str("the disk of the database is full"),
            Self::ExpiredToken => {
                out.write_str("the token is not of what is here now; begin anew without one")
            }
            Self::Outdated => {
                out.write_str("it has changed since the state that the request names")
            }
            Self::Moved { from, to, .. } => write!(out, "`{from}` is now `{to}`"),
            Self::Invalid(violations) | Self::Unfit(violations) => {
                out.write_str(&Violation::messages(violations))
            }
            Self::Unpublishable(violations) => write!(
                out,
                "this stops a publication: {}",
                Violation::messages(violations)
            ),
            Self::Conflict(message)
            | Self::InvalidSetting(message)
            | Self::Configuration(message) => out.write_str(message),
            Self::Corrupt(message) => write!(
                out,
                "the database holds what this program did not write: {message}"
            ),
            Self::File { path, cause } => write!(out, "{}: {cause}", path.display()),
            Self::Database(cause) => write!(out, "the database failed: {cause}"),
        }
    }
}

impl std::error::Error for Error {}
