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
    /// Every fault of the request, all at once, up to 100; empty when the request itself was sound.
    violations: Vec<Violation>,
}

/// A kind of problem, and what is said of it.
#[derive(Debug)]
pub struct ProblemKind {
    /// The last segment of its address.
    pub name: &'static str,
    pub status: StatusCode,
    pub title: &'static str,
    /// What a client can do about it.
    pub advice: &'static str,
}

impl ProblemKind {
    /// Every kind there is: each has a page.
    pub const ALL: [&'static Self; 12] = [
        &Self::BAD_REQUEST,
        &Self::INVALID_PARAMETERS,
        &Self::NOT_FOUND,
        &Self::METHOD_NOT_ALLOWED,
        &Self::TIMEOUT,
        &Self::TOO_LARGE,
        &Self::TARGET_TOO_LONG,
        &Self::CONFLICT,
        &Self::GONE,
        &Self::INTERNAL_ERROR,
        &Self::UNAVAILABLE,
        &Self::INSUFFICIENT_STORAGE,
    ];

    const BAD_REQUEST: Self = Self {
        name: "bad-request",
        status: StatusCode::BAD_REQUEST,
        title: "The request cannot be read",
        advice: "Check the request against the API's document; it breaks the rules of HTTP itself.",
    };

    const INVALID_PARAMETERS: Self = Self {
        name: "invalid-parameters",
        status: StatusCode::BAD_REQUEST,
        title: "Parameters are not valid",
        advice: "Every fault is in `violations`, with the parameter, a code and what is allowed. Mend them and ask again.",
    };

    const NOT_FOUND: Self = Self {
        name: "not-found",
        status: StatusCode::NOT_FOUND,
        title: "Nothing here",
        advice: "No path of the API has this form, or nothing published has this name. Check the spelling; lists such as \
             `/v1/articles` show what there is.",
    };

    const METHOD_NOT_ALLOWED: Self = Self {
        name: "method-not-allowed",
        status: StatusCode::METHOD_NOT_ALLOWED,
        title: "Not with this method",
        advice: "The `Allow` header names the methods that this path takes.",
    };

    const TIMEOUT: Self = Self {
        name: "timeout",
        status: StatusCode::REQUEST_TIMEOUT,
        title: "The request took too long to arrive",
        advice: "Send the request again, without pauses.",
    };

    const TOO_LARGE: Self = Self {
        name: "too-large",
        status: StatusCode::PAYLOAD_TOO_LARGE,
        title: "The request is too large",
        advice: "Send less at once.",
    };

    const TARGET_TOO_LONG: Self = Self {
        name: "target-too-long",
        status: StatusCode::URI_TOO_LONG,
        title: "The address is too long",
        advice: "Path and query may have 8192 bytes together.",
    };

    const CONFLICT: Self = Self {
        name: "conflict",
        status: StatusCode::CONFLICT,
        title: "Something stands against it",
        advice: "`detail` says what; change it, or what stands against it.",
    };

    const GONE: Self = Self {
        name: "gone",
        status: StatusCode::GONE,
        title: "Removed",
        advice: "It was published here and has been removed. Forget the address.",
    };

    const INTERNAL_ERROR: Self = Self {
        name: "internal-error",
        status: StatusCode::INTERNAL_SERVER_ERROR,
        title: "Something failed here",
        advice: "It is not your request. The cause is in the server's log; asking again may help.",
    };

    const UNAVAILABLE: Self = Self {
        name: "unavailable",
        status: StatusCode::SERVICE_UNAVAILABLE,
        title: "Not ready",
        advice: "The server is starting, stopping or cannot reach its database. Ask again in a moment.",
    };

    const INSUFFICIENT_STORAGE: Self = Self {
        name: "insufficient-storage",
        status: StatusCode::INSUFFICIENT_STORAGE,
        title: "No room to write",
        advice: "The server's disk is full. Reading goes on; write again once its operator has made room.",
    };
}

impl Problem {
    /// What a client is told about a failure. Causes are for the log.
    pub fn of(error: &Error, path: &str) -> Self {
        let (kind, violations) = match error {
            Error::NotFound { .. } | Error::Moved { .. } => (&ProblemKind::NOT_FOUND, Vec::new()),
            Error::Gone { .. } => (&ProblemKind::GONE, Vec::new()),
            Error::Busy => (&ProblemKind::UNAVAILABLE, Vec::new()),
            Error::Full => (&ProblemKind::INSUFFICIENT_STORAGE, Vec::new()),
            Error::Conflict(_) => (&ProblemKind::CONFLICT, Vec::new()),
            Error::Invalid(violations) => (&ProblemKind::INVALID_PARAMETERS, violations.clone()),
            Error::Configuration(_)
            | Error::Corrupt(_)
            | Error::File { .. }
            | Error::Database(_) => {
                return Self::new(&ProblemKind::INTERNAL_ERROR, path);
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
            StatusCode::NOT_FOUND => &ProblemKind::NOT_FOUND,
            StatusCode::METHOD_NOT_ALLOWED => &ProblemKind::METHOD_NOT_ALLOWED,
            StatusCode::REQUEST_TIMEOUT => &ProblemKind::TIMEOUT,
            StatusCode::PAYLOAD_TOO_LARGE => &ProblemKind::TOO_LARGE,
            StatusCode::URI_TOO_LONG => &ProblemKind::TARGET_TOO_LONG,
            StatusCode::SERVICE_UNAVAILABLE => &ProblemKind::UNAVAILABLE,
            other if other.is_client_error() => &ProblemKind::BAD_REQUEST,
            _ => &ProblemKind::INTERNAL_ERROR,
        };
        Self::new(kind, path)
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn new(kind: &ProblemKind, path: &str) -> Self {
        let ProblemKind {
            name,
            status,
            title,
            advice,
        } = kind;
        Self {
            problem_type: format!("/problems/{name}"),
            title: (*title).to_owned(),
            status: status.as_u16(),
            detail: (*advice).to_owned(),
            instance: path.to_owned(),
            violations: Vec::new(),
        }
    }
}
