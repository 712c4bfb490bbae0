//! Requests that no route takes: `OPTIONS`, other methods of known paths, paths with a slash too many, and the rest.

use actix_web::dev::ResourceDef;
use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use utoipa::openapi::{OpenApi, PathItem};

use super::document::LazyDocument;
use super::exchange::redirect;

/// Every path of the document with what it allows.
pub struct KnownPaths(Vec<(ResourceDef, String)>);

impl KnownPaths {
    pub fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter();
        Self(
            paths
                .map(|(path, item)| (ResourceDef::new(path.as_str()), allowed_methods(item)))
                .collect(),
        )
    }

    fn allow(&self, path: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known.is_match(path))
            .map(|(_, allow)| allow.as_str())
    }
}

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

fn allowed_methods(item: &PathItem) -> String {
    let written = [
        ("GET, HEAD", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let mut methods: Vec<&str> = written
        .iter()
        .filter(|(_, operation)| operation.is_some())
        .map(|(methods, _)| *methods)
        .collect();
    methods.push("OPTIONS");
    methods.join(", ")
}
