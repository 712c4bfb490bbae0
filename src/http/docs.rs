//! The document, and a page to read and try the API. Everything that it loads is in the binary.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::LINK;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};
use utoipa_swagger_ui::Config;

use super::answer::Answer;
use super::query;
use super::reception::Reception;
use super::refusal::Result;
use crate::error::Error;

const PAGE: &str = include_str!("docs/index.html");
/// Files of ours: what starts the page, and how the pages of this server look.
const OWN_FILES: [(&str, &str, &str); 5] = [
    (
        "start.js",
        "text/javascript; charset=utf-8",
        include_str!("docs/start.js"),
    ),
    (
        "docs.css",
        "text/css; charset=utf-8",
        include_str!("docs/docs.css"),
    ),
    (
        "page.css",
        "text/css; charset=utf-8",
        include_str!("docs/page.css"),
    ),
    (
        "article.css",
        "text/css; charset=utf-8",
        include_str!("docs/article.css"),
    ),
    (
        "evidence.css",
        "text/css; charset=utf-8",
        include_str!("docs/evidence.css"),
    ),
];
/// What the page loads of Swagger UI.
const SWAGGER_FILES: [(&str, &str); 2] = [
    ("swagger-ui.css", "text/css; charset=utf-8"),
    ("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
];

/// Where programs find what describes the API (RFC 8631, RFC 9727).
const DESCRIBED: &str = "</openapi.yaml>; rel=\"service-desc\"; type=\"application/yaml\", \
    </docs>; rel=\"service-doc\"; type=\"text/html\", \
    </health/ready>; rel=\"status\"; type=\"application/json\", \
    </.well-known/api-catalog>; rel=\"api-catalog\"; type=\"application/linkset+json\"";

/// Leads to the page that explains the API.
///
/// A person who opens the server in a browser starts there; a program finds the document by `Link` (RFC 8631).
#[utoipa::path(
    tag = "documentation",
    responses((status = SEE_OTHER, description = "`Location` is the page of the documentation."))
)]
#[get("/")]
pub async fn get_home(request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::redirect(StatusCode::SEE_OTHER, "/docs", "").with(LINK, DESCRIBED))
}

/// Returns this document as JSON (OpenAPI 3.1).
///
/// It is made from the running program.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The document.", body = serde_json::Value, content_type = "application/json"))
)]
#[get("/openapi.json")]
pub async fn get_openapi_json(reception: Data<Reception>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    let document = reception.document.ready().await;
    Ok(Answer::of_program(
        "application/json",
        document.json.clone(),
    ))
}

/// Returns this document as YAML (OpenAPI 3.1).
///
/// The same as `sinew openapi` prints and as `openapi.yaml` in the repository.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The document.", body = serde_json::Value, content_type = "application/yaml"))
)]
#[get("/openapi.yaml")]
pub async fn get_openapi_yaml(reception: Data<Reception>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    let document = reception.document.ready().await;
    Ok(Answer::of_program(
        "application/yaml",
        document.yaml.clone(),
    ))
}

/// Returns a page to read and try the API.
///
/// It needs no network but this server.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The page.", body = String, content_type = "text/html"))
)]
#[get("/docs")]
pub async fn get_docs(request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::of_program("text/html; charset=utf-8", PAGE))
}

/// Returns a script or style sheet of the documentation page.
///
/// Only what pages of this server load is there.
#[utoipa::path(
    tag = "documentation",
    params(("file" = String, Path, description = "The name of the file of the page.", pattern = "^[a-z-]+\\.(css|js)$", max_length = 100, example = "start.js")),
    responses((status = OK, description = "The file.", content(
        (String = "text/css"), (String = "text/javascript"),
    )))
)]
#[get("/docs/{file}")]
pub async fn get_docs_file(file: Path<String>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    if let Some((_, media_type, text)) = OWN_FILES.iter().find(|(name, ..)| *name == *file) {
        return Ok(Answer::of_program(media_type, *text));
    }
    let missing = || Error::NotFound {
        what: "file",
        name: file.clone(),
    };
    let (name, media_type) = SWAGGER_FILES
        .into_iter()
        .find(|(known, _)| *known == *file)
        .ok_or_else(missing)?;
    match utoipa_swagger_ui::serve(name, Arc::new(Config::default())) {
        Ok(Some(found)) => Ok(Answer::of_program(media_type, found.bytes.into_owned())),
        Ok(None) | Err(_) => Err(missing().into()),
    }
}
