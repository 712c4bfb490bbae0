//! Therapies.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::listing::{self, ArticlePage, PageParameters, TherapyPage};
use super::query;
use super::refusal::Result;
use crate::content::{Slug, Therapy};
use crate::store::{ArticleFilter, Store};

/// Lists therapies in the order of their slugs.
///
/// Each comes with its name and a summary; the whole entry is at its own address.
#[utoipa::path(
    tag = "therapies",
    params(PageParameters),
    responses((status = OK, description = "A page of therapies.", body = TherapyPage))
)]
#[get("/v1/therapies")]
pub async fn list_therapies(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let page = listing::only_page(&request, "therapy")?;
    TherapyPage::answer(store.therapies(&page).await?, &request)
}

/// Returns one therapy with its description and contraindications.
///
/// References are numbered within the description.
#[utoipa::path(
    tag = "therapies",
    params(("slug" = Slug, Path, description = "The slug of the therapy.", example = "deep-tissue-massage")),
    responses((status = OK, description = "The therapy.", body = Therapy))
)]
#[get("/v1/therapies/{slug}")]
pub async fn get_therapy(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::written(
        store.therapy(&query::slug("therapy", &slug)?).await?,
    )?)
}

/// Lists the published articles about one therapy, the newest first.
///
/// An article is about a therapy when its text names it or its front matter lists it.
#[utoipa::path(
    tag = "therapies",
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that the articles are about.", example = "deep-tissue-massage"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of articles about the therapy.", body = ArticlePage))
)]
#[get("/v1/therapies/{slug}/articles")]
pub async fn list_therapy_articles(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let therapy = query::slug("therapy", &slug)?;
    let filter = ArticleFilter {
        therapy: Some(therapy),
        ..ArticleFilter::default()
    };
    listing::articles_of(&store, filter, &request).await
}
