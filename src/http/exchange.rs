//! What every exchange passes: `HEAD` is answered by `GET`, and every failure becomes a problem.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use super::problem::Problem;
use crate::error::Error;

/// The longest request target.
const MAX_TARGET_BYTES: usize = 8 * 1024;

/// Answers one request. The connection itself leaves the body out for `HEAD`.
pub async fn answer(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let mut response = if target_bytes(&request) > MAX_TARGET_BYTES {
        request.into_response(problem_answer(&Problem::of_status(
            StatusCode::URI_TOO_LONG,
            "",
        )))
    } else {
        // The router needs the request for itself, so it is read from the response afterwards. Routes and extractors
        // give their errors as responses; only a middleware could fail here, and there is none further in.
        let response = next.call(request).await?.map_into_boxed_body();
        match failure(response.request(), response.response()) {
            Some(failure) => response.into_response(failure),
            None => response,
        }
    };
    // Everything here is public and takes no cookies, so a page of any origin may read it.
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Link, Location"),
    );
    Ok(response)
}

fn target_bytes(request: &ServiceRequest) -> usize {
    request
        .uri()
        .path_and_query()
        .map_or(0, |target| target.as_str().len())
}

/// Gives a failure its status; `answer` gives it its body, because only there the request is known.
impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        Problem::of(self, "").status()
    }
}

fn failure(request: &HttpRequest, response: &HttpResponse) -> Option<HttpResponse> {
    let error = response.error().and_then(|error| error.as_error::<Error>());
    if let Some(Error::Moved { to, .. }) = error {
        return Some(moved(request, to));
    }
    let problem = match error {
        Some(error) => {
            let problem = Problem::of(error, request.path());
            if problem.status().is_server_error() {
                tracing::error!(path = request.path(), error = %error, "a request failed");
            }
            problem
        }
        None if response.status().is_client_error() || response.status().is_server_error() => {
            Problem::of_status(response.status(), request.path())
        }
        None => return None,
    };
    let mut answer = problem_answer(&problem);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    Some(answer)
}

fn problem_answer(problem: &Problem) -> HttpResponse {
    HttpResponse::build(problem.status())
        .content_type("application/problem+json")
        .json(problem)
}

/// The same path and query with the new slug in its place.
fn moved(request: &HttpRequest, to: &str) -> HttpResponse {
    let pattern = request.match_pattern().unwrap_or_default();
    let segments = pattern.split('/').zip(request.path().split('/'));
    let path: Vec<&str> = segments
        .map(|(name, given)| if name == "{slug}" { to } else { given })
        .collect();
    redirect(
        StatusCode::PERMANENT_REDIRECT,
        &path.join("/"),
        request.query_string(),
    )
}

/// A redirection to a path of ours that keeps the query.
pub fn redirect(status: StatusCode, path: &str, query: &str) -> HttpResponse {
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{query}")
    };
    HttpResponse::build(status)
        .insert_header((header::LOCATION, format!("{path}{query}")))
        .finish()
}
