//! People who write and review.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::listing::{self, ArticlePage, PageParameters, PersonPage};
use super::query;
use super::refusal::Result;
use crate::content::{Person, Slug};
use crate::store::{ArticleFilter, Store};

/// Lists people in the order of their slugs.
///
/// People write or review articles; a group that signs as one is a person too.
#[utoipa::path(
    tag = "people",
    params(PageParameters),
    responses((status = OK, description = "A page of people.", body = PersonPage))
)]
#[get("/v1/people")]
pub async fn list_people(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let page = listing::only_page(&request, "person")?;
    PersonPage::answer(store.people(&page).await?, &request)
}

/// Returns one person.
///
/// Credentials and ORCID iD are there where the person has given them.
#[utoipa::path(
    tag = "people",
    params(("slug" = Slug, Path, description = "The slug of the person.", example = "sinew-editors")),
    responses((status = OK, description = "The person.", body = Person))
)]
#[get("/v1/people/{slug}")]
pub async fn get_person(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::written(
        store.person(&query::slug("person", &slug)?).await?,
    )?)
}

/// Lists the published articles that one person wrote or reviewed, the newest first.
///
/// The same as `/v1/articles?author=`.
#[utoipa::path(
    tag = "people",
    params(
        ("slug" = Slug, Path, description = "The slug of the person who wrote or reviewed.", example = "sinew-editors"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of articles of the person.", body = ArticlePage))
)]
#[get("/v1/people/{slug}/articles")]
pub async fn list_person_articles(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let author = query::slug("person", &slug)?;
    let filter = ArticleFilter {
        author: Some(author),
        ..ArticleFilter::default()
    };
    listing::articles_of(&store, filter, &request).await
}
