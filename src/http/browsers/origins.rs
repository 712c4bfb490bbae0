//! Cross-origin requests (CORS, in the Fetch standard): reads are open to every page, writes and keys to those of a list.

use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, ORIGIN, VARY,
};

use crate::config::HttpSettings;

/// What a page may read of an answer beside what every page may.
const EXPOSED: HeaderValue = HeaderValue::from_static(
    "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Deprecation, Sunset",
);
/// What every page may send with a read. `Content-Type` means nothing there, but many clients send it always.
const READ_HEADERS: &str = "Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, If-Unmodified-Since, \
    Last-Event-ID, X-Request-Id, traceparent, tracestate";
/// What a page of the list may send.
const ALL_HEADERS: &str = "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, \
    If-Unmodified-Since, Last-Event-ID, X-Request-Id, traceparent, tracestate";
const DAY_IN_SECONDS: &str = "86400";

/// What a browser is told with an answer that every page may read.
pub const READ_BY_ALL: [(HeaderName, HeaderValue); 2] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED),
];

/// The headers of an answer, to be added to those that it has.
pub type Headers = Vec<(HeaderName, HeaderValue)>;

/// The origins whose pages may write and send keys, as browsers write them.
#[derive(Clone, Debug, Default)]
pub struct Origins(Vec<String>);

impl Origins {
    pub fn of(settings: &HttpSettings) -> Self {
        let given = settings.cors_origins.iter();
        Self(given.filter(|text| !text.is_empty()).cloned().collect())
    }

    /// What a browser is told that asks, by `OPTIONS`, what a page may do; `None` for an `OPTIONS` that is no such
    /// question. `allow` is what the path allows, as in `Allow`.
    ///
    /// No header means no permission. Cookies are never spoken of: there are none.
    pub fn preflight(&self, headers: &HeaderMap, allow: &str) -> Option<Headers> {
        let origin = headers.get(ORIGIN)?;
        let wanted = headers.get(ACCESS_CONTROL_REQUEST_METHOD)?;
        let allowed = |method: &str| allow.split(", ").any(|known| known == method);
        let is_read = [&b"GET"[..], b"HEAD"].contains(&wanted.as_bytes()) && allowed("GET");
        let permission = if self.includes(origin) {
            Some((
                origin.clone(),
                HeaderValue::from_str(allow).ok(),
                ALL_HEADERS,
            ))
        } else {
            let reads = Some(HeaderValue::from_static("GET, HEAD"));
            is_read.then_some((HeaderValue::from_static("*"), reads, READ_HEADERS))
        };
        let mut answer = vec![vary()];
        if let Some((origin, Some(methods), may_send)) = permission {
            answer.extend([
                (ACCESS_CONTROL_ALLOW_ORIGIN, origin),
                (ACCESS_CONTROL_ALLOW_METHODS, methods),
                (
                    ACCESS_CONTROL_ALLOW_HEADERS,
                    HeaderValue::from_static(may_send),
                ),
                (
                    ACCESS_CONTROL_MAX_AGE,
                    HeaderValue::from_static(DAY_IN_SECONDS),
                ),
            ]);
        }
        Some(answer)
    }

    /// What a browser is told with an answer: whether the page that asked may read it.
    ///
    /// Reads without a key are the same for all, so that caches need one copy. Whatever is asked with a key, and the
    /// answer of every write, is for pages of the list.
    pub fn answer_headers(&self, method: &Method, headers: &HeaderMap) -> Headers {
        let is_safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(method);
        if is_safe && !headers.contains_key(AUTHORIZATION) {
            return READ_BY_ALL.to_vec();
        }
        let mut answer = vec![vary()];
        if let Some(origin) = headers.get(ORIGIN).filter(|origin| self.includes(origin)) {
            answer.extend([(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone()), exposed()]);
        }
        answer
    }

    fn includes(&self, origin: &HeaderValue) -> bool {
        self.0
            .iter()
            .any(|known| known.as_bytes() == origin.as_bytes())
    }
}

fn vary() -> (HeaderName, HeaderValue) {
    (VARY, HeaderValue::from_static("Origin"))
}

fn exposed() -> (HeaderName, HeaderValue) {
    (ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
}

#[cfg(test)]
mod tests;
