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
    complete(headers, reception.settings.is_https());
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

/// Adds what every response carries, whoever asks. What is there stays, so that it may be added twice.
pub fn complete(headers: &mut HeaderMap, is_https: bool) {
    add_security_headers(headers, is_https);
    vary_with_coding(headers);
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, NOT_KEPT);
    }
}

/// One line says all that an answer varies with: there are caches that read only one.
fn vary_with_coding(headers: &mut HeaderMap) {
    const CODING: &str = "Accept-Encoding";
    let known = headers.get_all(header::VARY);
    let known = known.filter_map(|value| value.to_str().ok());
    let mut all: Vec<&str> = known.flat_map(|value| value.split(", ")).collect();
    if !all.contains(&CODING) {
        all.push(CODING);
    }
    if let Ok(all) = HeaderValue::from_str(&all.join(", ")) {
        headers.insert(header::VARY, all);
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
