//! Whether the server runs, whether it can answer, and its figures.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Answer, Content, Sharing};
use super::metrics::CONTENT_TYPE;
use super::query;
use super::reception::Reception;
use super::refusal::{Refusal, Result};
use crate::error::Error;

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
pub async fn get_liveness(request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::of_this_moment(&Health {
        status: HealthStatus::Ok,
    })?)
}

/// Tells whether the server can answer.
///
/// It reads from the database, and turns before a server stops: a load balancer sends no requests to a node that answers 503
/// here.
#[utoipa::path(
    tag = "operation",
    responses(
        (status = OK, description = "The database answers.", body = Health),
        (status = SERVICE_UNAVAILABLE, description = "The server is stopping, or its database does not answer.", body = super::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[get("/health/ready")]
pub async fn get_readiness(reception: Data<Reception>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    if reception.lifecycle.is_draining() {
        return Err(Refusal::NotReady("the server is stopping"));
    }
    if reception.store.refresh_version().await.is_err() {
        return Err(Refusal::NotReady("the database does not answer"));
    }
    Ok(Answer::of_this_moment(&Health {
        status: HealthStatus::Ok,
    })?)
}

/// Returns the figures of this server, for Prometheus.
///
/// OpenMetrics text: requests by route and status with their times, answers from memory, refusals, how the database does and
/// what it holds, and which version runs.
#[utoipa::path(
    tag = "operation",
    responses((status = OK, description = "The figures.", body = String, content_type = "application/openmetrics-text")),
    security(("key" = ["read"])),
)]
#[get("/metrics")]
pub async fn get_metrics(reception: Data<Reception>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    let figures = reception.store.figures().await;
    if let Err(error) = &figures {
        tracing::error!(%error, "the database does not give its figures");
    }
    let (answers, bytes) = reception.answers.size();
    reception.metrics.memory_holds(answers, bytes);
    let text = reception.metrics.text(figures.as_ref().ok());
    let text = text.map_err(|cause| Error::Corrupt(format!("figures without a text: {cause}")))?;
    let content = Content {
        media_type: CONTENT_TYPE,
        bytes: text.into(),
    };
    Ok(Answer::of(content, Sharing::Nobody))
}
