//! What caches are told: how long an answer may be reused, and the names under which it is forgotten.

use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};

use super::answer::{Answer, Sharing};
use crate::config::HttpSettings;
use crate::content::Tags;

/// The names of what an answer rests on, separated by commas, as CDNs such as Cloudflare and Akamai take them.
pub const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");
/// The same separated by blanks, as Fastly takes them.
pub const SURROGATE_KEY: HeaderName = HeaderName::from_static("surrogate-key");

/// What nobody may keep.
pub const NOT_KEPT: HeaderValue = HeaderValue::from_static("private, no-store");
/// What may never be given without asking.
const ASKED: HeaderValue = HeaderValue::from_static("public, no-cache");
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// How long a cache may still use an answer that is too old, in seconds: while it asks for a new one, and while none can
/// be had.
const STALE_WHILE_REVALIDATE_SECONDS: u32 = 600;
const STALE_IF_ERROR_SECONDS: u32 = 86_400;

/// Beyond this an answer is forgotten with every change. CDNs limit the number of tags, and proxies the head of an answer:
/// both headers have to fit into 4 KiB with the rest of it, or a proxy as it comes answers 502.
const MAX_TAGS: usize = 100;
const MAX_TAG_BYTES: usize = 1536;
const EVERY_CHANGE: &str = "content";

/// `Cache-Control`, and what names the answer to caches that all clients share.
pub fn headers(
    answer: &Answer,
    settings: &HttpSettings,
    is_private: bool,
) -> Vec<(HeaderName, HeaderValue)> {
    let control = match answer.sharing {
        _ if is_private => NOT_KEPT,
        Sharing::Nobody => NOT_KEPT,
        Sharing::OwnCache => own(settings.max_age_seconds),
        Sharing::Immutable => FOR_EVER,
        Sharing::PublicAsked => ASKED,
        Sharing::Public => public(settings.max_age_seconds, settings.shared_max_age_seconds),
        // A list changes when anything in it does: where nobody purges, it should not lag behind its articles.
        Sharing::PublicList => public(
            settings.max_age_seconds,
            settings
                .shared_max_age_seconds
                .min(settings.max_age_seconds),
        ),
    };
    let mut headers = vec![(CACHE_CONTROL, control)];
    if headers[0].1 != NOT_KEPT && answer.sharing != Sharing::OwnCache {
        headers.extend(named(CACHE_TAG, &answer.tags, ","));
        headers.extend(named(SURROGATE_KEY, &answer.tags, " "));
    }
    headers
}

fn public(max_age_seconds: u32, shared_max_age_seconds: u32) -> HeaderValue {
    let ages = format!("public, max-age={max_age_seconds}, s-maxage={shared_max_age_seconds}");
    // Who wants every use to be asked for wants nothing stale, either.
    let stale = if max_age_seconds == 0 {
        String::new()
    } else {
        format!(", stale-while-revalidate={STALE_WHILE_REVALIDATE_SECONDS}")
    };
    let text = format!("{ages}{stale}, stale-if-error={STALE_IF_ERROR_SECONDS}");
    HeaderValue::from_str(&text).unwrap_or(NOT_KEPT)
}

fn own(max_age_seconds: u32) -> HeaderValue {
    let text = format!("private, max-age={max_age_seconds}");
    HeaderValue::from_str(&text).unwrap_or(NOT_KEPT)
}

fn named(name: HeaderName, tags: &Tags, separator: &str) -> Option<(HeaderName, HeaderValue)> {
    if tags.is_empty() {
        return None;
    }
    let all = tags.iter().collect::<Vec<_>>().join(separator);
    let text = if tags.len() > MAX_TAGS || all.len() > MAX_TAG_BYTES {
        EVERY_CHANGE
    } else {
        &all
    };
    Some((name, HeaderValue::from_str(text).ok()?))
}
