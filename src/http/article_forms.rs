//! An article in each of its forms, at an address of its own.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};

use super::Operations;
use super::answer::Answer;
use super::articles::{LocaleParameter, published};
use super::forms::ArticleForm;
use super::query;
use super::refusal::Result;
use crate::content::{Article, Slug};
use crate::store::Store;

/// The forms with a suffix of their own. They come before what takes any slug: no slug has a dot.
pub fn routes(operations: &mut impl Operations) {
    operations
        .service(get_article_as_json)
        .service(get_article_as_html)
        .service(get_article_as_markdown)
        .service(get_article_as_text)
        .service(get_article_as_json_ld);
}

/// Returns one published article as JSON, whatever `Accept` says.
///
/// The same document as without the suffix.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article that is wanted as JSON.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The article.", body = Article),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the same form of it."),
    )
)]
#[get("/v1/articles/{slug}.json")]
async fn get_article_as_json(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, ArticleForm::Json).await
}

/// Returns one published article as HTML, to be put into any page.
///
/// One `article` element without classes, styles and scripts. Blocks and sections have the ids of the document, so that
/// `#benefits` leads to that section; all other ids begin with `_`. Each number of a citation leads to its source, and each
/// source back to the places that cite it. Whatever an author wrote is escaped.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article that is wanted as HTML.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The HTML.", body = String, content_type = "text/html"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the same form of it."),
    )
)]
#[get("/v1/articles/{slug}.html")]
async fn get_article_as_html(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, ArticleForm::Html).await
}

/// Returns one published article as Markdown, with a footnote for each source.
///
/// CommonMark with the footnotes and tables of GitHub, for language models and static sites. It is not the form of seed
/// files: `/v1/articles/{slug}/draft` has that. Whatever an author wrote is escaped.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article that is wanted as Markdown.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The Markdown.", body = String, content_type = "text/markdown"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the same form of it."),
    )
)]
#[get("/v1/articles/{slug}.md")]
async fn get_article_as_markdown(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, ArticleForm::Markdown).await
}

/// Returns one published article as plain text.
///
/// A paragraph a line, headings underlined, citations as numbers, the sources at the end.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article that is wanted as text.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The text.", body = String, content_type = "text/plain"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the same form of it."),
    )
)]
#[get("/v1/articles/{slug}.txt")]
async fn get_article_as_text(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, ArticleForm::Text).await
}

/// Returns one published article as linked data in the vocabulary of schema.org.
///
/// A `MedicalWebPage` with what it is about, when and by whom it was reviewed, and what it cites, for search engines. It may
/// stand in the `script` of a page as it is.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article that is wanted as JSON-LD.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The JSON-LD.", body = serde_json::Value, content_type = "application/ld+json"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has the same form of it."),
    )
)]
#[get("/v1/articles/{slug}.jsonld")]
async fn get_article_as_json_ld(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    answer(&store, &slug, &request, ArticleForm::JsonLd).await
}

async fn answer(
    store: &Store,
    slug: &str,
    request: &HttpRequest,
    form: ArticleForm,
) -> Result<Answer> {
    let locale = query::locale(request)?;
    let slug = query::slug("article", slug)?;
    published(store, &slug, locale.as_ref(), form).await
}
