//! What somebody has to look at: reviews that are due, and publications that failed. As a list, and as a calendar.

mod calendar;
mod making;

use actix_web::http::header::{ACCEPT, VARY};
use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::listing::{self, PageParameters};
use super::negotiation::preferred;
use super::query::Query;
use super::refusal::{Refusal, Result};
use crate::content::{DueState, ReviewTask};
use crate::error::{Error, InvalidValue, Violation};
use crate::store::{Page, Slice, Store};

pub use calendar::get_review_calendar;
pub use making::create_review;

/// Each list is sorted by a day or moment and an id.
const CURSOR_PARTS: usize = 2;

const JSON: &str = "application/json";

/// What is to be looked at.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `parse_state` reads the query"
)]
struct StateParameter {
    /// What the list is of. `due`: the review is due within the days of notice that the server is set to. `overdue`: its
    /// day is over, or the article is public and was never reviewed. `changed`: a claim, a citation or clinical text has
    /// changed since the review. `failed`: what was to become public at a moment and did not.
    #[param(required = true, inline)]
    state: ReviewState,
}

/// A state in which something has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReviewState {
    /// Its review is due soon.
    #[allow(dead_code, reason = "the words of `DueState`, for the document")]
    Due,
    /// The day of its review is over, or it was never reviewed.
    #[allow(dead_code, reason = "the words of `DueState`, for the document")]
    Overdue,
    /// It has changed since its review.
    #[allow(dead_code, reason = "the words of `DueState`, for the document")]
    Changed,
    /// It was to become public at a moment and did not.
    #[allow(dead_code, reason = "`parse_state` has none for it")]
    Failed,
}

/// A page of what has to be looked at.
#[derive(Serialize, ToSchema)]
struct ReviewTaskPage {
    /// What is to be reviewed, by its day, then by id; or the publications that failed, the last of them first.
    #[schema(max_items = 100)]
    items: Vec<ReviewTask>,
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
/// Days are those of UTC. A publication that failed at its moment stays in the list until its article is published,
/// scheduled or unscheduled. `Accept: text/calendar` gives what `/v1/reviews.ics` gives, of all states but `failed`.
#[utoipa::path(
    tag = "drafts",
    params(StateParameter, PageParameters),
    responses((status = OK, description = "A page of what has to be looked at.", content((ReviewTaskPage = "application/json"), (String = "text/calendar")))),
    security(("key" = ["preview"])),
)]
#[get("/v1/reviews")]
pub async fn list_reviews(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let state = query.optional("state", parse_state);
    let question = match state {
        Some(Some(state)) => Store::reviews_question(state),
        Some(None) | None => Store::FAILURES.to_owned(),
    };
    let page = listing::page(&mut query, &question, CURSOR_PARTS);
    query.finish()?;
    let state = state.ok_or_else(|| missing("`due`, `overdue`, `changed` or `failed`"))?;
    let offered = match state {
        Some(_) => &[JSON, calendar::CALENDAR][..],
        None => &[JSON],
    };
    let answer = match (preferred(request.headers(), offered), state) {
        (Some(JSON), state) => tasks(&store, state, &page, &request).await?,
        (Some(_), Some(state)) => calendar::of_whole_list(&store, state, &request).await?,
        (_, _) => {
            let offered = offered.iter().map(|offer| (*offer).to_owned());
            return Err(Refusal::NotAcceptable {
                offered: offered.collect(),
            });
        }
    };
    Ok(answer.with(VARY, ACCEPT.as_str()))
}

async fn tasks(
    store: &Store,
    state: Option<DueState>,
    page: &Page,
    request: &HttpRequest,
) -> Result<Answer> {
    let found = match state {
        Some(state) => of_kind(store.due_reviews(state, page).await?, ReviewTask::Review),
        None => of_kind(store.failures(page).await?, ReviewTask::FailedPublication),
    };
    let page = ReviewTaskPage {
        items: found.items,
        next_cursor: found.next.map(|cursor| cursor.to_string()),
    };
    listing::page_for_editors(&page, page.next_cursor.as_deref(), request)
}

fn of_kind<T>(slice: Slice<T>, kind: fn(T) -> ReviewTask) -> Slice<ReviewTask> {
    Slice {
        items: slice.items.into_iter().map(kind).collect(),
        next: slice.next,
    }
}

/// `None` stands for `failed`, which no article is in.
fn parse_state(text: &str) -> std::result::Result<Option<DueState>, InvalidValue> {
    if text == "failed" {
        return Ok(None);
    }
    DueState::parse(text)
        .map(Some)
        .map_err(|_| InvalidValue::new("`due`, `overdue`, `changed` or `failed`".to_owned(), text))
}

fn missing(known: &str) -> Refusal {
    let message = format!("state must be given: {known}");
    let missing = Violation::of_parameter("state", "required", message);
    Error::Invalid(vec![missing]).into()
}
