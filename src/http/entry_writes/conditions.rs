//! Writes of conditions.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, delete, patch, post, put};

use super::{Guard, GuardOrCreation, Reason};
use crate::content::{Condition, Slug};
use crate::http::answer::Answer;
use crate::http::body::{DraftBody, PatchBody};
use crate::http::problem::Problem;
use crate::http::refusal::Result;
use crate::http::validators::Precondition;
use crate::store::Store;

/// Creates or replaces a condition, public at once.
///
/// Its red flags and codes are written as readers get them; what its description points at must exist.
#[utoipa::path(
    tag = "conditions",
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that is written.", example = "sciatica"),
        GuardOrCreation,
        Reason,
    ),
    request_body = Condition,
    responses(
        (status = OK, description = "The condition as it is now.", body = Condition),
        (status = CREATED, description = "The condition that was created.", body = Condition),
        (status = CONFLICT, description = "The slug is taken in another spelling.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[put("/v1/conditions/{slug}")]
pub async fn put_condition(
    store: Data<Store>,
    slug: Path<String>,
    body: DraftBody<Condition>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::put(&store, &request, &slug, body, &precondition).await
}

/// Changes some members of a condition, public at once.
///
/// A merge patch (RFC 7396): members that are left out stay, `null` removes one, arrays are replaced whole.
#[utoipa::path(
    tag = "conditions",
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that is changed.", example = "sciatica"),
        Guard,
        Reason,
    ),
    request_body(content = Condition, content_type = "application/merge-patch+json"),
    responses((status = OK, description = "The condition after the change.", body = Condition)),
    security(("key" = ["publish"])),
)]
#[patch("/v1/conditions/{slug}")]
pub async fn patch_condition(
    store: Data<Store>,
    slug: Path<String>,
    body: PatchBody<Condition>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::patch(&store, &request, &slug, &body, &precondition).await
}

/// Deletes a condition; its revisions stay.
///
/// An article that is published about it, or a description that names it, stands against it: 409 tells which.
#[utoipa::path(
    tag = "conditions",
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that is deleted.", example = "sciatica"),
        Guard,
        Reason,
    ),
    responses(
        (status = NO_CONTENT, description = "The condition is deleted."),
        (status = CONFLICT, description = "Something public rests on it; `detail` names what.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[delete("/v1/conditions/{slug}")]
pub async fn delete_condition(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::delete::<Condition>(&store, &request, &slug, &precondition).await
}

/// Stores an older revision of a condition again, as a new one.
///
/// One that was deleted comes back with `If-None-Match: *`. What the revision points at must exist today.
#[utoipa::path(
    tag = "history",
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that is restored.", example = "sciatica"),
        ("number" = i32, Path, description = "The number of the condition's revision that is restored.", minimum = 1, maximum = 2147483647, example = 1),
        GuardOrCreation,
        Reason,
    ),
    responses(
        (status = OK, description = "The condition as it was in that revision.", body = Condition),
        (status = CREATED, description = "The condition that was deleted, as it was in that revision.", body = Condition),
        (status = CONFLICT, description = "The slug is taken in another spelling.", content_type = "application/problem+json", body = Problem),
        (status = UNPROCESSABLE_ENTITY, description = "The revision points at what is no longer there.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/conditions/{slug}/revisions/{number}/restore")]
pub async fn restore_condition(
    store: Data<Store>,
    path: Path<(String, String)>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::restore::<Condition>(&store, &request, path.into_inner(), &precondition).await
}
