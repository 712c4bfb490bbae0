//! A bound on what is worked on at once: beyond it, a fast refusal serves everybody better than a slow answer.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::refusal::{Refusal, Result};

/// The places for work in progress, shared by all workers of a server.
#[derive(Clone, Debug)]
pub struct Work(Arc<Semaphore>);

/// A place that is taken. It is free again when this is dropped, also by a client that goes away.
#[derive(Debug)]
#[must_use = "the place is free again at once"]
pub struct Permit {
    _place: OwnedSemaphorePermit,
}

impl Work {
    /// With so many places, at least one.
    pub fn new(max_work: u32) -> Self {
        let places = usize::try_from(max_work).unwrap_or(Semaphore::MAX_PERMITS);
        Self(Arc::new(Semaphore::new(
            places.clamp(1, Semaphore::MAX_PERMITS),
        )))
    }

    /// Takes a place. Nothing queues: what is over the bound is refused at once.
    pub fn begin(&self) -> Result<Permit> {
        match Arc::clone(&self.0).try_acquire_owned() {
            Ok(place) => Ok(Permit { _place: place }),
            Err(_) => Err(Refusal::Overloaded {
                retry_after_seconds: 1,
            }),
        }
    }
}
