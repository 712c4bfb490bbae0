//! The list of all references.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};

use super::forms::{all_in_style, text_of};
use super::{Form, StyleParameter, Wish, style_of};
use crate::content::{BibliographyEntry, Reference, Tagged};
use crate::http::answer::{Answer, Sharing};
use crate::http::listing::{self, PageParameters, ReferencePage, linked};
use crate::http::query::Query;
use crate::http::refusal::Result;
use crate::store::{Page, Slice, Store};

/// Lists references in the order of their keys.
///
/// Numbers belong to articles, so references in this list have none. `Accept` chooses another form: a page (`text/html`),
/// text, CSL-JSON, BibTeX or RIS; each has an address of its own too, with a suffix. Every form comes in pages; `Link` has
/// the next one. `style` formats each reference.
#[utoipa::path(
    tag = "references",
    params(PageParameters, StyleParameter),
    responses((status = OK, description = "A page of references.", content(
        (ReferencePage = "application/json"), (String = "text/html"), (String = "text/plain"),
        (serde_json::Value = "application/vnd.citationstyles.csl+json"), (String = "application/x-bibtex"),
        (String = "application/x-research-info-systems"),
    )))
)]
#[get("/v1/references")]
pub async fn list_references(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let page = page_of(&mut query);
    let style = style_of(&mut query);
    query.finish()?;
    let wish = Wish::of_headers(&request, style)?;
    answer(&store, &page, &request, wish).await
}

/// Lists references as CSL-JSON, for reference managers and CSL processors.
///
/// A list of items in the order of their keys, valid by the schema of CSL 1.0.2. What CSL has no variable for, such as
/// `study_type`, is in `custom`. `Link` has the next page.
#[utoipa::path(
    tag = "references",
    params(PageParameters),
    responses((status = OK, description = "A page of CSL-JSON.", body = serde_json::Value, content_type = "application/vnd.citationstyles.csl+json"))
)]
#[get("/v1/references.csl.json")]
pub async fn list_references_as_csl_json(
    store: Data<Store>,
    request: HttpRequest,
) -> Result<Answer> {
    data(&store, &request, Form::CslJson).await
}

/// Lists references as BibTeX, with the fields of biblatex where BibTeX has none.
///
/// In the order of their keys, in UTF-8. `Link` has the next page.
#[utoipa::path(
    tag = "references",
    params(PageParameters),
    responses((status = OK, description = "A page of BibTeX.", body = String, content_type = "application/x-bibtex"))
)]
#[get("/v1/references.bib")]
pub async fn list_references_as_bibtex(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    data(&store, &request, Form::Bibtex).await
}

/// Lists references as RIS, for reference managers.
///
/// In the order of their keys, in UTF-8. `Link` has the next page.
#[utoipa::path(
    tag = "references",
    params(PageParameters),
    responses((status = OK, description = "A page of RIS.", body = String, content_type = "application/x-research-info-systems"))
)]
#[get("/v1/references.ris")]
pub async fn list_references_as_ris(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    data(&store, &request, Form::Ris).await
}

/// Lists formatted references as text, one a line.
///
/// In the order of their keys and without numbers, whatever the style. `Link` has the next page.
#[utoipa::path(
    tag = "references",
    params(PageParameters, StyleParameter),
    responses((status = OK, description = "A page of formatted references.", body = String, content_type = "text/plain"))
)]
#[get("/v1/references.txt")]
pub async fn list_references_as_text(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    formatted(&store, &request, Form::Text).await
}

/// Lists formatted references as a page for browsers.
///
/// In the same order as the text. `Link` has the next page.
#[utoipa::path(
    tag = "references",
    params(PageParameters, StyleParameter),
    responses((status = OK, description = "A page of references for browsers.", body = String, content_type = "text/html"))
)]
#[get("/v1/references.html")]
pub async fn list_references_as_page(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    formatted(&store, &request, Form::Page).await
}

async fn data(store: &Store, request: &HttpRequest, form: Form) -> Result<Answer> {
    let mut query = Query::of(request);
    let page = page_of(&mut query);
    query.finish()?;
    answer(store, &page, request, Wish::of_suffix(form, None)).await
}

async fn formatted(store: &Store, request: &HttpRequest, form: Form) -> Result<Answer> {
    let mut query = Query::of(request);
    let page = page_of(&mut query);
    let style = style_of(&mut query);
    query.finish()?;
    answer(store, &page, request, Wish::of_suffix(form, style)).await
}

fn page_of(query: &mut Query) -> Page {
    listing::page(query, "reference", 1)
}

async fn answer(store: &Store, page: &Page, request: &HttpRequest, wish: Wish) -> Result<Answer> {
    let Tagged {
        value: Slice { items, next },
        tags,
        modified_at,
    } = store.references(page).await?;
    let items = all_in_style(items, wish).await?;
    if wish.form == Form::Json {
        let page = Tagged {
            value: Slice { items, next },
            tags,
            modified_at,
        };
        return Ok(wish.chosen(ReferencePage::answer(page, request)?));
    }
    let entries = items.into_iter().map(unnumbered).collect();
    let value = text_of("References".to_owned(), entries, wish).await?;
    let text = Tagged {
        value,
        tags,
        modified_at,
    };
    let mut answer = Answer::public_text(text, wish.form.media_type());
    answer.sharing = Sharing::PublicList;
    let next_cursor = next.map(|cursor| cursor.to_string());
    Ok(linked(wish.chosen(answer), next_cursor.as_deref(), request))
}

fn unnumbered(reference: Reference) -> BibliographyEntry {
    BibliographyEntry {
        number: None,
        cited_by: Vec::new(),
        reference,
    }
}
