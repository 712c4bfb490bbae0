//! Problems (RFC 9457): the form of every failed answer, and the one place where failures get a status.

mod kind;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::Asked;
use super::refusal::Refusal;
use crate::error::{Error, Violation};

pub use kind::ProblemKind;

/// The most faults that one problem names.
const MAX_VIOLATIONS: usize = 100;

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
    /// The id of the request, as `X-Request-Id` of the answer has it: what to name when you ask about it.
    #[schema(
        pattern = "^[A-Za-z0-9._-]{1,64}$",
        example = "0199c2f4-8a51-7c3e-9b42-3d5e6f708192"
    )]
    request_id: String,
    /// Every fault of the request, all at once, up to 100; empty when the request itself was sound.
    violations: Vec<Violation>,
}

impl Problem {
    /// What a client is told about a refusal. Causes are for the log.
    pub fn of(refusal: &Refusal, asked: &Asked) -> Self {
        let kind = kind_of(refusal);
        let mut problem = Self::of_kind(kind, asked);
        if kind.status != StatusCode::INTERNAL_SERVER_ERROR {
            problem.detail = refusal.to_string();
        }
        if let Refusal::Unreadable(violations)
        | Refusal::Unprocessable(violations)
        | Refusal::Failed(
            Error::Invalid(violations)
            | Error::Unfit(violations)
            | Error::Unpublishable(violations),
        ) = refusal
        {
            problem.violations = violations.iter().take(MAX_VIOLATIONS).cloned().collect();
        }
        problem
    }

    /// The problem that a status without a body stands for.
    pub fn of_status(status: StatusCode, asked: &Asked) -> Self {
        let known = ProblemKind::ALL
            .into_iter()
            .find(|kind| kind.status == status);
        let other = if status.is_client_error() {
            &ProblemKind::BAD_REQUEST
        } else {
            &ProblemKind::INTERNAL_ERROR
        };
        Self::of_kind(known.unwrap_or(other), asked)
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The response that carries it.
    pub fn response(&self) -> HttpResponse {
        HttpResponse::build(self.status())
            .content_type("application/problem+json")
            .json(self)
    }

    fn of_kind(kind: &ProblemKind, asked: &Asked) -> Self {
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
            instance: asked.path.clone(),
            request_id: asked.identity.request_id.clone(),
            violations: Vec::new(),
        }
    }
}

fn kind_of(refusal: &Refusal) -> &'static ProblemKind {
    match refusal {
        Refusal::Failed(error) => kind_of_error(error),
        Refusal::Unreadable(_) => &ProblemKind::BAD_REQUEST,
        Refusal::Unauthorized(_) => &ProblemKind::UNAUTHORIZED,
        Refusal::Forbidden { .. } => &ProblemKind::FORBIDDEN,
        Refusal::AnotherMethod { .. } => &ProblemKind::METHOD_NOT_ALLOWED,
        Refusal::Unset { .. } => &ProblemKind::NOT_FOUND,
        Refusal::NotAcceptable { .. } => &ProblemKind::NOT_ACCEPTABLE,
        Refusal::TooSlow => &ProblemKind::TIMEOUT,
        Refusal::PreconditionFailed => &ProblemKind::PRECONDITION_FAILED,
        Refusal::TooLarge { .. } => &ProblemKind::TOO_LARGE,
        Refusal::TargetTooLong => &ProblemKind::TARGET_TOO_LONG,
        Refusal::UnsupportedMediaType { .. } | Refusal::UnsupportedCoding { .. } => {
            &ProblemKind::UNSUPPORTED_MEDIA_TYPE
        }
        Refusal::Unprocessable(_) => &ProblemKind::INVALID_CONTENT,
        Refusal::PreconditionRequired => &ProblemKind::PRECONDITION_REQUIRED,
        Refusal::TooManyRequests { .. } => &ProblemKind::TOO_MANY_REQUESTS,
        Refusal::Overloaded { .. } | Refusal::NotReady(_) => &ProblemKind::UNAVAILABLE,
    }
}

fn kind_of_error(error: &Error) -> &'static ProblemKind {
    match error {
        Error::NotFound { .. } | Error::Missing { .. } | Error::Moved { .. } => {
            &ProblemKind::NOT_FOUND
        }
        Error::Gone { .. } => &ProblemKind::GONE,
        Error::ExpiredToken => &ProblemKind::EXPIRED_TOKEN,
        Error::Conflict(_) => &ProblemKind::CONFLICT,
        Error::Outdated => &ProblemKind::PRECONDITION_FAILED,
        Error::Invalid(_) => &ProblemKind::INVALID_PARAMETERS,
        Error::Unfit(_) => &ProblemKind::INVALID_CONTENT,
        Error::Unpublishable(_) => &ProblemKind::UNPUBLISHABLE,
        Error::Busy => &ProblemKind::UNAVAILABLE,
        Error::Full => &ProblemKind::INSUFFICIENT_STORAGE,
        Error::InvalidSetting(_)
        | Error::Configuration(_)
        | Error::Corrupt(_)
        | Error::File { .. }
        | Error::Database(_) => &ProblemKind::INTERNAL_ERROR,
    }
}

/// Gives a failure of a handler its status; the exchange gives it its body, because only there the request is known.
impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        kind_of(self).status
    }
}
