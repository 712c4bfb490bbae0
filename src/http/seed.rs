//! The whole content as a seed folder in one document: planned, applied, read.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, get, post};
use utoipa::IntoParams;

use super::answer::Answer;
use super::body::{BodyLimits, large_json};
use super::problem::Problem;
use super::query::{self, Query};
use super::reception::Reception;
use super::refusal::Result;
use super::signing::{MessageParameter, signature};
use crate::content::{Message, SeedFolder, SeedPlan};
use crate::desk;
use crate::error::InvalidValue;
use crate::store::Store;

/// How a folder is written.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; the handler reads the query"
)]
struct FolderParameters {
    /// Whether the ids of all sections, blocks and items are written out, so that another database gets the same.
    ids: Option<bool>,
}

/// Says what applying a seed folder would change, and changes nothing.
///
/// The folder is read and checked whole, as `sinew check` does; all its errors are told at once, with file, line and column.
/// Images can be uploaded first and named by their hashes. `conflicts` names what was written over HTTP and would be lost.
#[utoipa::path(
    tag = "seed",
    request_body(content = SeedFolder, description = "The folder, at most 64 MiB unless the server is set otherwise."),
    responses((status = OK, description = "The plan.", body = SeedPlan)),
    security(("key" = ["preview"]))
)]
#[post("/v1/seed/plan")]
pub async fn plan_seed(
    store: Data<Store>,
    reception: Data<Reception>,
    request: HttpRequest,
    payload: Payload,
) -> Result<Answer> {
    query::none(&request)?;
    let folder = folder(&reception, &request, payload).await?;
    Ok(Answer::for_editors(
        &desk::plan_folder(&store, folder).await?,
    )?)
}

/// Applies a seed folder, all of it or nothing.
///
/// `version` must be that of a plan of the same folder. When anything was written since, nothing is applied, and the problem
/// names both versions: make a new plan. What was written over HTTP and is in no folder is not overwritten unless
/// `is_overwriting` says so.
#[utoipa::path(
    tag = "seed",
    params(MessageParameter),
    request_body(content = SeedFolder, description = "The folder, at most 64 MiB unless the server is set otherwise."),
    responses(
        (status = OK, description = "What was changed.", body = SeedPlan),
        (status = CONFLICT, description = "The content has changed since the plan, or has what is in no folder; nothing was applied.",
            body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["publish"]))
)]
#[post("/v1/seed/apply")]
pub async fn apply_seed(
    store: Data<Store>,
    reception: Data<Reception>,
    request: HttpRequest,
    payload: Payload,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let message = query.optional("message", Message::parse);
    query.finish()?;
    let signature = signature(&request, message)?;
    let folder = folder(&reception, &request, payload).await?;
    Ok(Answer::for_editors(
        &desk::apply_folder(&store, folder, &signature).await?,
    )?)
}

/// Returns the whole content as a seed folder.
///
/// A file that still says what is stored comes out as it went in. Who reads the folder has what was written over HTTP: a
/// folder may write over it from then on. With `version` in it, the answer can be edited and applied as it is.
#[utoipa::path(
    tag = "seed",
    params(FolderParameters),
    responses(
        (status = OK, description = "The folder, with the bytes of its images.", body = SeedFolder),
        (status = CONFLICT, description = "Something stored has no form as a file; `detail` names it.", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["preview"]))
)]
#[get("/v1/seed")]
pub async fn get_seed(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let has_all_ids = query.optional("ids", truth);
    query.finish()?;
    let folder = desk::stored_folder(&store, has_all_ids.unwrap_or(false)).await?;
    Ok(Answer::for_editors(&folder)?)
}

async fn folder(
    reception: &Reception,
    request: &HttpRequest,
    payload: Payload,
) -> Result<SeedFolder> {
    let limits = BodyLimits::of_seed(&reception.settings);
    large_json(request, &mut payload.into_inner(), limits).await
}

fn truth(text: &str) -> std::result::Result<bool, InvalidValue> {
    text.parse()
        .map_err(|_| InvalidValue::new("true or false".to_owned(), text))
}
