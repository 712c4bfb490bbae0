//! Who asks: nobody in particular, or the holder of a key. A key comes in `Authorization` and nowhere else.

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

use super::refusal::{KeyFault, Refusal, Result};
use crate::content::{Key, KeyHolder, Scope};
use crate::store::Store;

/// Who sent a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visitor {
    Anonymous,
    Key(KeyHolder),
}

impl Visitor {
    /// Refuses who may not do what needs this scope.
    pub fn may(&self, needed: Scope) -> Result<()> {
        match self {
            Self::Anonymous => Err(Refusal::Unauthorized(KeyFault::Missing)),
            Self::Key(holder) if holder.scope < needed => Err(Refusal::Forbidden { needed }),
            Self::Key(_) => Ok(()),
        }
    }
}

/// Finds out who sent a request. What is no key is looked up as the key that nobody has, so that everything wrong takes
/// the road of a key that is unknown, and gets its answer.
pub async fn identify(headers: &HeaderMap, store: &Store) -> Result<Visitor> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(Visitor::Anonymous);
    }
    let key = sent_key(headers).unwrap_or_else(Key::of_nobody);
    let holder = store.key_holder(key.id(), &key.digest()).await?;
    holder
        .map(Visitor::Key)
        .ok_or(Refusal::Unauthorized(KeyFault::Wrong))
}

/// `WWW-Authenticate` (RFC 6750) of what is refused for want of a key or of a scope.
pub fn challenge(refusal: &Refusal) -> Option<HeaderValue> {
    match refusal {
        Refusal::Unauthorized(KeyFault::Missing) => {
            Some(HeaderValue::from_static("Bearer realm=\"sinew\""))
        }
        Refusal::Unauthorized(KeyFault::Wrong) => Some(HeaderValue::from_static(
            "Bearer realm=\"sinew\", error=\"invalid_token\"",
        )),
        Refusal::Forbidden { needed } => HeaderValue::try_from(format!(
            "Bearer realm=\"sinew\", error=\"insufficient_scope\", scope=\"{needed}\""
        ))
        .ok(),
        _ => None,
    }
}

/// How the document says that a key is sent.
pub fn key_scheme() -> SecurityScheme {
    let description = "A key that `sinew keys create` made, such as `sinew_ID_SECRET_CHECK`. Its scope is one of `read`, \
        `preview`, `write`, `publish` and `admin`, each of which includes those before it. A wrong key is refused also where \
        none is needed.";
    SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(description))
            .build(),
    )
}

/// The key of the one `Authorization: Bearer KEY`, if it is written like one.
fn sent_key(headers: &HeaderMap) -> Option<Key> {
    let mut values = headers.get_all(header::AUTHORIZATION);
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, key) = value.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Bearer") {
        return None;
    }
    Key::parse(key)
}

#[cfg(test)]
mod tests;
