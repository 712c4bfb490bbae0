//! Whether the server runs, and whether it can answer.

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::query;
use crate::error::Result;
use crate::store::Store;

/// How the server is.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `ok` in every answer with status 200.
    status: HealthStatus,
}

/// How the server is, in a word.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "ok")]
enum HealthStatus {
    /// All is well.
    Ok,
}

/// Tells that the process runs.
///
/// It asks nothing of the database: a supervisor restarts what does not answer here.
#[utoipa::path(tag = "operation", responses((status = OK, description = "The process runs.", body = Health)))]
#[get("/health/live")]
pub async fn get_liveness(request: HttpRequest) -> Result<Json<Health>> {
    query::none(&request)?;
    Ok(Json(Health {
        status: HealthStatus::Ok,
    }))
}

/// Tells whether the server can answer.
///
/// It reads from the database: a load balancer sends no requests to a node that answers 503 here.
#[utoipa::path(
    tag = "operation",
    responses(
        (status = OK, description = "The database answers.", body = Health),
        (status = SERVICE_UNAVAILABLE, description = "The database does not answer.", body = super::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[get("/health/ready")]
pub async fn get_readiness(store: Data<Store>, request: HttpRequest) -> Result<HttpResponse> {
    query::none(&request)?;
    if let Err(error) = store.ping().await {
        tracing::error!(error = %error, "the database does not answer");
        return Ok(HttpResponse::ServiceUnavailable().finish());
    }
    Ok(HttpResponse::Ok().json(Health {
        status: HealthStatus::Ok,
    }))
}
