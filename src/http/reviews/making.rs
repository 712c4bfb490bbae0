//! Reviewing: a review of what is public is kept beside the revisions of an article.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, post};

use crate::content::{Locale, Message, NewReview, RecordedReview, Slug};
use crate::http::answer::Answer;
use crate::http::articles::LocaleParameter;
use crate::http::body::JsonBody;
use crate::http::problem::Problem;
use crate::http::publishing::MessageParameter;
use crate::http::query::{self, Query};
use crate::http::refusal::Result;
use crate::http::signing::signature;
use crate::store::Store;

/// Keeps a review of the published revision of an article.
///
/// It makes no revision, and no folder undoes it. The article shows the review of the latest day, of its front matter or
/// kept like this; of one day, the one that was made last. `revision` says which text was read: when another one is public
/// by now, the answer is 409. `Location` is the report of the article. Sent once more, it is answered 200 with what is kept.
/// Who reviewed cannot be deleted as long as a published article names them for it.
#[utoipa::path(
    tag = "drafts",
    params(
        ("slug" = Slug, Path, description = "The slug of the article that was reviewed.", example = "massage-for-sciatica"),
        LocaleParameter,
        MessageParameter,
    ),
    request_body = NewReview,
    responses(
        (status = CREATED, description = "The review is kept.", body = RecordedReview),
        (status = OK, description = "The same review was kept before.", body = RecordedReview),
        (status = PERMANENT_REDIRECT, description = "The article that was reviewed has another slug now; `Location` has it."),
        (status = CONFLICT, description = "Another revision is public, or none.", body = Problem, content_type = "application/problem+json"),
    ),
    security(("key" = ["publish"])),
)]
#[post("/v1/articles/{slug}/reviews")]
pub async fn create_review(
    store: Data<Store>,
    slug: Path<String>,
    body: JsonBody<NewReview>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let locale = query.optional("locale", Locale::parse);
    let message = query.optional("message", Message::parse);
    query.finish()?;
    let slug = query::slug("article", &slug)?;
    let signature = signature(&request, message)?;
    let named = (&slug, locale.as_ref());
    let (review, is_new) = store.review(&signature, named, &body.0).await?;
    let answer = Answer::for_editors(&review)?;
    Ok(match is_new {
        true => answer
            .with_status(StatusCode::CREATED)
            .with(LOCATION, &report_address(&slug, locale.as_ref())),
        false => answer,
    })
}

fn report_address(slug: &Slug, locale: Option<&Locale>) -> String {
    let report = format!("/v1/articles/{slug}/evidence");
    match locale {
        Some(locale) => format!("{report}?locale={locale}"),
        None => report,
    }
}
