//! Articles.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;

use super::answer::Answer;
use super::forms::ArticleForm;
use super::query::{self, Query};
use super::refusal::Result;
use crate::content::{Article, Locale, Moment, Slug, Tagged, Tags};
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
/// Sections, blocks, images, therapies, conditions, people and numbered references come in this one answer. `Accept` chooses
/// another form: a page (`text/html`), which browsers get, Markdown, text or JSON-LD; each has an address of its own too, with
/// a suffix, where `.html` is the text of the page without its frame.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article.", example = "massage-for-sciatica"), LocaleParameter,
        ("as_of" = Option<Moment>, Query, extensions(("x-scope" = json!("preview"))), description = "What readers saw at this moment is wanted, with all that it rested on then; it needs a key with scope `preview`."),
    ),
    responses(
        (status = OK, description = "The article.", content(
            (Article = "application/json"), (String = "text/html"), (String = "text/markdown"), (String = "text/plain"),
            (serde_json::Value = "application/ld+json"),
        )),
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
    let form = ArticleForm::wished(request.headers())?;
    let slug = query::slug("article", &slug)?;
    let answer = match as_of {
        None => published(&store, &slug, locale.as_ref(), form).await?,
        Some(at) => {
            let value = store.article_as_of(&slug, locale.as_ref(), at).await?;
            let found = Tagged {
                value,
                tags: Tags::default(),
                modified_at: None,
            };
            form.answer(found, store.addresses())?.for_one_client()
        }
    };
    Ok(answer.chosen_of(&ArticleForm::OFFERED))
}

/// A published article in one of its forms. As JSON it is kept as it is sent.
pub async fn published(
    store: &Store,
    slug: &Slug,
    locale: Option<&Locale>,
    form: ArticleForm,
) -> Result<Answer> {
    if form == ArticleForm::Json {
        let found = store.article_document(slug, locale).await?;
        return Ok(Answer::public_document(found));
    }
    form.answer(store.article(slug, locale).await?, store.addresses())
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
