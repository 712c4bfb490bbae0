//! Work that takes a processor for a while, on a thread where it keeps no request waiting.

use std::panic::resume_unwind;

use tokio::task::spawn_blocking;

use crate::error::{Error, Result};

/// Does it there. A panic goes on here; a program that is stopping does nothing more.
pub async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => Err(Error::Busy),
        },
    }
}
