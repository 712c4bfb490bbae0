//! Writes of therapies.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, delete, patch, post, put};

use super::{Guard, GuardOrCreation, Reason};
use crate::content::{Slug, Therapy};
use crate::http::answer::Answer;
use crate::http::body::{DraftBody, PatchBody};
use crate::http::problem::Problem;
use crate::http::refusal::Result;
use crate::http::validators::Precondition;
use crate::store::Store;

/// Creates or replaces a therapy, public at once.
///
/// Its description is in the form in which a seed folder keeps it; ids that are left out stay what they were.
#[utoipa::path(
    tag = "therapies",
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that is written.", example = "deep-tissue-massage"),
        GuardOrCreation,
        Reason,
    ),
    request_body = Therapy,
    responses(
        (status = OK, description = "The therapy as it is now.", body = Therapy),
        (status = CREATED, description = "The therapy that was created.", body = Therapy),
        (status = CONFLICT, description = "The slug is taken in another spelling.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[put("/v1/therapies/{slug}")]
pub async fn put_therapy(
    store: Data<Store>,
    slug: Path<String>,
    body: DraftBody<Therapy>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::put(&store, &request, &slug, body, &precondition).await
}

/// Changes some members of a therapy, public at once.
///
/// A merge patch (RFC 7396): members that are left out stay, `null` removes one, arrays are replaced whole.
#[utoipa::path(
    tag = "therapies",
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that is changed.", example = "deep-tissue-massage"),
        Guard,
        Reason,
    ),
    request_body(content = Therapy, content_type = "application/merge-patch+json"),
    responses((status = OK, description = "The therapy after the change.", body = Therapy)),
    security(("key" = ["publish"])),
)]
#[patch("/v1/therapies/{slug}")]
pub async fn patch_therapy(
    store: Data<Store>,
    slug: Path<String>,
    body: PatchBody<Therapy>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::patch(&store, &request, &slug, &body, &precondition).await
}

/// Deletes a therapy; its revisions stay.
///
/// A published article or another description that names it stands against it: 409 tells which.
#[utoipa::path(
    tag = "therapies",
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that is deleted.", example = "deep-tissue-massage"),
        Guard,
        Reason,
    ),
    responses(
        (status = NO_CONTENT, description = "The therapy is deleted."),
        (status = CONFLICT, description = "Something public rests on it; `detail` names what.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[delete("/v1/therapies/{slug}")]
pub async fn delete_therapy(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::delete::<Therapy>(&store, &request, &slug, &precondition).await
}

/// Stores an older revision of a therapy again, as a new one.
///
/// One that was deleted comes back with `If-None-Match: *`. What the revision points at must exist today.
#[utoipa::path(
    tag = "history",
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that is restored.", example = "deep-tissue-massage"),
        ("number" = i32, Path, description = "The number of the therapy's revision that is restored.", minimum = 1, maximum = 2147483647, example = 1),
        GuardOrCreation,
        Reason,
    ),
    responses(
        (status = OK, description = "The therapy as it was in that revision.", body = Therapy),
        (status = CREATED, description = "The therapy that was deleted, as it was in that revision.", body = Therapy),
        (status = CONFLICT, description = "The slug is taken in another spelling.", content_type = "application/problem+json", body = Problem),
        (status = UNPROCESSABLE_ENTITY, description = "The revision points at what is no longer there.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/therapies/{slug}/revisions/{number}/restore")]
pub async fn restore_therapy(
    store: Data<Store>,
    path: Path<(String, String)>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::restore::<Therapy>(&store, &request, path.into_inner(), &precondition).await
}
