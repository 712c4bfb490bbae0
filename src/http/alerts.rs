//! Alerts: sources in use that have a notice.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::listing::{self, PageParameters};
use super::refusal::Result;
use crate::content::{EvidenceAlert, RetractionData};
use crate::store::Store;

/// A page of alerts.
#[derive(Serialize, ToSchema)]
struct AlertPage {
    /// Against what the sources were looked up, or that they were not.
    data: RetractionData,
    /// The sources of this page, by key.
    #[schema(max_items = 100)]
    items: Vec<EvidenceAlert>,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsImJlbGwtMjAwOCJd"
    )]
    next_cursor: Option<String>,
}

/// Lists the sources in use that were retracted, questioned or corrected.
///
/// In use is what a published article, or the description of a therapy or condition, cites or lists. A notice comes from the
/// author of the bibliography or from the data on retractions that `sinew retractions import` took in. A source that is not
/// listed has no notice in the data of `dated_on`; that does not say that it was not retracted. While `data` is `unchecked`,
/// only notices of authors are known.
///
/// An article whose source is retracted stays published, and stands here. Where the author of the bibliography says so, the
/// folder of that article is refused with `REF003` from then on, until the citation is removed. What only the data says is in no folder:
/// it stops what is published over HTTP.
#[utoipa::path(
    tag = "evidence",
    params(PageParameters),
    responses((status = OK, description = "A page of alerts.", body = AlertPage)),
    security(("key" = ["preview"])),
)]
#[get("/v1/evidence/alerts")]
pub async fn list_evidence_alerts(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let page = listing::only_page(&request, Store::ALERTS)?;
    let (found, data) = store.alerts(&page).await?;
    let page = AlertPage {
        data,
        items: found.items,
        next_cursor: found.next.map(|cursor| cursor.to_string()),
    };
    listing::page_for_editors(&page, page.next_cursor.as_deref(), &request)
}
