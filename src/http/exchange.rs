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
use super::lifecycle::{InUse, in_use};
use super::metrics::Refused;
use super::problem::Problem;
use super::reception::{Admitted, Reception};
use super::refusal::{Refusal, Result};
use super::sending::{Sent, until_sent};
use super::signing::RequestId;
use super::telling::{Outcome, Telling};
use super::trace::{self, guarded};
use super::visitor::{Visitor, challenge};
use super::warm::from_memory;
use crate::error::Error;
use crate::store::Footing;

/// A response with what its connection keeps until it is sent.
type Response = ServiceResponse<Sent<(Option<HeldBody>, Option<InUse>)>>;

/// Answers one request, from memory where it can be.
pub async fn answer(
    request: ServiceRequest,
    routes: Routes<impl MessageBody + 'static>,
) -> std::result::Result<Response, actix_web::Error> {
    match from_memory(&request) {
        Some(response) => {
            let kept = (None, in_use(request.request()));
            let response = response.map_body(|_, body| until_sent(body, kept));
            Ok(request.into_response(response))
        }
        // It is so much larger that to carry its room along would slow down all that are answered from memory.
        None => Box::pin(answer_at_length(request, routes)).await,
    }
}

/// Answers a request for which something is to be done. The connection itself leaves the body out for `HEAD`.
async fn answer_at_length(
    mut request: ServiceRequest,
    routes: Routes<impl MessageBody + 'static>,
) -> std::result::Result<Response, actix_web::Error> {
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
    mut admitted: Admitted<'_>,
    routes: Routes<impl MessageBody + 'static>,
) -> Outcome {
    request.extensions_mut().insert(admitted.visitor.clone());
    request
        .extensions_mut()
        .insert(RequestId(asked.identity.request_id.clone()));
    let Ok(outcome) = guarded(routes.call(request)).await else {
        admitted.made(None);
        reception.metrics.panicked();
        let problem = Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR, asked);
        let response = closed(problem.response(), asked, reception, Some(&admitted.rate));
        return Err(InternalError::from_response("a handler panicked", response).into());
    };
    let (request, mut response) = outcome?.map_into_boxed_body().into_parts();
    let given = response.extensions_mut().remove::<Answer>();
    let response = match given.or_else(|| moved(&request, &response)) {
        Some(answer) => settled(reception, &request, answer, &mut admitted)
            .await
            .unwrap_or_else(|refusal| refused(&refusal, &request, asked, reception)),
        None => {
            admitted.made(None);
            otherwise(reception, asked, &request, response)
        }
    };
    let response = closed(response, asked, reception, Some(&admitted.rate));
    Ok(ServiceResponse::new(request, response))
}

/// What an operation has given, in the form that the client wishes; kept, if others may get it too.
async fn settled(
    reception: &Reception,
    request: &HttpRequest,
    mut answer: Answer,
    admitted: &mut Admitted<'_>,
) -> Result<HttpResponse> {
    if let Some(retirement) = admitted.retirement {
        answer.headers.extend(retirement.headers());
    }
    let is_private = admitted.visitor != Visitor::Anonymous;
    let is_good = answer.status == StatusCode::OK && answer.streamed.is_none();
    let is_shared = is_good && !is_private && request.method().is_safe();
    let sharing = answer.sharing;
    let footing = Footing::new(admitted.version, &answer.tags);
    let streamed = answer.streamed.take();
    let ready = Arc::new(Ready::of(answer, &reception.settings, is_private));
    if is_shared && sharing != Sharing::Nobody {
        let made = Arc::new(Kept::of(request.match_pattern(), footing, &ready));
        // What only its client may keep is still what those get who have asked for the same meanwhile.
        let target = request.uri().path_and_query();
        if let Some(target) = target.filter(|_| sharing != Sharing::OwnCache) {
            reception.answers.keep(target.as_str(), Arc::clone(&made));
        }
        admitted.made(Some(made));
    } else {
        admitted.made(None);
    }
    match streamed {
        Some(streamed) => ready.to_listener(streamed, request.headers()),
        None if request.method().is_safe() => ready.to_reader(request.headers()).await,
        None => Ok(ready.to_writer()),
    }
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
            let paths = reception.document.paths();
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
