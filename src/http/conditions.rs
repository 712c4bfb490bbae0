//! Conditions.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::listing::{self, ArticlePage, ConditionPage, PageParameters};
use super::query;
use super::refusal::Result;
use crate::content::{Condition, Slug};
use crate::store::{ArticleFilter, Store};

/// Lists conditions in the order of their slugs.
///
/// Each comes with its name and a summary; the whole entry is at its own address.
#[utoipa::path(
    tag = "conditions",
    params(PageParameters),
    responses((status = OK, description = "A page of conditions.", body = ConditionPage))
)]
#[get("/v1/conditions")]
pub async fn list_conditions(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let page = listing::only_page(&request, "condition")?;
    ConditionPage::answer(store.conditions(&page).await?, &request)
}

/// Returns one condition with its description, codes and red flags.
///
/// References are numbered within the description.
#[utoipa::path(
    tag = "conditions",
    params(("slug" = Slug, Path, description = "The slug of the condition.", example = "sciatica")),
    responses((status = OK, description = "The condition.", body = Condition))
)]
#[get("/v1/conditions/{slug}")]
pub async fn get_condition(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::written(
        store.condition(&query::slug("condition", &slug)?).await?,
    )?)
}

/// Lists the published articles about one condition, the newest first.
///
/// An article is about a condition when its text names it or its front matter lists it.
#[utoipa::path(
    tag = "conditions",
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that the articles are about.", example = "sciatica"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of articles about the condition.", body = ArticlePage))
)]
#[get("/v1/conditions/{slug}/articles")]
pub async fn list_condition_articles(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let condition = query::slug("condition", &slug)?;
    let filter = ArticleFilter {
        condition: Some(condition),
        ..ArticleFilter::default()
    };
    listing::articles_of(&store, filter, &request).await
}
