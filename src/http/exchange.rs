//! What every exchange passes, in this order: which request it is, whether it is admitted, the answer from memory or from
//! its operation, and what the response says to caches, browsers and logs.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next as Routes;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use tracing::{Instrument, Span};

use super::answer::{Answer, Sharing};
use super::answers::Kept;
use super::asked::Asked;
use super::body::HeldBody;
use super::closing::closed;
use super::finishing::Ready;
use super::known_paths::KnownPath;
use super::lifecycle::in_use;
use super::metrics::Refused;
use super::problem::Problem;
use super::reception::{Admitted, Reception};
use super::refusal::{Refusal, Result};
use super::sending::until_sent;
use super::signing::RequestId;
use super::telling::{Outcome, Telling};
use super::trace::{self, guarded};
use super::visitor::{Visitor, challenge};
use crate::error::Error;

/// Answers one request. The connection itself leaves the body out for `HEAD`.
pub async fn answer(
    mut request: ServiceRequest,
    routes: Routes<impl MessageBody + 'static>,
) -> Outcome {
    let reception = request
        .app_data::<Data<Reception>>()
        .cloned()
        .expect("`serve` gives every server its reception");
    let asked = Asked::of(&request, &reception.lifecycle);
    let kept = (HeldBody::of(&mut request), in_use(request.request()));
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let telling = Telling::begin(&reception, &asked);
    let outcome = attend(&reception, &asked, request, routes)
        .instrument(telling.span.clone())
        .await;
    let response = telling.end(&asked, outcome)?;
    Ok(response.map_body(|_, body| until_sent(body, kept)))
}

/// Admits a request, has it answered, and closes the exchange.
async fn attend(
    reception: &Reception,
    asked: &Asked,
    request: ServiceRequest,
    routes: Routes<impl MessageBody + 'static>,
) -> Outcome {
    let admitted = match reception.admit(&request).await {
        Ok(admitted) => admitted,
        Err(refusal) => {
            let response = refused(&refusal, request.request(), asked, reception);
            return Ok(request.into_response(closed(response, asked, reception, None)));
        }
    };
    if let Visitor::Key(holder) = &admitted.visitor {
        trace::tell_key(&Span::current(), holder.id.as_str());
    }
    if let Some(kept) = &admitted.kept {
        request.extensions_mut().insert(Arc::clone(&kept.route));
        let answer = kept.ready.to_reader(request.headers()).await;
        let response =
            answer.unwrap_or_else(|refusal| refused(&refusal, request.request(), asked, reception));
        return Ok(request.into_response(closed(response, asked, reception, None)));
    }
    work(reception, asked, request, admitted, routes).await
}

/// Lets the operation of a request work on it.
async fn work(
    reception: &Reception,
    asked: &Asked,
    request: ServiceRequest,
    admitted: Admitted<'_>,
    routes: Routes<impl MessageBody + 'static>,
) -> Outcome {
    request.extensions_mut().insert(admitted.visitor.clone());
    request
        .extensions_mut()
        .insert(RequestId(asked.identity.request_id.clone()));
    let Ok(outcome) = guarded(routes.call(request)).await else {
        reception.metrics.panicked();
        let problem = Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR, asked);
        let response = closed(problem.response(), asked, reception, Some(&admitted.rate));
        return Err(InternalError::from_response("a handler panicked", response).into());
    };
    let (request, mut response) = outcome?.map_into_boxed_body().into_parts();
    let given = response.extensions_mut().remove::<Answer>();
    let response = match given.or_else(|| moved(&request, &response)) {
        Some(answer) => settled(reception, &request, answer, &admitted)
            .await
            .unwrap_or_else(|refusal| refused(&refusal, &request, asked, reception)),
        None => otherwise(reception, asked, &request, response),
    };
    let response = closed(response, asked, reception, Some(&admitted.rate));
    Ok(ServiceResponse::new(request, response))
}

/// What an operation has given, in the form that the client wishes; kept, if others may get it too.
async fn settled(
    reception: &Reception,
    request: &HttpRequest,
    mut answer: Answer,
    admitted: &Admitted<'_>,
) -> Result<HttpResponse> {
    if let Some(retirement) = admitted.retirement {
        answer.headers.extend(retirement.headers());
    }
    let is_private = admitted.visitor != Visitor::Anonymous;
    let is_shared = !matches!(answer.sharing, Sharing::Nobody | Sharing::OwnCache);
    let is_kept = !is_private && is_shared && answer.status == StatusCode::OK;
    let streamed = answer.streamed.take();
    let ready = Arc::new(Ready::of(answer, &reception.settings, is_private));
    if let Some(streamed) = streamed {
        return ready.to_listener(streamed, request.headers());
    }
    if !request.method().is_safe() {
        return Ok(ready.to_writer());
    }
    if let Some(target) = request.uri().path_and_query().filter(|_| is_kept) {
        let kept = Kept {
            version: admitted.version,
            route: request.match_pattern().unwrap_or_default().into(),
            ready: Arc::clone(&ready),
        };
        reception.answers.keep(target.as_str(), kept);
    }
    ready.to_reader(request.headers()).await
}

