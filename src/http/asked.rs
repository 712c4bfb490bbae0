//! What is asked, as far as it outlives its operation.

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap};

use super::lifecycle::Lifecycle;
use super::trace::Identity;

/// What of a request is needed to close its exchange, also when its operation has failed to give it back.
pub struct Asked {
    pub identity: Identity,
    /// The method that came: the router sees `GET` for `HEAD`.
    pub method: Method,
    pub path: String,
    /// True when the connection is old enough to be closed with its answer.
    pub is_last: bool,
    /// What a page of another origin says of itself and of what it is about to ask.
    pub cross_origin: HeaderMap,
}

impl Asked {
    pub fn of(request: &ServiceRequest, lifecycle: &Lifecycle) -> Self {
        let mut cross_origin = HeaderMap::new();
        for name in [
            header::ORIGIN,
            header::ACCESS_CONTROL_REQUEST_METHOD,
            header::AUTHORIZATION,
        ] {
            for value in request.headers().get_all(&name) {
                cross_origin.append(name.clone(), value.clone());
            }
        }
        Self {
            identity: Identity::of(request.headers()),
            method: request.method().clone(),
            path: request.path().to_owned(),
            is_last: lifecycle.is_last_answer(request.request()),
            cross_origin,
        }
    }
}
