//! The bibliography of an article.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::forms::{in_style, text_of};
use super::{Form, StyleParameter, Wish, style_of};
use crate::content::{Article, BibliographyEntry, Locale, Slug, Tagged};
use crate::http::answer::Answer;
use crate::http::articles::LocaleParameter;
use crate::http::query::{self, Query};
use crate::http::refusal::Result;
use crate::store::Store;

/// The bibliography of an article.
#[derive(Serialize, ToSchema)]
struct Bibliography {
    /// The references in order of first use, then further reading without numbers. With `style=apa` or `style=harvard`
    /// both parts are sorted by author, as these styles are.
    items: Vec<BibliographyEntry>,
}

/// Lists the references of one article.
///
/// Those that the text cites come in order of first use, with their numbers and the places that cite them; further
/// reading follows. `Accept` chooses another form: a page (`text/html`), text, CSL-JSON, BibTeX or RIS; each has an address
/// of its own too, with a suffix. `style` formats each reference.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the citing article.", example = "massage-for-sciatica"), LocaleParameter, StyleParameter),
    responses(
        (status = OK, description = "The bibliography.", content(
            (Bibliography = "application/json"), (String = "text/html"), (String = "text/plain"),
            (serde_json::Value = "application/vnd.citationstyles.csl+json"), (String = "application/x-bibtex"),
            (String = "application/x-research-info-systems"),
        )),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its bibliography."),
    )
)]
#[get("/v1/articles/{slug}/references")]
pub async fn list_article_references(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let locale = query.optional("locale", Locale::parse);
    let style = style_of(&mut query);
    query.finish()?;
    let wish = Wish::of_headers(&request, style)?;
    answer(&store, &slug, locale, wish).await
}

/// Returns the references of one article as CSL-JSON, for reference managers and CSL processors.
///
/// A list of items, valid by the schema of CSL 1.0.2, in the order of the bibliography. What CSL has no variable for, such
/// as `study_type`, is in `custom`.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose CSL-JSON is wanted.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The items.", body = serde_json::Value, content_type = "application/vnd.citationstyles.csl+json"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its CSL-JSON."),
    )
)]
#[get("/v1/articles/{slug}/references.csl.json")]
pub async fn get_article_references_as_csl_json(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    data(&store, &slug, &request, Form::CslJson).await
}

/// Returns the references of one article as BibTeX, with the fields of biblatex where BibTeX has none.
///
/// In the order of the bibliography, in UTF-8.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose BibTeX is wanted.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The entries.", body = String, content_type = "application/x-bibtex"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its BibTeX."),
    )
)]
#[get("/v1/articles/{slug}/references.bib")]
pub async fn get_article_references_as_bibtex(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    data(&store, &slug, &request, Form::Bibtex).await
}

/// Returns the references of one article as RIS, for reference managers.
///
/// In the order of the bibliography, in UTF-8.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose RIS is wanted.", example = "massage-for-sciatica"), LocaleParameter),
    responses(
        (status = OK, description = "The records.", body = String, content_type = "application/x-research-info-systems"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its RIS."),
    )
)]
#[get("/v1/articles/{slug}/references.ris")]
pub async fn get_article_references_as_ris(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    data(&store, &slug, &request, Form::Ris).await
}

/// Returns the formatted references of one article as text, one a line.
///
/// Styles with numbers have them, in order of first use; the others are sorted by author. Further reading follows after a
/// blank line.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose formatted references are wanted.", example = "massage-for-sciatica"), LocaleParameter, StyleParameter),
    responses(
        (status = OK, description = "The lines.", body = String, content_type = "text/plain"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its formatted references."),
    )
)]
#[get("/v1/articles/{slug}/references.txt")]
pub async fn get_article_references_as_text(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    formatted(&store, &slug, &request, Form::Text).await
}

/// Returns the formatted references of one article as a page.
///
/// In the same order as the text; further reading has a heading.
#[utoipa::path(
    tag = "articles",
    params(("slug" = Slug, Path, description = "The slug of the article whose page of references is wanted.", example = "massage-for-sciatica"), LocaleParameter, StyleParameter),
    responses(
        (status = OK, description = "The page.", body = String, content_type = "text/html"),
        (status = PERMANENT_REDIRECT, description = "The article has another slug now; `Location` has its page of references."),
    )
)]
#[get("/v1/articles/{slug}/references.html")]
pub async fn get_article_references_as_page(
    store: Data<Store>,
    slug: Path<String>,
    request: HttpRequest,
) -> Result<Answer> {
    formatted(&store, &slug, &request, Form::Page).await
}

async fn data(store: &Store, slug: &str, request: &HttpRequest, form: Form) -> Result<Answer> {
    let mut query = Query::of(request);
    let locale = query.optional("locale", Locale::parse);
    query.finish()?;
    answer(store, slug, locale, Wish::of_suffix(form, None)).await
}

async fn formatted(store: &Store, slug: &str, request: &HttpRequest, form: Form) -> Result<Answer> {
    let mut query = Query::of(request);
    let locale = query.optional("locale", Locale::parse);
    let style = style_of(&mut query);
    query.finish()?;
    answer(store, slug, locale, Wish::of_suffix(form, style)).await
}

async fn answer(store: &Store, slug: &str, locale: Option<Locale>, wish: Wish) -> Result<Answer> {
    let slug = query::slug("article", slug)?;
    let found: Tagged<Article> = store.article(&slug, locale.as_ref()).await?;
    let Tagged {
        value: article,
        tags,
        modified_at,
    } = found;
    let items = in_style(article.references, wish).await?;
    let answer = if wish.form == Form::Json {
        Answer::public(Tagged {
            value: Bibliography { items },
            tags,
            modified_at,
        })?
    } else {
        let value = text_of(article.title, items, wish).await?;
        let text = Tagged {
            value,
            tags,
            modified_at,
        };
        Answer::public_text(text, wish.form.media_type())
    };
    Ok(wish.chosen(answer))
}
