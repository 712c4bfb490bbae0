//! Requests that no route takes: `OPTIONS`, paths with a slash too many, and the rest. The reception refuses other methods
//! of known paths.

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder};

use super::answer::Answer;
use super::known_paths::{KnownPath, KnownPaths};
use super::reception::Reception;

/// Answers what no route took.
pub async fn answer(request: HttpRequest, reception: Data<Reception>) -> HttpResponse {
    let path = request.match_info().as_str();
    let is_question = request.method() == Method::OPTIONS;
    let paths = reception.document.paths();
    match paths.at(path) {
        Some(known) if is_question => options(known),
        Some(known) => HttpResponse::MethodNotAllowed()
            .insert_header((header::ALLOW, known.allow.as_str()))
            .finish(),
        // It asks about the server as a whole (RFC 9110, 9.3.7).
        None if is_question && path == "*" => HttpResponse::NoContent()
            .insert_header((header::ALLOW, paths.allow()))
            .finish(),
        None if is_known_without_slash(path, paths) => Answer::redirect(
            StatusCode::PERMANENT_REDIRECT,
            // As it was written: what its escapes stand for may not be what a header may have.
            request.path().trim_end_matches('/'),
            request.query_string(),
        )
        .respond_to(&request),
        None => HttpResponse::NotFound().finish(),
    }
}

fn is_known_without_slash(path: &str, paths: &KnownPaths) -> bool {
    let shorter = path.strip_suffix('/');
    shorter.is_some_and(|shorter| !shorter.ends_with('/') && paths.at(shorter).is_some())
}

/// What a path allows, and which bodies it takes.
fn options(known: &KnownPath) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    response.insert_header((header::ALLOW, known.allow.as_str()));
    for header in known.body_type_headers() {
        response.insert_header(header);
    }
    response.finish()
}
