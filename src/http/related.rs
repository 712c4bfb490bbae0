//! Articles that are related to one.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::articles::LocaleParameter;
use super::query::{self, Query};
use super::refusal::Result;
use crate::content::{Locale, RelatedArticle, Slug};
use crate::error::InvalidValue;
use crate::store::{MAX_RELATED, Store};

/// How many there are when nothing else is asked for.
const DEFAULT_LIMIT: u32 = 5;

/// How many related articles are wanted.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; the handler reads the query"
)]
struct RelatedParameters {
    /// The most articles that the answer may have.
    #[param(minimum = 1, maximum = 20, default = 5, example = 5)]
    limit: Option<u32>,
}

/// The articles that are related to one.
#[derive(Serialize, ToSchema)]
struct RelatedArticles {
    /// The articles, the most related first.
    #[schema(max_items = 20)]
    items: Vec<RelatedArticle>,
}

/// Lists the articles that are related to one, in its language, the most related first, with the reasons.
///
/// Articles are related by what they share. Each shared thing counts for its kind (a condition 4, a therapy 3, a reference 3, a
/// word of titles, keywords or headings 1) times the logarithm of one plus the number of articles that there have ever been for
/// each that has it now, so that rare things count more. What a thousand articles have says nothing of two of them and finds
/// none; it is still told as a reason. Words are compared as they are written, without case; those that are in every text of
/// the language do not count.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article to which others are related.", example = "massage-for-sciatica"), LocaleParameter, RelatedParameters),
    responses(
        (status = OK, description = "The related articles.", body = RelatedArticles),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its related articles."),
    )
)]
#[get("/v1/articles/{slug}/related")]
pub async fn list_related_articles(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let locale = query.optional("locale", Locale::parse);
    let limit = query.optional("limit", limit).unwrap_or(DEFAULT_LIMIT);
    query.finish()?;
    let slug = query::slug("article", &slug)?;
    let found = store
        .related_articles(&slug, locale.as_ref(), limit)
        .await?;
    Ok(Answer::public_list(
        found.map(|items| RelatedArticles { items }),
    )?)
}

fn limit(text: &str) -> std::result::Result<u32, InvalidValue> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(limit @ 1..=MAX_RELATED) if is_plain => Ok(limit),
        _ => Err(InvalidValue::new(format!("1 to {MAX_RELATED}"), text)),
    }
}
