//! The short way of a read whose answer is in memory: what its operation, the log and the reception have to say of it was
//! settled with its first reader. Whatever is not plain goes the long way, which gives the same.

use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::{ConnectionType, Method};
use actix_web::web::Data;

use super::browsers::READ_BY_ALL;
use super::head::is_plain;
use super::reception::Reception;
use super::trace::{REQUEST_ID, is_told, request_id};

/// The response from memory; `None` where something has to be made, refused or logged first.
pub fn from_memory(request: &ServiceRequest) -> Option<HttpResponse> {
    let reception = request.app_data::<Data<Reception>>()?;
    if *request.method() != Method::GET || !is_plain(request.headers()) || is_told() {
        return None;
    }
    let began_at = Instant::now();
    let target = request.uri().path_and_query()?.as_str();
    let kept = reception.answers.get(target, &reception.store)?;
    let wishes = request.headers();
    if !kept.ready.is_the_form_for(wishes) {
        return None;
    }
    let mut response = kept.ready.to_next_reader(wishes)?;
    let headers = response.headers_mut();
    for (name, value) in READ_BY_ALL {
        headers.append(name, value);
    }
    headers.insert(REQUEST_ID, request_id(wishes)?);
    if reception.lifecycle.is_last_answer(request.request()) {
        let head = response.head_mut();
        head.set_connection_type(ConnectionType::Close);
    }
    let (status, elapsed) = (response.status(), began_at.elapsed());
    let metrics = &reception.metrics;
    metrics.answered_from_memory(&kept.series, &kept.route, status, elapsed);
    Some(response)
}
