//! Answers that are made while they are sent: the connection asks for the next part once it has room for it, so that a slow
//! reader costs no memory, and what nobody reads is not made.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;
use futures_util::Stream;

use crate::error::{Error, Result};

/// The parts of an answer in their order, and the media type of the whole.
///
/// A part that fails closes the connection without the end of the body, so that no reader takes what came for all. A stop of
/// the server waits for its end as long as for any answer: one that may take longer looks at `Lifecycle::is_draining` before each
/// part, or waits for `Lifecycle::drained`, and ends where its reader can go on.
pub struct Streamed {
    pub media_type: &'static str,
    parts: Pin<Box<dyn Stream<Item = Result<Bytes>>>>,
}

impl Streamed {
    pub fn of(
        media_type: &'static str,
        parts: impl Stream<Item = Result<Bytes>> + 'static,
    ) -> Self {
        let parts = Box::pin(parts);
        Self { media_type, parts }
    }
}

impl fmt::Debug for Streamed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Streamed({})", self.media_type)
    }
}

impl MessageBody for Streamed {
    type Error = Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes>>> {
        loop {
            let part = ready!(self.parts.as_mut().poll_next(context));
            // A part without bytes is how the end of a body is written.
            if !matches!(&part, Some(Ok(bytes)) if bytes.is_empty()) {
                return Poll::Ready(part);
            }
        }
    }
}
