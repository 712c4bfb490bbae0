//! References: the sources that texts cite.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::listing::{self, ArticlePage, PageParameters};
use super::query;
use super::refusal::Result;
use crate::content::{Reference, ReferenceKey};
use crate::store::{ArticleFilter, Store};

/// Returns one reference.
///
/// It comes with its line in Vancouver style and, where the study type or an editor gives one, its level of evidence.
#[utoipa::path(
    tag = "references",
    params(("key" = ReferenceKey, Path, description = "The key of the reference.", example = "bell-2008")),
    responses((status = OK, description = "The reference.", body = Reference))
)]
#[get("/v1/references/{key}")]
pub async fn get_reference(
    store: Data<Store>,
    key: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    Ok(Answer::written(store.reference(&query::key(&key)?).await?)?)
}

/// Lists the published articles that cite or list one reference, the newest first.
///
/// The same as `/v1/articles?reference=`.
#[utoipa::path(
    tag = "references",
    params(
        ("key" = ReferenceKey, Path, description = "The key of the cited reference.", example = "bell-2008"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of articles that rest on the reference.", body = ArticlePage))
)]
#[get("/v1/references/{key}/articles")]
pub async fn list_reference_articles(
    store: Data<Store>,
    key: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let reference = query::key(&key)?;
    let filter = ArticleFilter {
        reference: Some(reference),
        ..ArticleFilter::default()
    };
    listing::articles_of(&store, filter, &request).await
}
