//! Conditions in each of their forms, at addresses of their own.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::Operations;
use super::answer::Answer;
use super::forms::TopicForm;
use super::query;
use super::refusal::Result;
use crate::content::{Condition, Slug};
use crate::store::Store;

/// The forms with a suffix of their own. They come before what takes any slug: no slug has a dot.
pub fn routes(operations: &mut impl Operations) {
    operations
        .service(get_condition_as_json)
        .service(get_condition_as_html)
        .service(get_condition_as_json_ld);
}

/// Returns one condition as JSON, whatever `Accept` says.
///
/// The same document as without the suffix.
#[utoipa::path(
    tag = "conditions",
    params(("slug" = Slug, Path, description = "The slug of the condition that is wanted as JSON.", example = "sciatica")),
    responses((status = OK, description = "The condition.", body = Condition))
)]
#[get("/v1/conditions/{slug}.json")]
async fn get_condition_as_json(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, TopicForm::Json).await
}

/// Returns one condition as HTML, to be put into any page.
///
/// One `article` element without classes, styles and scripts, like that of an article.
#[utoipa::path(
    tag = "conditions",
    params(("slug" = Slug, Path, description = "The slug of the condition that is wanted as HTML.", example = "sciatica")),
    responses((status = OK, description = "The HTML.", body = String, content_type = "text/html"))
)]
#[get("/v1/conditions/{slug}.html")]
async fn get_condition_as_html(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, TopicForm::Html).await
}

/// Returns one condition as linked data in the vocabulary of schema.org.
///
/// A `MedicalCondition` with its codes; its page is `subjectOf`, with the text and the sources.
#[utoipa::path(
    tag = "conditions",
    params(("slug" = Slug, Path, description = "The slug of the condition that is wanted as JSON-LD.", example = "sciatica")),
    responses((status = OK, description = "The JSON-LD.", body = serde_json::Value, content_type = "application/ld+json"))
)]
#[get("/v1/conditions/{slug}.jsonld")]
async fn get_condition_as_json_ld(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, TopicForm::JsonLd).await
}

async fn answer(
    store: &Store,
    slug: &str,
    request: &HttpRequest,
    form: TopicForm,
) -> Result<Answer> {
    query::none(request)?;
    let found = store.condition(&query::slug("condition", slug)?).await?;
    form.condition(found, store.addresses())
}
