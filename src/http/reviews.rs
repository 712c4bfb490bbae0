//! What editors have to look at.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::listing::{self, PageParameters};
use super::query::Query;
use super::refusal::Result;
use crate::content::FailedSchedule;
use crate::error::{Error, InvalidValue, Violation};
use crate::store::Store;

/// The list is sorted by a moment and an id.
const CURSOR_PARTS: usize = 2;

/// What is to be looked at.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `parse_state` reads the query"
)]
struct StateParameter {
    /// `failed`: what was to become public at a moment and did not.
    #[param(required = true, inline)]
    state: ReviewState,
}

/// A state in which something has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReviewState {
    /// It was to become public at a moment and did not.
    Failed,
}

/// A page of publications that failed.
#[derive(Serialize, ToSchema)]
struct FailedSchedulePage {
    /// The publications of this page, what failed last first.
    #[schema(max_items = 100)]
    items: Vec<FailedSchedule>,
    /// What `cursor` takes for the next page; left out on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyI4ZjNkMmMxYSIsIjIwMjYtMTEtMjJUMTI6MDA6MDAuMDAwWiJd"
    )]
    next_cursor: Option<String>,
}

/// Lists what has to be looked at.
///
/// A publication that failed at its moment stays in the list until its article is published, scheduled or unscheduled.
#[utoipa::path(
    tag = "drafts",
    params(StateParameter, PageParameters),
    responses((status = OK, description = "A page of failed publications.", body = FailedSchedulePage)),
    security(("key" = ["preview"])),
)]
#[get("/v1/reviews")]
pub async fn list_reviews(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let state = query.optional("state", parse_state);
    let page = listing::page(&mut query, Store::FAILURES, CURSOR_PARTS);
    query.finish()?;
    if state.is_none() {
        let message = "state must be given: `failed`".to_owned();
        let missing = Violation::of_parameter("state", "required", message);
        return Err(Error::Invalid(vec![missing]).into());
    }
    let found = store.failures(&page).await?;
    let page = FailedSchedulePage {
        items: found.items,
        next_cursor: found.next.map(|cursor| cursor.to_string()),
    };
    listing::page_for_editors(&page, page.next_cursor.as_deref(), &request)
}

fn parse_state(text: &str) -> std::result::Result<ReviewState, InvalidValue> {
    match text {
        "failed" => Ok(ReviewState::Failed),
        _ => Err(InvalidValue::new("`failed`".to_owned(), text)),
    }
}
