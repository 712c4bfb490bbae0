//! Revisions of therapies.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::{FromParameter, RevisionPage, revision_of};
use crate::content::{RevisionDiff, Slug, Therapy};
use crate::http::answer::Answer;
use crate::http::listing::PageParameters;
use crate::http::query;
use crate::http::refusal::Result;
use crate::store::Store;

revision_of! {
    /// One revision of a therapy.
    TherapyRevision,
    /// The therapy as its author wrote it.
    #[serde(serialize_with = "super::as_written")]
    therapy: Therapy
}

/// Lists the revisions of a therapy, the newest first.
///
/// Every write of a therapy makes one, and readers see the newest.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy whose revisions are listed.", example = "deep-tissue-massage"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of revisions of the therapy.", body = RevisionPage))
)]
#[get("/v1/therapies/{slug}/revisions")]
pub async fn list_therapy_revisions(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("therapy", &slug)?;
    super::list_of_entry::<Therapy>(&store, slug.as_str(), &request).await
}

/// Returns one revision of a therapy.
///
/// What it says is what was written; what follows from it for readers is not in it.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that was revised.", example = "deep-tissue-massage"),
        ("number" = i32, Path, description = "The number of the therapy's revision.", minimum = 1, maximum = 2_147_483_647, example = 1),
    ),
    responses((status = OK, description = "The revision of the therapy.", body = TherapyRevision))
)]
#[get("/v1/therapies/{slug}/revisions/{number}")]
pub async fn get_therapy_revision(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("therapy", &path.0)?;
    super::of_entry::<Therapy, TherapyRevision>(&store, slug.as_str(), &path.1, &request).await
}

/// Tells how one revision of a therapy differs from another.
///
/// Blocks of the description are known by their ids, as in an article.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy whose revisions are compared.", example = "deep-tissue-massage"),
        ("number" = i32, Path, description = "The number of the therapy's revision that is compared.", minimum = 1, maximum = 2_147_483_647, example = 1),
        FromParameter,
    ),
    responses((status = OK, description = "How the therapy's revision differs.", body = RevisionDiff))
)]
#[get("/v1/therapies/{slug}/revisions/{number}/diff")]
pub async fn get_therapy_revision_diff(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("therapy", &path.0)?;
    super::diff_of_entry::<Therapy>(&store, slug.as_str(), &path.1, &request).await
}
