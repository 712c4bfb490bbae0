//! Live events: what changes for readers, as it happens.

mod listening;
mod news;

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;

use super::answer::Answer;
use super::query::Query;
use super::refusal::Result;
use super::streams::Streamed;
use crate::content::LiveEvent;
use crate::error::{self, Error, InvalidValue};
use crate::store::SyncPosition;
use listening::{Start, listen};

pub use news::News;

/// What a client sends that comes again: the id of the last event that it has.
const LAST_EVENT_ID: &str = "last-event-id";

/// Where the events begin.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; the handler reads the query"
)]
struct EventParameters {
    /// What the client has: the `next_token` that `/v1/sync` gave last, or the id of an event. Without it, the events begin now.
    #[param(pattern = "^[A-Za-z0-9_-]+$", max_length = 1000)]
    token: Option<String>,
}

/// Streams what changes for readers, as server-sent events (WHATWG HTML, 9.2), for previews, mirrors and caches.
///
/// An event `changed` tells of an article, therapy, condition, person or reference that readers find otherwise than before,
/// because it or something that it shows was published; `deleted` of one that they find no more. Its data is a `ContentEvent`
/// as JSON. Several changes of one piece in short succession may be one event. Drafts are not told of.
///
/// The id of an event is a token of `/v1/sync`, and the other way round: a mirror that has caught up there goes on here without
/// a gap, and whoever is cut off goes on where it was. An `EventSource` does so by itself, with the header `Last-Event-ID`,
/// which counts for more than `token`. A token that is gone is not answered with 410, because an `EventSource` would never come
/// again: an event `reset` comes first, whose data is a `ResetEvent`; everything is then to be had anew from `/v1/sync`, and the
/// events go on from the time of the `reset`.
///
/// Every 15 seconds without an event comes a comment. The stream ends after an hour and when the server stops; the client
/// comes again after 3 seconds. Too many streams at once are answered with 503, which ends an `EventSource`.
#[utoipa::path(
    tag = "sync",
    params(EventParameters),
    responses((status = OK, description = "Events, as they happen; the schema is that of each.", body = LiveEvent, content_type = "text/event-stream"))
)]
#[get("/v1/events")]
pub async fn get_events(news: Data<News>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let token = query.optional("token", SyncPosition::parse);
    query.finish()?;
    let place = news.place()?;
    let last = request.headers().get(LAST_EVENT_ID);
    let last = last.filter(|value| !value.is_empty());
    let last = last.map(|value| SyncPosition::parse(&String::from_utf8_lossy(value.as_bytes())));
    let had = last.or(token.map(Ok));
    let start = start(&news, had).await?;
    let parts = listen(news.into_inner(), start, place);
    Ok(Answer::streamed(Streamed::of("text/event-stream", parts)))
}

/// Where a client begins that has this. What cannot be read is as good as gone: it is not of this server.
async fn start(
    news: &News,
    had: Option<std::result::Result<SyncPosition, InvalidValue>>,
) -> error::Result<Start> {
    match had {
        None => return Ok(Start::At(news.now().await?)),
        Some(Ok(position)) => match news.check(&position).await {
            Err(Error::ExpiredToken) => {}
            outcome => return outcome.map(|()| Start::At(position)),
        },
        Some(Err(_)) => {}
    }
    Ok(Start::Anew(news.now().await?))
}
