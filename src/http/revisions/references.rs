//! Revisions of references.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::{FromParameter, RevisionPage, revision_of};
use crate::content::{Reference, ReferenceKey, RevisionDiff};
use crate::http::answer::Answer;
use crate::http::listing::PageParameters;
use crate::http::query;
use crate::http::refusal::Result;
use crate::store::Store;

revision_of! {
    /// One revision of a reference.
    ReferenceRevision,
    /// The reference as its author wrote it.
    reference: Reference
}

/// Lists the revisions of a reference, the newest first.
///
/// Every write of a reference makes one, and readers see the newest.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference whose revisions are listed.", example = "bell-2008"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of revisions of the reference.", body = RevisionPage))
)]
#[get("/v1/references/{key}/revisions")]
pub async fn list_reference_revisions(
    store: Data<Store>,
    key: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let key = query::key(&key)?;
    super::list_of_entry::<Reference>(&store, key.as_str(), &request).await
}

/// Returns one revision of a reference.
///
/// What it says is what was written; what follows from it for readers is not in it.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference that was revised.", example = "bell-2008"),
        ("number" = i32, Path, description = "The number of the reference's revision.", minimum = 1, maximum = 2_147_483_647, example = 1),
    ),
    responses((status = OK, description = "The revision of the reference.", body = ReferenceRevision))
)]
#[get("/v1/references/{key}/revisions/{number}")]
pub async fn get_reference_revision(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let key = query::key(&path.0)?;
    super::of_entry::<Reference, ReferenceRevision>(&store, key.as_str(), &path.1, &request).await
}

/// Tells how one revision of a reference differs from another.
///
/// A reference has no text, so that only fields differ.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("key" = ReferenceKey, Path, description = "The key of the reference whose revisions are compared.", example = "bell-2008"),
        ("number" = i32, Path, description = "The number of the reference's revision that is compared.", minimum = 1, maximum = 2_147_483_647, example = 1),
        FromParameter,
    ),
    responses((status = OK, description = "How the reference's revision differs.", body = RevisionDiff))
)]
#[get("/v1/references/{key}/revisions/{number}/diff")]
pub async fn get_reference_revision_diff(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let key = query::key(&path.0)?;
    super::diff_of_entry::<Reference>(&store, key.as_str(), &path.1, &request).await
}
