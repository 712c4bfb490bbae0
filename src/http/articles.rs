//! Articles.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;

use super::answer::Answer;
use super::query::{self, Query};
use super::refusal::Result;
use crate::content::{Article, Locale, Moment, Slug, Tagged};
use crate::store::Store;

/// The language of an article.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `query::locale` reads the query"
)]
pub struct LocaleParameter {
    /// The language that is wanted: the translation of what the slug names or, where there is none, that itself with
    /// `is_fallback`. Without it the article in the default language is meant, else the only one. Such as `de`.
    locale: Option<Locale>,
}

/// Returns one published article with everything a page needs.
///
/// Sections, blocks, images, therapies, conditions, people and numbered references come in this one answer.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article.", example = "massage-for-sciatica"), LocaleParameter,
        ("as_of" = Option<Moment>, Query, extensions(("x-scope" = json!("preview"))), description = "What readers saw at this moment is wanted, with all that it rested on then; it needs a key with scope `preview`."),
    ),
    responses(
        (status = OK, description = "The article.", body = Article),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has it."),
    )
)]
#[get("/v1/articles/{slug}")]
pub async fn get_article(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let locale = query.optional("locale", Locale::parse);
    let as_of = query.optional("as_of", Moment::parse);
    query.finish()?;
    let slug = query::slug("article", &slug)?;
    let Some(at) = as_of else {
        return Ok(Answer::public(
            store.article(&slug, locale.as_ref()).await?,
        )?);
    };
    let article = store.article_as_of(&slug, locale.as_ref(), at).await?;
    Ok(Answer::for_editors(&article)?)
}

/// The article that a path and its `locale` name.
pub async fn named_article(
    store: &Store,
    slug: &str,
    request: &HttpRequest,
) -> Result<Tagged<Article>> {
    let locale = query::locale(request)?;
    let slug = query::slug("article", slug)?;
    Ok(store.article(&slug, locale.as_ref()).await?)
}
