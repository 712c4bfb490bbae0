//! Reviews that are due as a calendar, for the programs of those who make them.

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::missing;
use crate::content::DueState;
use crate::error::{Error, Violation};
use crate::http::answer::{Answer, Content, Sharing};
use crate::http::query::Query;
use crate::http::refusal::Result;
use crate::http::validators::EntityTag;
use crate::render::calendar;
use crate::store::Store;

pub const CALENDAR: &str = "text/calendar";

/// What is to be reviewed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `DueState::parse` reads the query"
)]
struct DueParameter {
    /// What the calendar is of, as in the list of reviews. What failed has no day to come, and is in no calendar.
    #[param(required = true, inline)]
    state: CalendarState,
}

/// A state in which an article has to be reviewed, without an example that a page would fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(dead_code, reason = "the words of `DueState`, for the document")]
enum CalendarState {
    /// Its review is due soon.
    Due,
    /// The day of its review is over, or it was never reviewed.
    Overdue,
    /// It has changed since its review.
    Changed,
}

/// Returns what has to be reviewed as a calendar: an event for each article on the day its review is due.
///
/// It is iCalendar (RFC 5545) and has all articles at once. Each event takes the whole day and keeps its `UID`, so that it
/// moves when the article has been reviewed. A calendar program must send the key as every other client does, in
/// `Authorization: Bearer`; no key is taken in an address, where logs and histories would keep it. For a program that can
/// send no header, let something that can fetch the file.
#[utoipa::path(
    tag = "drafts",
    params(DueParameter),
    responses((status = OK, description = "The calendar.", body = String, content_type = "text/calendar")),
    security(("key" = ["preview"])),
)]
#[get("/v1/reviews.ics")]
pub async fn get_review_calendar(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let state = query.optional("state", DueState::parse);
    query.finish()?;
    let state = state.ok_or_else(|| missing("`due`, `overdue` or `changed`"))?;
    answer(&store, state).await
}

/// The calendar where the list was asked for: it has no pages.
pub async fn of_whole_list(
    store: &Store,
    state: DueState,
    request: &HttpRequest,
) -> Result<Answer> {
    let given = url::form_urlencoded::parse(request.query_string().as_bytes());
    let violations: Vec<Violation> = given
        .filter(|(name, _)| name == "limit" || name == "cursor")
        .map(|(name, _)| {
            let message = format!("{name} must be left out: a calendar has no pages");
            Violation::of_parameter(&name, "unknown", message)
        })
        .collect();
    if !violations.is_empty() {
        return Err(Error::Invalid(violations).into());
    }
    answer(store, state).await
}

async fn answer(store: &Store, state: DueState) -> Result<Answer> {
    let reviews = store.all_due_reviews(state).await?;
    let content = Content {
        media_type: "text/calendar; charset=utf-8",
        bytes: Bytes::from(calendar(&reviews)),
    };
    let tag = EntityTag::of_bytes(&content.bytes);
    Ok(Answer::of(content, Sharing::Nobody).with_entity_tag(tag))
}
