//! The evidence of an article: as data, and as a page for editors.

use actix_web::http::header::{AUTHORIZATION, VARY};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpMessage, HttpRequest, get};

use super::answer::{Answer, Content, Sharing};
use super::articles::{LocaleParameter, named_article};
use super::negotiation::chosen;
use super::refusal::Result;
use super::visitor::Visitor;
use crate::content::{ArticleEvidence, Scope, Slug, Tagged};
use crate::desk::published_checks;
use crate::render::evidence_page;
use crate::store::Store;

const JSON: &str = "application/json";
const PAGE: &str = "text/html; charset=utf-8";

/// The forms of the report, the one for shared caches first.
const OFFERED: [&str; 2] = [JSON, PAGE];

/// Returns what the claims of one article rest on.
///
/// Each claim comes with its words, its strength, its sources and what these can show. With a key of scope `preview` or
/// more, `checks` has what the checks find in the published revision; without one it is left out. A browser, or whoever
/// else would rather have `text/html`, gets the report as a page.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose evidence is wanted.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The report.", content((ArticleEvidence = "application/json"), (String = "text/html"))),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its evidence."),
    )
)]
#[get("/v1/articles/{slug}/evidence")]
pub async fn get_article_evidence(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let wanted = chosen(request.headers(), &OFFERED)?;
    let report = report(&store, &slug, &request).await?;
    let answer = match (wanted, report.value.checks.is_some()) {
        (JSON, false) => Answer::public(report)?,
        (JSON, true) => Answer::for_editors(&report.value)?,
        (_, false) => page(&report),
        (_, true) => page(&report).for_one_client(),
    };
    Ok(answer
        .chosen_of(&OFFERED)
        .with(VARY, AUTHORIZATION.as_str()))
}

/// Returns what the claims of one article rest on, as a page for editors.
///
/// It says what the report as JSON says, in HTML that loads one style sheet and runs nothing. The blocks of claims have
/// their ids: `#easier-movement` leads to that claim.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose evidence is shown.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The page.", body = String, content_type = "text/html"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the page."),
    )
)]
#[get("/v1/articles/{slug}/evidence.html")]
pub async fn get_article_evidence_page(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let report = report(&store, &slug, &request).await?;
    let page = page(&report);
    Ok(match report.value.checks {
        None => page.with(VARY, AUTHORIZATION.as_str()),
        Some(_) => page.for_one_client(),
    })
}

/// The report, with what the checks find where the client may know it.
async fn report(
    store: &Store,
    slug: &str,
    request: &HttpRequest,
) -> Result<Tagged<ArticleEvidence>> {
    let mut found = named_article(store, slug, request).await?;
    let id = found.value.id.to_string();
    found.tags.add("evidence", &id);
    let checks = match may_see_findings(request) {
        true => Some(published_checks(store, &found.value).await?),
        false => None,
    };
    Ok(found.map(|article| ArticleEvidence {
        checks,
        ..ArticleEvidence::of(article, store.addresses())
    }))
}

fn may_see_findings(request: &HttpRequest) -> bool {
    let extensions = request.extensions();
    let visitor = extensions.get::<Visitor>();
    visitor.is_some_and(|visitor| visitor.may(Scope::Preview).is_ok())
}

fn page(report: &Tagged<ArticleEvidence>) -> Answer {
    let content = Content {
        media_type: PAGE,
        bytes: Bytes::from(evidence_page(&report.value)),
    };
    Answer {
        tags: report.tags.clone(),
        modified_at: report.modified_at,
        ..Answer::of(content, Sharing::Public)
    }
}
