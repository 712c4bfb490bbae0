//! What every response carries, whatever it answers: the id of the request, and what browsers and caches are told.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{ConnectionType, Method};

use super::asked::Asked;
use super::browsers::add_security_headers;
use super::caching::NOT_KEPT;
use super::rates::Admission;
use super::reception::Reception;
use super::trace::REQUEST_ID;

/// The response with what every response carries.
pub fn closed(
    mut response: HttpResponse,
    asked: &Asked,
    reception: &Reception,
    rate: Option<&Admission>,
) -> HttpResponse {
    let more = cross_origin_headers(&response, asked, reception);
    let told = rate.map(Admission::headers).unwrap_or_default();
    let headers = response.headers_mut();
    for (name, value) in more.into_iter().chain(told) {
        headers.append(name, value);
    }
    add_security_headers(headers, reception.settings.is_https());
    vary_with_codings(headers);
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, NOT_KEPT);
    }
    if let Ok(id) = HeaderValue::from_str(&asked.identity.request_id) {
        headers.insert(REQUEST_ID, id);
    }
    if asked.is_last || reception.lifecycle.is_draining() {
        response
            .head_mut()
            .set_connection_type(ConnectionType::Close);
    }
    response
}

/// Says that the coding depends on the request, in one line with all else that does: clients that read one line only
/// read all of it.
fn vary_with_codings(headers: &mut HeaderMap) {
    let said = headers.get_all(header::VARY);
    let said = said.filter_map(|value| value.to_str().ok());
    let all: Vec<&str> = said.chain(["Accept-Encoding"]).collect();
    if let Ok(line) = HeaderValue::from_str(&all.join(", ")) {
        headers.insert(header::VARY, line);
    }
}

/// What a page of another origin may do: asked beforehand by a preflight, or told with the answer.
fn cross_origin_headers(
    response: &HttpResponse,
    asked: &Asked,
    reception: &Reception,
) -> Vec<(HeaderName, HeaderValue)> {
    let origins = &reception.origins;
    let allow = response.headers().get(header::ALLOW);
    let told = || origins.answer_headers(&asked.method, &asked.cross_origin);
    match allow.and_then(|allow| allow.to_str().ok()) {
        Some(allow) if asked.method == Method::OPTIONS => origins
            .preflight(&asked.cross_origin, allow)
            .unwrap_or_else(told),
        _ => told(),
    }
}
