//! Feeds of new and changed articles, and the list of them for language models: each in pages of fifty.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;

use super::answer::{Answer, Sharing};
use super::listing::linked;
use super::query::Query;
use super::refusal::Result;
use crate::content::{Feed, Tagged};
use crate::render::{FeedPlace, atom, json_feed, llms_text};
use crate::store::{Cursor, FEED_QUESTION, Store};

/// Feeds are sorted by a moment and an id.
const CURSOR_PARTS: usize = 2;

/// Which part of a feed is wanted.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; `answer` reads the query"
)]
struct FeedParameters {
    /// Where the page begins, as the link to it in the page before has it; without it, the first page.
    #[param(pattern = "^[A-Za-z0-9_-]+$", max_length = 1000)]
    cursor: Option<String>,
}

/// Returns what was published or changed, the newest first, as an Atom feed (RFC 4287).
///
/// Each page has fifty articles and a link to the next (RFC 5005), in the feed and in `Link`. The id of an entry is that of
/// its article and never changes; an article whose text changes comes first again, with another `updated`. Addresses are
/// absolute where the server knows its own, `SINEW_PUBLIC_URL`.
#[utoipa::path(
    tag = "feeds",
    params(FeedParameters),
    responses((status = OK, description = "A page of the feed.", body = String, content_type = "application/atom+xml"))
)]
#[get("/atom.xml")]
pub async fn get_atom_feed(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    answer(&store, &request, "application/atom+xml", |feed, place| {
        Ok(atom(feed, place))
    })
    .await
}

/// Returns what was published or changed, the newest first, as a JSON Feed (version 1.1).
///
/// The same pages as those of the Atom feed; `next_url` leads to the next.
#[utoipa::path(
    tag = "feeds",
    params(FeedParameters),
    responses((status = OK, description = "A page of the feed.", body = serde_json::Value, content_type = "application/feed+json"))
)]
#[get("/feed.json")]
pub async fn get_json_feed(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    answer(&store, &request, "application/feed+json", |feed, place| {
        Ok(json_feed(feed, place)?)
    })
    .await
}

/// Returns what is here, for language models, as Markdown (llmstxt.org).
///
/// The same articles as in the feeds, page by page, and where the rest is.
#[utoipa::path(
    tag = "feeds",
    params(FeedParameters),
    responses((status = OK, description = "A page of the list.", body = String, content_type = "text/plain"))
)]
#[get("/llms.txt")]
pub async fn get_llms_text(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    answer(
        &store,
        &request,
        "text/plain; charset=utf-8",
        |feed, place| Ok(llms_text(feed, place)),
    )
    .await
}

/// The page that is asked for, written by `write`.
async fn answer(
    store: &Store,
    request: &HttpRequest,
    media_type: &'static str,
    write: impl Fn(&Feed, &FeedPlace<'_>) -> Result<String>,
) -> Result<Answer> {
    let mut query = Query::of(request);
    let cursor = query.optional("cursor", |text| {
        Cursor::parse(text, FEED_QUESTION, CURSOR_PARTS)
    });
    query.finish()?;
    let this = cursor.as_ref().map(Cursor::to_string);
    let Tagged {
        value: (feed, next),
        tags,
        modified_at,
    } = store.feed(cursor).await?;
    let next = next.map(|cursor| cursor.to_string());
    let place = FeedPlace {
        addresses: store.addresses(),
        path: request.path(),
        cursor: this.as_deref(),
        next_cursor: next.as_deref(),
    };
    let text = Tagged {
        value: write(&feed, &place)?,
        tags,
        modified_at,
    };
    let mut answer = Answer::public_text(text, media_type);
    answer.sharing = Sharing::PublicList;
    Ok(linked(answer, next.as_deref(), request))
}
