//! Work that panics is a fault of the program: it costs its own request an answer, not the others their connection.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// The work panicked. What is known of it is in the log, written where it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panicked;

/// The outcome of a future, also when it panics. Actix would close the connection without an answer.
///
/// The future is dropped after its panic, so nothing sees what it left half done, except through locks, which are poisoned.
pub async fn guarded<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(_) => Poll::Ready(Err(Panicked)),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn panics_after_waiting() -> u8 {
        tokio::task::yield_now().await;
        panic!("a fault of this test")
    }

    #[actix_web::test]
    async fn a_panic_becomes_an_outcome_and_the_next_future_runs() {
        let panicked = guarded(panics_after_waiting()).await;
        let done = guarded(async {
            tokio::task::yield_now().await;
            7
        })
        .await;

        assert_eq!(panicked, Err(Panicked));
        assert_eq!(done, Ok(7));
    }

    #[actix_web::test]
    async fn what_the_panicking_future_held_is_given_back() {
        let held = std::sync::Arc::new(());
        let inside = held.clone();

        let outcome = guarded(async move {
            let _inside = inside;
            panics_after_waiting().await
        })
        .await;

        assert_eq!(outcome, Err(Panicked));
        assert_eq!(std::sync::Arc::strong_count(&held), 1);
    }
}
