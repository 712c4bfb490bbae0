//! Revisions of conditions.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::{FromParameter, RevisionPage, revision_of};
use crate::content::{Condition, RevisionDiff, Slug};
use crate::http::answer::Answer;
use crate::http::listing::PageParameters;
use crate::http::query;
use crate::http::refusal::Result;
use crate::store::Store;

revision_of! {
    /// One revision of a condition.
    ConditionRevision,
    /// The condition as its author wrote it.
    #[serde(serialize_with = "super::as_written")]
    condition: Condition
}

/// Lists the revisions of a condition, the newest first.
///
/// Every write of a condition makes one, and readers see the newest.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the condition whose revisions are listed.", example = "sciatica"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of revisions of the condition.", body = RevisionPage))
)]
#[get("/v1/conditions/{slug}/revisions")]
pub async fn list_condition_revisions(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("condition", &slug)?;
    super::list_of_entry::<Condition>(&store, slug.as_str(), &request).await
}

/// Returns one revision of a condition.
///
/// What it says is what was written; what follows from it for readers is not in it.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that was revised.", example = "sciatica"),
        ("number" = i32, Path, description = "The number of the condition's revision.", minimum = 1, maximum = 2_147_483_647, example = 1),
    ),
    responses((status = OK, description = "The revision of the condition.", body = ConditionRevision))
)]
#[get("/v1/conditions/{slug}/revisions/{number}")]
pub async fn get_condition_revision(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("condition", &path.0)?;
    super::of_entry::<Condition, ConditionRevision>(&store, slug.as_str(), &path.1, &request).await
}

/// Tells how one revision of a condition differs from another.
///
/// Blocks of the description are known by their ids.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the condition whose revisions are compared.", example = "sciatica"),
        ("number" = i32, Path, description = "The number of the condition's revision that is compared.", minimum = 1, maximum = 2_147_483_647, example = 1),
        FromParameter,
    ),
    responses((status = OK, description = "How the condition's revision differs.", body = RevisionDiff))
)]
#[get("/v1/conditions/{slug}/revisions/{number}/diff")]
pub async fn get_condition_revision_diff(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("condition", &path.0)?;
    super::diff_of_entry::<Condition>(&store, slug.as_str(), &path.1, &request).await
}
