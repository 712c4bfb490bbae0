//! Pages of lists: their parameters, their form, and the link to the next one.

use actix_web::HttpRequest;
use actix_web::http::header::LINK;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::article_fields::Fields;
use super::query::Query;
use super::refusal::Result;
use crate::content::{
    ArticleSummary, ConditionEvidence, ConditionSummary, Person, Reference, Tagged,
    TherapyEvidence, TherapySummary,
};
use crate::error::Error;
use crate::store::{
    ARTICLE_CURSOR_PARTS, ArticleFilter, ArticleList, Cursor, NamedArticles, Page, PageSize, Slice,
    Store,
};

/// Which part of a list is wanted.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the fields; `page` below reads the query"
)]
pub struct PageParameters {
    /// The most items that the page may have.
    #[param(minimum = 1, maximum = 100, default = 20, example = 20)]
    limit: Option<u32>,
    /// The `next_cursor` of the page before; without it, the first page. It belongs to the same list with the same
    /// filters and the same order.
    #[param(pattern = "^[A-Za-z0-9_-]+$", max_length = 1000)]
    cursor: Option<String>,
}

/// Reads the page that a query asks for. A cursor has as many parts as the sort key of its list.
pub fn page(query: &mut Query, question: &str, cursor_parts: usize) -> Page {
    Page {
        size: query
            .optional("limit", PageSize::parse)
            .unwrap_or(PageSize::DEFAULT),
        cursor: query.optional("cursor", |text| Cursor::parse(text, question, cursor_parts)),
    }
}

/// Reads the page of a list that is sorted by one id and has no filters.
pub fn only_page(request: &HttpRequest, question: &str) -> Result<Page> {
    let mut query = Query::of(request);
    let page = page(&mut query, question, 1);
    query.finish()?;
    Ok(page)
}

/// Answers with the articles of something that has an address of its own, so that an unknown one is nothing here.
pub async fn articles_of(
    store: &Store,
    filter: ArticleFilter,
    request: &HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(request);
    let page = page(&mut query, &filter.question(), ARTICLE_CURSOR_PARTS);
    query.finish()?;
    if let Some((what, name)) = store.unknown_in(&filter).await?.into_iter().next() {
        return Err(Error::NotFound { what, name }.into());
    }
    let list = store.articles(&filter, &page, false).await?;
    ArticlePage::answer(list, None, request)
}

/// Answers with a page for editors, which nobody keeps, and a `Link` to the next one.
pub fn page_for_editors(
    page: &impl Serialize,
    next_cursor: Option<&str>,
    request: &HttpRequest,
) -> Result<Answer> {
    Ok(linked(Answer::for_editors(page)?, next_cursor, request))
}

/// A page with a `Link` to the next one, if there is one (RFC 8288).
pub fn linked(answer: Answer, next_cursor: Option<&str>, request: &HttpRequest) -> Answer {
    match next_cursor {
        Some(cursor) => answer.with(LINK, &next_link(request, cursor)),
        None => answer,
    }
}

/// A page of articles.
#[derive(Serialize, ToSchema)]
pub struct ArticlePage {
    /// The items of this page, in order.
    #[schema(max_items = 100)]
    pub items: Vec<ArticleSummary>,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsIjEiLCIyMDI2LTExLTIyVDA5OjAwOjAwLjAwMFoiLCIzIl0"
    )]
    pub next_cursor: Option<String>,
    /// How many articles the filters leave now; left out unless `count=true` asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 9_007_199_254_740_991_i64, example = 3)]
    pub total: Option<i64>,
    /// What no published article has of the `ids` or `slugs` that were asked for, in their order; left out unless some were.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 100, example = json!(["massage-for-gout"]))]
    pub missing: Option<Vec<String>>,
}

impl ArticlePage {
    /// The answer, with a `Link` to the next page (RFC 8288), and with these members of its items, or all.
    pub fn answer(
        found: Tagged<ArticleList>,
        fields: Option<&Fields>,
        request: &HttpRequest,
    ) -> Result<Answer> {
        let page = found.map(|list| Self {
            items: list.slice.items,
            next_cursor: list.slice.next.map(|cursor| cursor.to_string()),
            total: list.total,
            missing: None,
        });
        let next_cursor = page.value.next_cursor.clone();
        let answer = page_with(page, fields)?;
        Ok(linked(answer, next_cursor.as_deref(), request))
    }

    /// The answer with articles that were asked for by name.
    pub fn of_names(found: Tagged<NamedArticles>, fields: Option<&Fields>) -> Result<Answer> {
        let page = found.map(|named| Self {
            items: named.items,
            next_cursor: None,
            total: None,
            missing: Some(named.missing),
        });
        page_with(page, fields)
    }
}

fn page_with(page: Tagged<ArticlePage>, fields: Option<&Fields>) -> Result<Answer> {
    match fields {
        Some(fields) => Ok(Answer::public_list(page.map(|page| fields.of(page)))?),
        None => Ok(Answer::public_list(page)?),
    }
}

/// Declares the page of one kind of item.
macro_rules! page_of {
    ($(#[$doc:meta])* $name:ident, $item:ty) => {
        $(#[$doc])*
        #[derive(Serialize, ToSchema)]
        pub struct $name {
            /// The items of this page, in order.
            #[schema(max_items = 100)]
            items: Vec<$item>,
            /// What `cursor` takes for the next page; left out on the last page.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[schema(pattern = "^[A-Za-z0-9_-]+$", max_length = 1000, example = "WyI4ZjNkMmMxYSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiXQ")]
            next_cursor: Option<String>,
        }

        impl $name {
            /// The answer, with a `Link` to the next page (RFC 8288).
            pub fn answer(found: Tagged<Slice<$item>>, request: &HttpRequest) -> Result<Answer> {
                let page = found.map(|slice| Self {
                    items: slice.items,
                    next_cursor: slice.next.map(|cursor| cursor.to_string()),
                });
                let next_cursor = page.value.next_cursor.clone();
                let answer = Answer::public_list(page)?;
                Ok(linked(answer, next_cursor.as_deref(), request))
            }
        }
    };
}

page_of! {
    /// A page of therapies.
    TherapyPage, TherapySummary
}
page_of! {
    /// A page of conditions.
    ConditionPage, ConditionSummary
}
page_of! {
    /// A page of the therapies that articles make claims about for one condition.
    TherapyEvidencePage, TherapyEvidence
}
page_of! {
    /// A page of the conditions that articles make claims about for one therapy.
    ConditionEvidencePage, ConditionEvidence
}
page_of! {
    /// A page of people.
    PersonPage, Person
}
page_of! {
    /// A page of references.
    ReferencePage, Reference
}

/// The same request with another cursor.
fn next_link(request: &HttpRequest, cursor: &str) -> String {
    let kept = url::form_urlencoded::parse(request.query_string().as_bytes())
        .filter(|(name, _)| name != "cursor");
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept).append_pair("cursor", cursor);
    format!("<{}?{}>; rel=\"next\"", request.path(), query.finish())
}
