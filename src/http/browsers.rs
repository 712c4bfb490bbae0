//! What browsers are told: who may read across origins, and what a page may do.

mod origins;

pub use origins::{Origins, READ_BY_ALL};

use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};

/// What is no page may do nothing, and be shown in no frame.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// A page runs scripts and styles of ours only, from files. Swagger UI has its icons in its style sheet, as `data:`.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// A page of an article may show pictures that are elsewhere, as its author named them.
pub const READING_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data: https:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Two years, as browsers ask of those that they know in advance. Other names below ours are not ours to decide.
const ALWAYS_HTTPS: &str = "max-age=63072000";

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// Adds what browsers need to know of every answer, by its media type. What a handler has set itself stays.
///
/// `is_https` says whether clients reach us by https: without it a browser would lock itself out.
pub fn add_security_headers(headers: &mut HeaderMap, is_https: bool) {
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let policy = content_policy(media_type.unwrap_or_default());
    let transport = is_https.then_some((STRICT_TRANSPORT_SECURITY, ALWAYS_HTTPS));
    let always = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        // Images and JSON are there to be shown elsewhere.
        (CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"),
    ];
    let always = always.into_iter().chain(transport);
    let always = always.map(|(name, value)| (name, HeaderValue::from_static(value)));
    for (name, value) in always.chain([(CONTENT_SECURITY_POLICY, policy)]) {
        if !headers.contains_key(&name) {
            headers.insert(name, value);
        }
    }
}

/// The Content-Security-Policy of a media type.
pub fn content_policy(media_type: &str) -> HeaderValue {
    let name = media_type.split(';').next().unwrap_or_default().trim();
    let is_page = name.eq_ignore_ascii_case("text/html");
    HeaderValue::from_static(if is_page { PAGE_POLICY } else { DATA_POLICY })
}

#[cfg(test)]
mod tests;
