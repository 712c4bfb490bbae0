//! Therapies.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::answer::Answer;
use super::forms::TopicForm;
use super::listing::{self, ArticlePage, ConditionEvidencePage, PageParameters, TherapyPage};
use super::query;
use super::refusal::Result;
use crate::content::{Slug, Therapy};
use crate::store::{ArticleFilter, Store, evidence_question};

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
/// References are numbered within the description. `Accept` chooses another form: a page (`text/html`) or JSON-LD; HTML and
/// JSON-LD have addresses of their own too, with a suffix.
#[utoipa::path(
    tag = "therapies",
    params(("slug" = Slug, Path, description = "The slug of the therapy.", example = "deep-tissue-massage")),
    responses((status = OK, description = "The therapy.", content(
        (Therapy = "application/json"), (String = "text/html"), (serde_json::Value = "application/ld+json"),
    )))
)]
#[get("/v1/therapies/{slug}")]
pub async fn get_therapy(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    query::none(&request)?;
    let form = TopicForm::wished(request.headers())?;
    let found = store.therapy(&query::slug("therapy", &slug)?).await?;
    let answer = form.therapy(found, store.addresses())?;
    Ok(answer.chosen_of(&TopicForm::OFFERED))
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

/// Lists what one therapy helps with, how sure we are, and on which sources that rests.
///
/// It follows from the claims that published articles make: a condition is here when at least one is about it and the therapy.
/// Conditions come in the order of their slugs, not of their strength; each has all its claims and all references that they
/// cite, so that nothing has to be asked for again. A claim that cites nothing, or only what has been retracted, is shown and
/// does not count.
#[utoipa::path(
    tag = "therapies",
    params(
        ("slug" = Slug, Path, description = "The slug of the therapy that the claims are about.", example = "deep-tissue-massage"),
        PageParameters,
    ),
    responses((status = OK, description = "A page of conditions with the evidence for each.", body = ConditionEvidencePage))
)]
#[get("/v1/therapies/{slug}/conditions")]
pub async fn list_therapy_conditions(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let therapy = query::slug("therapy", &slug)?;
    let page = listing::only_page(&request, &evidence_question("therapy", &therapy))?;
    ConditionEvidencePage::answer(store.conditions_for(&therapy, &page).await?, &request)
}
