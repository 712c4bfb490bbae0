//! What the figures and the log are told of an exchange: that it is under way, how it was answered, and of an answer that is
//! made while it is sent, how that ended.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use actix_web::HttpMessage;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data};
use tracing::Span;

use super::asked::Asked;
use super::metrics::InProgress;
use super::reception::Reception;
use super::trace::{self, Answered};
use crate::error::Error;

/// How an exchange ends for the framework: most problems are responses, too.
pub type Outcome = std::result::Result<ServiceResponse<BoxBody>, actix_web::Error>;

/// What is told of one exchange, from its beginning on.
pub struct Telling {
    /// What every line of its log carries.
    pub span: Span,
    reception: Data<Reception>,
    began: Instant,
    _in_progress: InProgress,
}

/// An exchange that was answered.
struct Told {
    telling: Telling,
    route: Option<Arc<str>>,
    status: StatusCode,
}

impl Telling {
    pub fn begin(reception: &Data<Reception>, asked: &Asked) -> Self {
        Self {
            span: trace::span(&asked.identity, asked.method.as_str(), &asked.path),
            reception: reception.clone(),
            began: Instant::now(),
            _in_progress: reception.metrics.begin(),
        }
    }

    /// Tells how an exchange was answered. An answer that is made while it is sent counts as answered with its head, and is
    /// in progress until its end, which its body tells.
    pub fn end(self, asked: &Asked, outcome: Outcome) -> Outcome {
        let (route, status) = match &outcome {
            Ok(response) => {
                let request = response.request();
                let kept = request.extensions().get::<Arc<str>>().cloned();
                let route = kept.or_else(|| request.match_pattern().map(Arc::from));
                (route, response.status())
            }
            Err(error) => (None, error.as_response_error().status_code()),
        };
        let metrics = &self.reception.metrics;
        let elapsed = self.began.elapsed();
        metrics.answered(&asked.method, route.as_deref(), status, elapsed);
        let told = Told {
            telling: self,
            route,
            status,
        };
        let size = outcome
            .as_ref()
            .map(|response| response.response().body().size());
        match size {
            Ok(BodySize::Stream) => {
                let is_head = asked.method == Method::HEAD;
                return Ok(outcome?.map_body(|_, body| until_ended(body, is_head, told)));
            }
            Ok(BodySize::Sized(bytes)) => told.log(Some(bytes)),
            Ok(BodySize::None) | Err(_) => told.log(None),
        }
        outcome
    }
}

impl Told {
    fn log(&self, bytes: Option<u64>) {
        let answered = Answered {
            route: self.route.as_deref(),
            status: self.status.as_u16(),
            bytes,
            elapsed: self.telling.began.elapsed(),
        };
        trace::log_answer(&self.telling.span, &answered);
    }

    fn log_failure(&self, error: &(dyn std::error::Error + 'static)) {
        tracing::error!(parent: &self.telling.span, %error, "an answer broke off while it was sent");
        if let Some(Error::Database(_) | Error::Busy | Error::Full) = error.downcast_ref() {
            self.telling.reception.metrics.database_failed();
        }
    }
}

/// The body of an answer that is made while it is sent. That to `HEAD` has no parts: the connection would leave them out, and
/// make them all the same.
fn until_ended(body: BoxBody, is_head: bool, told: Told) -> BoxBody {
    BoxBody::new(Telltale {
        body: (!is_head).then_some(body),
        bytes: 0,
        told,
    })
}

struct Telltale {
    body: Option<BoxBody>,
    bytes: u64,
    told: Told,
}

impl MessageBody for Telltale {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let part = ready!(Pin::new(body).poll_next(context));
        match &part {
            Some(Ok(bytes)) => self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Some(Err(error)) => self.told.log_failure(error.as_ref()),
            None => {}
        }
        Poll::Ready(part)
    }
}

/// Whether it was sent whole or its reader has gone.
impl Drop for Telltale {
    fn drop(&mut self) {
        // A panic ends the work of its connection, and with it this body.
        if std::thread::panicking() {
            self.told.telling.reception.metrics.panicked();
        }
        self.told.log(Some(self.bytes));
    }
}
