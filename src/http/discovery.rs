//! How crawlers and programs find their way: the map of articles, and what is kept at well-known paths.

mod well_known;

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, get};
use utoipa::IntoParams;
use uuid::Uuid;

use super::answer::{Answer, Sharing};
use super::problem::Problem;
use super::query::{self, Query};
use super::refusal::{Refusal, Result};
use crate::error::InvalidValue;
use crate::render::sitemap;
use crate::store::Store;

pub use well_known::{get_api_catalog, get_security_text};

const SITEMAP: &str = "/sitemap.xml";

/// How many articles one list has. The protocol takes 50,000 addresses and 50 MiB; with ten translations of each article,
/// the second comes long before the first.
const MOST_MAPPED: u32 = 10_000;

/// Which part of the map is wanted.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(
    dead_code,
    reason = "only the document reads the field; the handler reads the query"
)]
struct SitemapParameters {
    /// Only the 10,000 articles that follow this id in the order of ids, as the map of the parts has it.
    #[param(value_type = Option<String>, format = "uuid", pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    after: Option<Uuid>,
}

/// Returns the addresses of all published articles (sitemaps.org 0.9).
///
/// Each with the moment at which it changed last and, where there are translations, all of them with their languages. Above
/// 10,000 articles it is a list of such lists. Crawlers take only absolute addresses, so it is there once the server knows its
/// own, `SINEW_PUBLIC_URL`.
#[utoipa::path(
    tag = "feeds",
    params(SitemapParameters),
    responses(
        (status = OK, description = "The map, or the map of its parts.", body = String, content_type = "application/xml"),
        (status = NOT_FOUND, description = "The server does not know its own address.", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/sitemap.xml")]
pub async fn get_sitemap(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    let mut query = Query::of(&request);
    let after = query.optional("after", article_id);
    query.finish()?;
    let addresses = store.addresses();
    if addresses.public_url().is_none() {
        return Err(Refusal::Unset {
            what: "sitemap",
            setting: "SINEW_PUBLIC_URL",
        });
    }
    let map = store.sitemap(after, MOST_MAPPED).await?;
    let text = map.map(|map| sitemap(&map, addresses, SITEMAP));
    let mut answer = Answer::public_text(text, "application/xml");
    answer.sharing = Sharing::PublicList;
    Ok(answer)
}

/// Tells crawlers that they may read everything, and where the map is (RFC 9309).
///
/// What nobody should read needs a key. The line with the map is there once the server knows its own address.
#[utoipa::path(
    tag = "feeds",
    responses((status = OK, description = "The rules.", body = String, content_type = "text/plain"))
)]
#[get("/robots.txt")]
pub async fn get_robots_text(store: Data<Store>, request: HttpRequest) -> Result<Answer> {
    query::none(&request)?;
    let addresses = store.addresses();
    let map = match addresses.public_url() {
        Some(_) => format!("\nSitemap: {}\n", addresses.at(SITEMAP)),
        None => String::new(),
    };
    let text = format!("User-agent: *\nAllow: /\n{map}");
    Ok(Answer::of_program(
        "text/plain; charset=utf-8",
        Bytes::from(text),
    ))
}

/// The id of an article as answers write it.
fn article_id(text: &str) -> std::result::Result<Uuid, InvalidValue> {
    let id = Uuid::try_parse(text).ok();
    let as_written = id.filter(|id| id.to_string() == text);
    as_written.ok_or_else(|| {
        InvalidValue::new(
            "the id of an article, such as 019aaafb-6c00-7000-8000-000000000001".to_owned(),
            text,
        )
    })
}
