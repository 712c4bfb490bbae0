//! Requests that no route takes: `OPTIONS`, other methods of known paths, paths with a slash too many, and the rest.

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::document::LazyDocument;
use super::exchange::redirect;

/// Answers what no route took.
pub async fn answer(request: HttpRequest, document: Data<LazyDocument>) -> HttpResponse {
    let path = request.path();
    let paths = &document.get().paths;
    match paths.allow(path) {
        Some(allow) if request.method() == Method::OPTIONS => HttpResponse::NoContent()
            .insert_header((header::ALLOW, allow))
            .finish(),
        Some(allow) => HttpResponse::MethodNotAllowed()
            .insert_header((header::ALLOW, allow))
            .finish(),
        None => match path
            .strip_suffix('/')
            .filter(|shorter| !shorter.ends_with('/') && paths.allow(shorter).is_some())
        {
            Some(shorter) => redirect(
                StatusCode::PERMANENT_REDIRECT,
                shorter,
                request.query_string(),
            ),
            None => HttpResponse::NotFound().finish(),
        },
    }
}
