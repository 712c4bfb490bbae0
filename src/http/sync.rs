//! Everything that is public, for mirrors, and then what changes.

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, get};
use futures_util::stream::{self, Stream, StreamExt};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, Sharing};
use super::events::News;
use super::lifecycle::Lifecycle;
use super::negotiation::chosen;
use super::problem::Problem;
use super::query::Query;
use super::reception::Reception;
use super::refusal::Result;
use super::streams::Streamed;
use crate::content::SyncItem;
use crate::error;
use crate::store::{PageSize, Store, SyncPage, SyncPosition};

const JSON: &str = "application/json";
const LINES: &str = "application/x-ndjson";
/// What is offered, the one for shared caches first.
const OFFERED: [&str; 2] = [JSON, LINES];

/// Which part is wanted.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the fields; the handler reads the query"
)]
struct SyncParameters {
    /// The most items that the answer may have.
    #[param(minimum = 1, maximum = 100, default = 100, example = 100)]
    limit: Option<u32>,
    /// The `next_token` of the answer before; without it, everything from the beginning.
    #[param(pattern = "^[A-Za-z0-9_-]+$", max_length = 1000)]
    token: Option<String>,
}

/// A part of everything, or of what changed.
#[derive(Serialize, ToSchema)]
pub struct SyncAnswer {
    /// Pieces of the content as they are now, in the order in which a mirror has to take them.
    #[schema(max_items = 100)]
    items: Vec<SyncItem>,
    /// What `token` takes next time, also when there is no more now: keep it with the mirror.
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 1000,
        example = "WyJiMzJhZjIyMCIsIjQiLCIxIiwidGhlcmFweSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiLCIwIiwiYzNmYzU5ZDVjMjI5MmRlYiJd"
    )]
    next_token: String,
    /// Whether there is more already, so that asking again at once is worth while.
    #[schema(example = false)]
    has_more: bool,
}

/// The line that follows the items of each part: with its token a broken stream is taken up again.
#[derive(Serialize)]
#[serde(tag = "type", rename = "checkpoint")]
struct Checkpoint {
    token: String,
    has_more: bool,
}

/// Returns everything that is public and then, from a token on, what changed.
///
/// Begin without `token` and go on with each `next_token` while `has_more`: the mirror then has everything. Keep the last
/// token and come back with it whenever you like, such as every minute: what was published, changed or removed since comes,
/// each piece once and as it is now, whatever happened in between. Pieces are whole, as at their own addresses: when a
/// reference changes, the articles that show it come too. Articles are told apart by `id`, so another slug is a change like
/// any other. Taking an item twice does no harm.
///
/// As `application/x-ndjson` all parts come in one stream: an item a line and, after those of each part, a line
/// `{"type":"checkpoint","token":"...","has_more":true}`; the last has `has_more` false. A stream that ends without it broke off:
/// go on from the last checkpoint.
///
/// A token holds as long as the content has the same history: after a backup was brought back, or when the server is of
/// another version, it is answered with 410, and the mirror begins anew.
#[utoipa::path(
    tag = "sync",
    params(SyncParameters),
    responses(
        (status = OK, description = "What comes next.", content((SyncAnswer = "application/json"), (String = "application/x-ndjson"))),
        (status = GONE, description = "The token is not of what is here now. Begin anew without one, as `Link` says.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/sync")]
pub async fn sync(
    store: Data<Store>,
    reception: Data<Reception>,
    news: Data<News>,
    request: HttpRequest,
) -> Result<Answer> {
    let mut query = Query::of(&request);
    let limit = query.optional("limit", PageSize::parse);
    let token = query.optional("token", SyncPosition::parse);
    query.finish()?;
    let form = chosen(request.headers(), &OFFERED)?;
    let limit = limit.unwrap_or(PageSize::OF_SYNC);
    let found = store.sync(token.as_ref(), limit).await?;
    let answer = match form {
        LINES => {
            let store = store.into_inner().as_ref().clone();
            let place = news.place()?;
            let lines = lines(store, limit, found.value, reception.lifecycle.clone());
            // It holds its place among the streams until its end.
            let lines = lines.inspect(move |_| _ = &place);
            Answer::streamed(Streamed::of(LINES, lines))
        }
        _ => Answer {
            // A mirror that is told of the past would believe that nothing has changed.
            sharing: Sharing::PublicAsked,
            ..Answer::public(found.map(SyncAnswer::of))?
        },
    };
    Ok(answer.chosen_of(&OFFERED))
}

/// A part that is to be sent.
enum Part {
    Read(SyncPage),
    After(SyncPosition),
}

/// The part that was read and all that follow, each read once there is room for it, until there is no more or the server is
/// to stop.
fn lines(
    store: Store,
    limit: PageSize,
    first: SyncPage,
    lifecycle: Lifecycle,
) -> impl Stream<Item = error::Result<Bytes>> {
    stream::try_unfold(Some(Part::Read(first)), move |part| {
        let (store, lifecycle) = (store.clone(), lifecycle.clone());
        async move {
            let page = match part {
                Some(Part::Read(page)) => page,
                Some(Part::After(position)) if !lifecycle.is_draining() => {
                    store.sync(Some(&position), limit).await?.value
                }
                Some(Part::After(_)) | None => return Ok(None),
            };
            let lines = lines_of(&page)?;
            Ok(Some((
                lines,
                page.has_more.then_some(Part::After(page.next)),
            )))
        }
    })
}

fn lines_of(part: &SyncPage) -> error::Result<Bytes> {
    let mut lines = Vec::new();
    for item in &part.items {
        write_line(&mut lines, item)?;
    }
    let checkpoint = Checkpoint {
        token: part.next.to_string(),
        has_more: part.has_more,
    };
    write_line(&mut lines, &checkpoint)?;
    Ok(lines.into())
}

fn write_line(lines: &mut Vec<u8>, value: &impl Serialize) -> error::Result<()> {
    serde_json::to_writer(&mut *lines, value)
        .map_err(|cause| error::Error::Corrupt(format!("a line cannot be written: {cause}")))?;
    lines.push(b'\n');
    Ok(())
}

impl SyncAnswer {
    fn of(page: SyncPage) -> Self {
        Self {
            items: page.items,
            next_token: page.next.to_string(),
            has_more: page.has_more,
        }
    }
}
