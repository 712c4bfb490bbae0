//! What is kept while an answer is being sent.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

/// The body of an answer that keeps something until it is sent, but for what the last buffers of the connection hold. One
/// that is empty keeps nothing: the connection drops it with its head.
pub fn until_sent<T>(body: BoxBody, kept: T) -> Sent<T> {
    Sent { body, _kept: kept }
}

/// The body that `until_sent` gives; it is in no box, because most answers come from memory and cost little else.
pub struct Sent<T> {
    body: BoxBody,
    _kept: T,
}

impl<T: Unpin> MessageBody for Sent<T> {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
