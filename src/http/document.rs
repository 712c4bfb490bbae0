//! The OpenAPI document, as it is served.

use std::sync::OnceLock;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};

use super::known_paths::KnownPaths;
use super::{openapi, query};
use crate::error::Result;

/// The OpenAPI document of the running program.
pub struct Document {
    pub json: String,
    /// The text of `openapi.yaml`.
    pub yaml: String,
    /// Every path with what it allows.
    pub paths: KnownPaths,
}

/// The document, made when somebody first asks for it.
#[derive(Default)]
pub struct LazyDocument(OnceLock<Document>);

impl Document {
    /// Makes the document from the routes.
    pub fn new() -> Self {
        const REASON: &str = "a document made of strings, numbers and lists can be written";
        let document = openapi::document();
        Self {
            json: document.to_json().expect(REASON),
            yaml: document.to_yaml().expect(REASON),
            paths: KnownPaths::of(&document),
        }
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

impl LazyDocument {
    pub fn get(&self) -> &Document {
        self.0.get_or_init(Document::new)
    }
}

/// Returns this document as JSON (OpenAPI 3.1).
///
/// It is made from the running program.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The document.", body = serde_json::Value, content_type = "application/json"))
)]
#[get("/openapi.json")]
pub async fn get_openapi_json(
    document: Data<LazyDocument>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    query::none(&request)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .body(document.get().json.clone()))
}

/// Returns this document as YAML (OpenAPI 3.1).
///
/// The same as `sinew openapi` prints and as `openapi.yaml` in the repository.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The document.", body = String, content_type = "application/yaml"))
)]
#[get("/openapi.yaml")]
pub async fn get_openapi_yaml(
    document: Data<LazyDocument>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    query::none(&request)?;
    Ok(HttpResponse::Ok()
        .content_type("application/yaml")
        .body(document.get().yaml.clone()))
}