/// A response that is none of our answers: the refusal of a handler, or what the framework says.
fn otherwise(
    reception: &Reception,
    asked: &Asked,
    request: &HttpRequest,
    response: HttpResponse,
) -> HttpResponse {
    let refusal = response
        .error()
        .and_then(|error| error.as_error::<Refusal>());
    match refusal {
        Some(refusal) => refused(refusal, request, asked, reception),
        None if response.status().is_client_error() || response.status().is_server_error() => {
            let mut problem = Problem::of_status(response.status(), asked).response();
            if let Some(allow) = response.headers().get(header::ALLOW) {
                problem.headers_mut().insert(header::ALLOW, allow.clone());
            }
            problem
        }
        None => response,
    }
}

/// The problem of a refusal, with the headers that tell a client what to do about it.
fn refused(
    refusal: &Refusal,
    request: &HttpRequest,
    asked: &Asked,
    reception: &Reception,
) -> HttpResponse {
    let problem = Problem::of(refusal, asked);
    if let Refusal::Failed(error) = refusal
        && problem.status().is_server_error()
    {
        tracing::error!(%error, "a request failed");
    }
    match refusal {
        Refusal::TooManyRequests { .. } => reception.metrics.refused(Refused::RateLimited),
        Refusal::Overloaded { .. } => reception.metrics.refused(Refused::Overloaded),
        Refusal::Failed(Error::Database(_) | Error::Busy | Error::Full) => {
            reception.metrics.database_failed();
        }
        _ => {}
    }
    let mut response = problem.response();
    for (name, value) in advice(refusal, request, reception) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Where a client begins anew whose token leads nowhere.
const FROM_THE_START: HeaderValue = HeaderValue::from_static("</v1/sync>; rel=\"first\"");

/// What tells a client what to do about a refusal.
fn advice(
    refusal: &Refusal,
    request: &HttpRequest,
    reception: &Reception,
) -> Vec<(HeaderName, HeaderValue)> {
    let challenge = challenge(refusal).map(|value| (header::WWW_AUTHENTICATE, value));
    let wait = refusal.retry_after_seconds();
    let wait = wait.map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds)));
    let mut headers: Vec<_> = challenge.into_iter().chain(wait).collect();
    match refusal {
        Refusal::TooManyRequests { limit, .. } => headers.extend(limit.clone()),
        Refusal::AnotherMethod { allow } => {
            headers.extend(HeaderValue::from_str(allow).map(|allow| (header::ALLOW, allow)));
        }
        Refusal::UnsupportedCoding { .. } => {
            let value = HeaderValue::from_static("identity");
            headers.push((header::ACCEPT_ENCODING, value));
        }
        Refusal::Failed(Error::ExpiredToken) => headers.push((header::LINK, FROM_THE_START)),
        Refusal::UnsupportedMediaType { .. } => {
            let paths = &reception.document.get().paths;
            let path = paths.at(request.match_info().as_str());
            headers.extend(path.into_iter().flat_map(KnownPath::body_type_headers));
        }
        _ => {}
    }
    headers
}

/// Leads to the same path and query with the new slug in its place, where the handler has found that there is one.
fn moved(request: &HttpRequest, response: &HttpResponse) -> Option<Answer> {
    let Refusal::Failed(Error::Moved { from, to, id }) = response.error()?.as_error()? else {
        return None;
    };
    let pattern = request.match_pattern().unwrap_or_default();
    let segments = pattern.split('/').zip(request.path().split('/'));
    let path: Vec<String> = segments
        .map(|(name, given)| match name.strip_prefix("{slug}") {
            Some(suffix) => format!("{to}{suffix}"),
            None => given.to_owned(),
        })
        .collect();
    let answer = Answer::redirect(
        StatusCode::PERMANENT_REDIRECT,
        &path.join("/"),
        request.query_string(),
    );
    Some(answer.resting_on("article", id).resting_on("slug", from))
}
