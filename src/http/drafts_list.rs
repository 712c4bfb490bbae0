//! The list of what editors work on.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::listing::{self, PageParameters};
use super::query::Query;
use super::refusal::Result;
use crate::content::ArticleStanding;
use crate::store::Store;

/// The list is sorted by a moment and an id.
const CURSOR_PARTS: usize = 2;

/// A page of articles that are not simply public.
#[derive(Serialize, ToSchema)]
struct DraftPage {
    /// Where the articles of this page stand, the newest draft first.
    #[schema(max_items = 100)]
    items: Vec<ArticleStanding>,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsIjIwMjYtMTEtMjJUMTI6MDA6MDAuMDAwWiJd"
    )]
    next_cursor: Option<String>,
}

/// Lists the articles that are not published, or newer than what is, or wait for a moment.
///
/// What was drafted last comes first.
#[utoipa::path(
    tag = "drafts",
    params(PageParameters),
    responses((status = OK, description = "A page of drafts.", body = DraftPage)),
    security(("key" = ["preview"])),
)]
#[get("/v1/drafts")]
pub async fn list_drafts(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let page = listing::page(&mut query, Store::DRAFTS, CURSOR_PARTS);
    query.finish()?;
    let found = store.drafts(&page).await?;
    let page = DraftPage {
        items: found.items,
        next_cursor: found.next.map(|cursor| cursor.to_string()),
    };
    listing::page_for_editors(&page, page.next_cursor.as_deref(), &request)
}
