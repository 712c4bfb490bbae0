//! Problems (RFC 9457): the form of every failed answer, and the one place where failures get a status.

use actix_web::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{Error, Violation};

/// Why a request failed (RFC 9457), as `application/problem+json`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: the path of a page that explains it. Programs tell problems apart by it.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "/problems/not-found")]
    problem_type: String,
    /// The kind of problem in words; the same for every problem of the kind.
    #[schema(example = "Nothing here")]
    title: String,
    /// The HTTP status of the answer.
    #[schema(minimum = 400, maximum = 599, example = 404)]
    status: u16,
    /// What went wrong this time, for a person.
    #[schema(example = "no article `massage-for-sciatic` is published")]
    detail: String,
    /// The path of the request.
    #[schema(format = "uri-reference", example = "/v1/articles/massage-for-sciatic")]
    instance: String,
    /// Every fault of the request, all at once; empty when the request itself was sound.
    violations: Vec<Violation>,
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    BadRequest,
    InvalidParameters,
    NotFound,
    MethodNotAllowed,
    Timeout,
    TooLarge,
    InternalError,
    Unavailable,
}

/// What is said of a kind of problem.
pub struct Explanation {
    /// The last segment of its address.
    pub name: &'static str,
    pub status: StatusCode,
    pub title: &'static str,
    /// What a client can do about it.
    pub advice: &'static str,
}

impl ProblemKind {
    pub const ALL: [Self; 8] = [
        Self::BadRequest,
        Self::InvalidParameters,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Timeout,
        Self::TooLarge,
        Self::InternalError,
        Self::Unavailable,
    ];

    pub fn explanation(self) -> Explanation {
        let (name, status, title, advice) = match self {
            Self::BadRequest => (
                "bad-request",
                StatusCode::BAD_REQUEST,
                "The request cannot be read",
                "Check the request against the API's document; it breaks the rules of HTTP itself.",
            ),
            Self::InvalidParameters => (
                "invalid-parameters",
                StatusCode::BAD_REQUEST,
                "Parameters are not valid",
                "Every fault is in `violations`, with the parameter, a code and what is allowed. Mend them and ask again.",
            ),
            Self::NotFound => (
                "not-found",
                StatusCode::NOT_FOUND,
                "Nothing here",
                "No path of the API has this form, or nothing published has this name. Check the spelling; lists such as \
                 `/v1/articles` show what there is.",
            ),
            Self::MethodNotAllowed => (
                "method-not-allowed",
                StatusCode::METHOD_NOT_ALLOWED,
                "Not with this method",
                "The `Allow` header names the methods that this path takes.",
            ),
            Self::Timeout => (
                "timeout",
                StatusCode::REQUEST_TIMEOUT,
                "The request took too long to arrive",
                "Send the request again, without pauses.",
            ),
            Self::TooLarge => (
                "too-large",
                StatusCode::PAYLOAD_TOO_LARGE,
                "The request is too large",
                "Send less at once.",
            ),
            Self::InternalError => (
                "internal-error",
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something failed here",
                "It is not your request. The cause is in the server's log; asking again may help.",
            ),
            Self::Unavailable => (
                "unavailable",
                StatusCode::SERVICE_UNAVAILABLE,
                "Not ready",
                "The server is starting, stopping or cannot reach its database. Ask again in a moment.",
            ),
        };
        Explanation {
            name,
            status,
            title,
            advice,
        }
    }
}

impl Problem {
    /// What a client is told about a failure. Causes are for the log.
    pub fn of(error: &Error, path: &str) -> Self {
        let (kind, violations) = match error {
            Error::NotFound { .. } | Error::Moved { .. } => (ProblemKind::NotFound, Vec::new()),
            Error::Invalid(violations) => (ProblemKind::InvalidParameters, violations.clone()),
            Error::Configuration(_)
            | Error::Corrupt(_)
            | Error::File { .. }
            | Error::Database(_) => {
                return Self::new(ProblemKind::InternalError, path);
            }
        };
        Self {
            detail: error.to_string(),
            violations,
            ..Self::new(kind, path)
        }
    }

    /// The problem that a status without a body stands for.
    pub fn of_status(status: StatusCode, path: &str) -> Self {
        let kind = match status {
            StatusCode::NOT_FOUND => ProblemKind::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => ProblemKind::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => ProblemKind::Timeout,
            StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => ProblemKind::Unavailable,
            other if other.is_client_error() => ProblemKind::BadRequest,
            _ => ProblemKind::InternalError,
        };
        Self::new(kind, path)
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn new(kind: ProblemKind, path: &str) -> Self {
        let Explanation {
            name,
            status,
            title,
            advice,
        } = kind.explanation();
        Self {
            problem_type: format!("/problems/{name}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: advice.to_owned(),
            instance: path.to_owned(),
            violations: Vec::new(),
        }
    }
}
