//! Everything that is public, for mirrors, and then what changes.

use actix_web::web::Data;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, Sharing};
use super::problem::Problem;
use super::query::Query;
use super::refusal::Result;
use crate::content::SyncItem;
use crate::store::{PageSize, Store, SyncPage, SyncPosition};

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
        example = "WyI1ZjBmNWNkNCIsIjQiLCIxIiwidGhlcmFweSIsImRlZXAtdGlzc3VlLW1hc3NhZ2UiLCIwIiwiYzNmYzU5ZDVjMjI5MmRlYiJd"
    )]
    next_token: String,
    /// Whether there is more already, so that asking again at once is worth while.
    #[schema(example = false)]
    has_more: bool,
}

/// Returns everything that is public and then, from a token on, what changed.
///
/// Begin without `token` and go on with each `next_token` while `has_more`: the mirror then has everything. Keep the last
/// token and come back with it whenever you like, such as every minute: what was published, changed or removed since comes,
/// each piece once and as it is now, in any order of events in between. Pieces are whole, as at their own addresses: when
/// a reference changes, the articles that show it come too. Articles are told apart by `id`, so another slug is a change like
/// any other. Taking an item twice does no harm. A token holds as long as the content has the same history: after a
/// backup was brought back, or when the server is of another version, it is answered with 410, and the mirror begins anew.
#[utoipa::path(
    tag = "sync",
    params(SyncParameters),
    responses(
        (status = OK, description = "What comes next.", body = SyncAnswer),
        (status = GONE, description = "The token is not of what is here now. Begin anew without one, as `Link` says.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/sync")]
pub async fn sync(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let limit = query.optional("limit", PageSize::parse);
    let token = query.optional("token", SyncPosition::parse);
    query.finish()?;
    let limit = limit.unwrap_or(PageSize::OF_SYNC);
    let found = store.sync(token.as_ref(), limit).await?;
    let mut answer = Answer::public(found.map(SyncAnswer::of))?;
    // A mirror that is told of the past would believe that nothing has changed.
    answer.sharing = Sharing::PublicAsked;
    Ok(answer)
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
