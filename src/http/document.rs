//! The OpenAPI document, as it is served.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use utoipa::openapi::OpenApi;

use super::query;
use crate::error::Result;

/// The document in both forms, written once.
pub struct Served {
    json: String,
    yaml: String,
}

impl Served {
    pub fn new(document: &OpenApi) -> Self {
        Self {
            json: json(document),
            yaml: yaml(document),
        }
    }
}

/// The document as JSON.
pub fn json(document: &OpenApi) -> String {
    document
        .to_json()
        .expect("a document made of strings, numbers and lists has a JSON form")
}

/// The document as YAML: the text of `openapi.yaml`.
pub fn yaml(document: &OpenApi) -> String {
    document
        .to_yaml()
        .expect("a document made of strings, numbers and lists has a YAML form")
}

/// Returns this document as JSON (OpenAPI 3.1).
///
/// It is made from the running program.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The document.", body = serde_json::Value, content_type = "application/json"))
)]
#[get("/openapi.json")]
pub async fn get_openapi_json(served: Data<Served>, request: HttpRequest) -> Result<HttpResponse> {
    query::none(&request)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .body(served.json.clone()))
}

/// Returns this document as YAML (OpenAPI 3.1).
///
/// The same as `sinew openapi` prints and as `openapi.yaml` in the repository.
#[utoipa::path(
    tag = "documentation",
    responses((status = OK, description = "The document.", body = String, content_type = "application/yaml"))
)]
#[get("/openapi.yaml")]
pub async fn get_openapi_yaml(served: Data<Served>, request: HttpRequest) -> Result<HttpResponse> {
    query::none(&request)?;
    Ok(HttpResponse::Ok()
        .content_type("application/yaml")
        .body(served.yaml.clone()))
}
