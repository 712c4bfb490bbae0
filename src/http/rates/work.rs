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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn work_over_the_bound_is_refused_until_some_is_done() {
        let work = Work::new(2);
        let first = work.begin().expect("a place");
        let second = work.clone().begin().expect("a place");

        let refused = work.begin();
        drop(first);
        let after = work.begin();

        assert!(matches!(
            refused,
            Err(Refusal::Overloaded {
                retry_after_seconds: 1
            })
        ));
        assert!(after.is_ok());
        drop(second);
    }

    #[actix_web::test]
    async fn work_that_is_given_up_frees_its_place() {
        let work = Work::new(1);
        let endless = async {
            let _permit = work.begin().expect("a place");
            std::future::pending::<()>().await;
        };

        let outcome = tokio::time::timeout(Duration::from_millis(1), endless).await;

        assert!(outcome.is_err());
        assert!(work.begin().is_ok());
    }

    #[test]
    fn there_is_a_place_at_least_whatever_is_set() {
        assert!(Work::new(0).begin().is_ok());
        assert!(Work::new(u32::MAX).begin().is_ok());
    }
}
