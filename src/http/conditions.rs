//! Conditions.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::forms::TopicForm;
use super::listing::{self, ArticlePage, ConditionPage, PageParameters, TherapyEvidencePage};
use super::query;
use super::refusal::Result;
use crate::content::{Condition, Slug};
use crate::store::{ArticleFilter, Store, evidence_question};

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
/// References are numbered within the description. `Accept` chooses another form: a page (`text/html`) or JSON-LD; HTML and
/// JSON-LD have addresses of their own too, with a suffix.
#[utoipa::path(
    tag = "conditions",
    params(("slug" = Slug, Path, description = "The slug of the condition.", example = "sciatica")),
    responses((status = OK, description = "The condition.", content(
        (Condition = "application/json"), (String = "text/html"), (serde_json::Value = "application/ld+json"),
    )))
)]
#[get("/v1/conditions/{slug}")]
pub async fn get_condition(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    let form = TopicForm::wished(request.headers())?;
    let found = store.condition(&query::slug("condition", &slug)?).await?;
    let answer = form.condition(found, store.addresses())?;
    Ok(answer.chosen_of(&TopicForm::OFFERED))
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

/// Lists what helps with one condition, how sure we are, and on which sources that rests.
///
/// It follows from the claims that published articles make: a therapy is here when at least one is about it and the condition.
/// Therapies come in the order of their slugs, not of their strength; each has all its claims and all references that they
/// cite, so that nothing has to be asked for again. A claim that cites nothing, or only what has been retracted, is shown and
/// does not count.
#[utoipa::path(
    tag = "conditions",
    params(
        ("slug" = Slug, Path, description = "The slug of the condition that the claims are about.", example = "sciatica"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of therapies with the evidence for each.", body = TherapyEvidencePage))
)]
#[get("/v1/conditions/{slug}/therapies")]
pub async fn list_condition_therapies(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let condition = query::slug("condition", &slug)?;
    let page = listing::only_page(&request, &evidence_question("condition", &condition))?;
    TherapyEvidencePage::answer(store.therapies_for(&condition, &page).await?, &request)
}
