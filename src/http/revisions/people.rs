//! Revisions of people.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::{FromParameter, RevisionPage, revision_of};
use crate::content::{Person, RevisionDiff, Slug};
use crate::http::answer::Answer;
use crate::http::listing::PageParameters;
use crate::http::query;
use crate::http::refusal::Result;
use crate::store::Store;

revision_of! {
    /// One revision of a person.
    PersonRevision,
    /// The person as its author wrote it.
    person: Person
}

/// Lists the revisions of a person, the newest first.
///
/// Every write of a person makes one, and readers see the newest.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the person whose revisions are listed.", example = "sinew-editors"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of revisions of the person.", body = RevisionPage))
)]
#[get("/v1/people/{slug}/revisions")]
pub async fn list_person_revisions(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("person", &slug)?;
    super::list_of_entry::<Person>(&store, slug.as_str(), &request).await
}

/// Returns one revision of a person.
///
/// What it says is what was written; what follows from it for readers is not in it.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the person that was revised.", example = "sinew-editors"),
        ("number" = i32, Path, description = "The number of the person's revision.", minimum = 1, maximum = 2_147_483_647, example = 1),
    ),
    responses((status = OK, description = "The revision of the person.", body = PersonRevision))
)]
#[get("/v1/people/{slug}/revisions/{number}")]
pub async fn get_person_revision(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("person", &path.0)?;
    super::of_entry::<Person, PersonRevision>(&store, slug.as_str(), &path.1, &request).await
}

/// Tells how one revision of a person differs from another.
///
/// A person has no text, so that only fields differ.
#[utoipa::path(
    tag = "history",
    security(("key" = ["preview"])),
    params(
        ("slug" = Slug, Path, description = "The slug of the person whose revisions are compared.", example = "sinew-editors"),
        ("number" = i32, Path, description = "The number of the person's revision that is compared.", minimum = 1, maximum = 2_147_483_647, example = 1),
        FromParameter,
    ),
    responses((status = OK, description = "How the person's revision differs.", body = RevisionDiff))
)]
#[get("/v1/people/{slug}/revisions/{number}/diff")]
pub async fn get_person_revision_diff(
    store: Data<Store>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Result<Answer> {
    let slug = query::slug("person", &path.0)?;
    super::diff_of_entry::<Person>(&store, slug.as_str(), &path.1, &request).await
}
