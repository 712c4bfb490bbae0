//! The life of a server from its first request to its last: it turns away what balances load before it stops listening,
//! and stops listening before it ends what is under way.

mod connections;
mod signals;

use std::io;
use std::num::NonZeroUsize;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::{Server, ServerHandle};
use tokio::sync::Notify;
use tokio::time::sleep;

use signals::{Signal, Signals};

pub use connections::{Ages, InUse, bounded, in_use};

/// How long the head of the first request of a connection may take to arrive; then comes 408. Whoever sends a byte now and
/// then does not keep a connection.
pub const HEAD_TIME: Duration = Duration::from_secs(5);

/// How long a connection may be idle between requests. Balancers keep theirs for 60 seconds: were ours closed before, a
/// request could be on its way at that moment.
pub const IDLE_TIME: Duration = Duration::from_secs(75);

/// How long a client may take to close its side, or to send the rest of a body that was refused, so that it can read why.
pub const CLOSING_TIME: Duration = Duration::from_secs(5);

/// Seconds that requests under way get to finish when the server is told to stop.
pub const SHUTDOWN_SECONDS: u64 = 30;

/// The workers of a server and the connections that each may hold: as many workers as processors, and never more
/// connections in sum than there may be. What comes beyond them waits in the queue of the listener. Of two processors, one
/// worker answered 15,000 to 22,000 requests a second for an article, two 28,000 to 30,000 and four 23,000 to 29,000, in three
/// turns of one run.
pub fn shares(max_connections: u32) -> (usize, usize) {
    let all = usize::try_from(max_connections)
        .unwrap_or(usize::MAX)
        .max(1);
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let workers = processors.min(all).min(MAX_WORKERS);
    (workers, all / workers)
}

/// What a server can have.
const MAX_WORKERS: usize = 512;

/// Where a server is in its life. All copies are of one life.
#[derive(Clone, Debug, Default)]
pub struct Lifecycle(Arc<Stage>);

#[derive(Debug, Default)]
struct Stage {
    is_draining: AtomicBool,
    told_to_stop: Notify,
}

impl Lifecycle {
    /// True from the moment the server was told to stop. Requests are still answered; readiness has turned, and no answer
    /// keeps its connection open.
    pub fn is_draining(&self) -> bool {
        self.0.is_draining.load(Ordering::Acquire)
    }

    /// True if the answer to a request should be the last of its connection, and say so with `Connection: close`: the
    /// server stops, or the connection is old.
    pub fn is_last_answer(&self, request: &HttpRequest) -> bool {
        self.is_draining() || connections::is_old(request)
    }

    /// Returns once the server was told to stop: for what has no end of its own.
    pub async fn drained(self) {
        let mut told = pin!(self.0.told_to_stop.notified());
        // Heard from now on, so that nothing is missed between the look and the wait.
        told.as_mut().enable();
        if !self.is_draining() {
            told.await;
        }
    }

    /// Says that the server will stop.
    pub fn drain(&self) {
        self.0.is_draining.store(true, Ordering::Release);
        self.0.told_to_stop.notify_waiters();
    }

    /// Runs a server until a signal stops it. SIGTERM drains it first, for as long as a balancer may need to notice; SIGINT,
    /// which is a person's Ctrl-C, does not. Then it listens no more and ends what is under way. A second signal stops it
    /// at once. Signals are heard from this call on, not only once the future is awaited.
    pub fn run(
        &self,
        server: Server,
        drain_time: Duration,
    ) -> io::Result<impl Future<Output = io::Result<()>>> {
        let mut signals = Signals::hear()?;
        let lifecycle = self.clone();
        Ok(async move {
            let handle = server.handle();
            tokio::select! {
                outcome = server => outcome,
                // The server is dropped with what it still does.
                () = lifecycle.stop(&handle, &mut signals, drain_time) => Ok(()),
            }
        })
    }

    /// Stops a server as signals say. It returns when nothing is waited for any longer; a server that ends in good time
    /// ends before.
    async fn stop(&self, handle: &ServerHandle, signals: &mut Signals, drain_time: Duration) {
        let signal = signals.next().await;
        self.drain();
        if signal == Signal::Terminate {
            tracing::info!(
                seconds = drain_time.as_secs(),
                "told to stop: requests are taken until balancers have noticed"
            );
            tokio::select! {
                () = sleep(drain_time) => {}
                _ = signals.next() => return,
            }
        }
        tracing::info!("no more requests are taken; those under way are ended");
        // It stops once it is told; that it has, the server itself says.
        drop(handle.stop(true));
        signals.next().await;
        tracing::warn!("told twice to stop: what was under way is given up");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_share_the_connections_and_never_have_more_of_them() {
        for max_connections in [0, 1, 2, 3, 7, 100, 10_000, u32::MAX] {
            let (workers, connections) = shares(max_connections);

            let all = workers * connections;
            let most = usize::try_from(max_connections.max(1)).expect("a large machine");
            assert!(workers >= 1 && connections >= 1);
            assert!(
                all <= most && all + workers > most,
                "{max_connections}: {all}"
            );
        }
    }

    #[test]
    fn all_copies_of_a_life_drain_together() {
        let lifecycle = Lifecycle::default();
        let copy = lifecycle.clone();

        let before = copy.is_draining();
        lifecycle.drain();

        assert!(!before);
        assert!(copy.is_draining());
    }

    #[actix_web::test]
    async fn what_waits_for_the_stop_hears_of_it_before_and_after() {
        let lifecycle = Lifecycle::default();
        let waiting = actix_web::rt::spawn(lifecycle.clone().drained());
        tokio::task::yield_now().await;
        let was_waiting = !waiting.is_finished();

        lifecycle.drain();

        assert!(was_waiting);
        assert!(waiting.await.is_ok());
        lifecycle.drained().await;
    }
}
