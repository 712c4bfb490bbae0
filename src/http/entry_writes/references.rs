//! Writes of references.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, delete, patch, post, put};

use super::{Guard, GuardOrCreation, Reason};
use crate::content::{Reference, ReferenceKey};
use crate::http::answer::Answer;
use crate::http::body::{DraftBody, PatchBody};
use crate::http::problem::Problem;
use crate::http::refusal::Result;
use crate::http::validators::Precondition;
use crate::store::Store;

/// Creates or replaces a reference, public at once.
///
/// Its line in Vancouver style follows from it. A level of evidence is written with its reason, or proposed from the study type.
#[utoipa::path(
    tag = "references",
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference that is written.", example = "bell-2008"),
        GuardOrCreation,
        Reason,
    ),
    request_body = Reference,
    responses(
        (status = OK, description = "The reference as it is now.", body = Reference),
        (status = CREATED, description = "The reference that was created.", body = Reference),
        (status = CONFLICT, description = "The key is taken in another spelling.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[put("/v1/references/{key}")]
pub async fn put_reference(
    store: Data<Store>,
    key: Path<String>,
    body: DraftBody<Reference>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::put(&store, &request, &key, body, &precondition).await
}

/// Changes some members of a reference, public at once.
///
/// A merge patch (RFC 7396): members that are left out stay, `null` removes one, arrays are replaced whole.
#[utoipa::path(
    tag = "references",
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference that is changed.", example = "bell-2008"),
        Guard,
        Reason,
    ),
    request_body(content = Reference, content_type = "application/merge-patch+json"),
    responses((status = OK, description = "The reference after the change.", body = Reference)),
    security(("key" = ["publish"])),
)]
#[patch("/v1/references/{key}")]
pub async fn patch_reference(
    store: Data<Store>,
    key: Path<String>,
    body: PatchBody<Reference>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::patch(&store, &request, &key, &body, &precondition).await
}

/// Deletes a reference; its revisions stay.
///
/// A published article or description that cites it stands against it: 409 tells which.
#[utoipa::path(
    tag = "references",
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference that is deleted.", example = "bell-2008"),
        Guard,
        Reason,
    ),
    responses(
        (status = NO_CONTENT, description = "The reference is deleted."),
        (status = CONFLICT, description = "Something public rests on it; `detail` names what.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[delete("/v1/references/{key}")]
pub async fn delete_reference(
    store: Data<Store>,
    key: Path<String>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::delete::<Reference>(&store, &request, &key, &precondition).await
}

/// Stores an older revision of a reference again, as a new one.
///
/// One that was deleted comes back with `If-None-Match: *`. What the revision points at must exist today.
#[utoipa::path(
    tag = "history",
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference that is restored.", example = "bell-2008"),
        ("number" = i32, Path, description = "The number of the reference's revision that is restored.", minimum = 1, maximum = 2147483647, example = 1),
        GuardOrCreation,
        Reason,
    ),
    responses(
        (status = OK, description = "The reference as it was in that revision.", body = Reference),
        (status = CREATED, description = "The reference that was deleted, as it was in that revision.", body = Reference),
        (status = CONFLICT, description = "The key is taken in another spelling.", content_type = "application/problem+json", body = Problem),
        (status = UNPROCESSABLE_ENTITY, description = "The revision points at what is no longer there.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/references/{key}/revisions/{number}/restore")]
pub async fn restore_reference(
    store: Data<Store>,
    path: Path<(String, String)>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::restore::<Reference>(&store, &request, path.into_inner(), &precondition).await
}
