//! Writes of people.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, delete, patch, post, put};

use super::{Guard, GuardOrCreation, Reason};
use crate::content::{Person, Slug};
use crate::http::answer::Answer;
use crate::http::body::{DraftBody, PatchBody};
use crate::http::problem::Problem;
use crate::http::refusal::Result;
use crate::http::validators::Precondition;
use crate::store::Store;

/// Creates or replaces a person, public at once.
///
/// What is left out is not known of the person.
#[utoipa::path(
    tag = "people",
    params(
        ("slug" = Slug, Path, description = "The slug of the person that is written.", example = "sinew-editors"),
        GuardOrCreation,
        Reason,
    ),
    request_body = Person,
    responses(
        (status = OK, description = "The person as it is now.", body = Person),
        (status = CREATED, description = "The person that was created.", body = Person),
        (status = CONFLICT, description = "The slug is taken in another spelling.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[put("/v1/people/{slug}")]
pub async fn put_person(
    store: Data<Store>,
    slug: Path<String>,
    body: DraftBody<Person>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::put(&store, &request, &slug, body, &precondition).await
}

/// Changes some members of a person, public at once.
///
/// A merge patch (RFC 7396): members that are left out stay, `null` removes one, arrays are replaced whole.
#[utoipa::path(
    tag = "people",
    params(
        ("slug" = Slug, Path, description = "The slug of the person that is changed.", example = "sinew-editors"),
        Guard,
        Reason,
    ),
    request_body(content = Person, content_type = "application/merge-patch+json"),
    responses((status = OK, description = "The person after the change.", body = Person)),
    security(("key" = ["publish"])),
)]
#[patch("/v1/people/{slug}")]
pub async fn patch_person(
    store: Data<Store>,
    slug: Path<String>,
    body: PatchBody<Person>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::patch(&store, &request, &slug, &body, &precondition).await
}

/// Deletes a person; its revisions stay.
///
/// A published article that the person wrote or reviewed stands against it: 409 tells which.
#[utoipa::path(
    tag = "people",
    params(
        ("slug" = Slug, Path, description = "The slug of the person that is deleted.", example = "sinew-editors"),
        Guard,
        Reason,
    ),
    responses(
        (status = NO_CONTENT, description = "The person is deleted."),
        (status = CONFLICT, description = "Something public rests on it; `detail` names what.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[delete("/v1/people/{slug}")]
pub async fn delete_person(
    store: Data<Store>,
    slug: Path<String>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::delete::<Person>(&store, &request, &slug, &precondition).await
}

/// Stores an older revision of a person again, as a new one.
///
/// One that was deleted comes back with `If-None-Match: *`. What the revision points at must exist today.
#[utoipa::path(
    tag = "history",
    params(
        ("slug" = Slug, Path, description = "The slug of the person that is restored.", example = "sinew-editors"),
        ("number" = i32, Path, description = "The number of the person's revision that is restored.", minimum = 1, maximum = 2147483647, example = 1),
        GuardOrCreation,
        Reason,
    ),
    responses(
        (status = OK, description = "The person as it was in that revision.", body = Person),
        (status = CREATED, description = "The person that was deleted, as it was in that revision.", body = Person),
        (status = CONFLICT, description = "The slug is taken in another spelling.", content_type = "application/problem+json", body = Problem),
        (status = UNPROCESSABLE_ENTITY, description = "The revision points at what is no longer there.", content_type = "application/problem+json", body = Problem),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/people/{slug}/revisions/{number}/restore")]
pub async fn restore_person(
    store: Data<Store>,
    path: Path<(String, String)>,
    precondition: Precondition,
    request: HttpRequest,
) -> Result<Answer> {
    super::restore::<Person>(&store, &request, path.into_inner(), &precondition).await
}
