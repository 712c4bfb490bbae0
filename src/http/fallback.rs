//! Requests that no route takes: `OPTIONS`, other methods of known paths, paths with a slash too many, and the rest.

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder};

use super::answer::Answer;
use super::known_paths::KnownPath;
use super::reception::Reception;

/// Answers what no route took.
pub async fn answer(request: HttpRequest, reception: Data<Reception>) -> HttpResponse {
    let path = request.path();
    let paths = &reception.document.get().paths;
    match paths.at(path) {
        Some(known) if request.method() == Method::OPTIONS => options(known),
        Some(known) => HttpResponse::MethodNotAllowed()
            .insert_header((header::ALLOW, known.allow.as_str()))
            .finish(),
        None => match path
            .strip_suffix('/')
            .filter(|shorter| !shorter.ends_with('/') && paths.at(shorter).is_some())
        {
            Some(shorter) => Answer::redirect(
                StatusCode::PERMANENT_REDIRECT,
                shorter,
                request.query_string(),
            )
            .respond_to(&request),
            None => HttpResponse::NotFound().finish(),
        },
    }
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
