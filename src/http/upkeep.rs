//! What a server does by itself: it keeps the schedule, and notices what other processes write.

use std::time::Duration;

use tokio::time::sleep;

use super::lifecycle::Lifecycle;
use super::trace::guarded;
use crate::desk::Schedule;
use crate::store::Store;

/// How soon what another process has written shows.
const FOLLOW_INTERVAL: Duration = Duration::from_millis(500);

/// How late what is scheduled may happen.
const SCHEDULE_INTERVAL: Duration = Duration::from_millis(250);

/// How long nothing is tried after a panic, which would come again.
const AFTER_A_PANIC: Duration = Duration::from_secs(5);

/// Publishes and unpublishes at the moments that were named, until the server is told to stop: what is due then happens
/// when it, or another, runs again.
pub async fn keep_schedule(store: Store, lifecycle: Lifecycle) {
    let mut schedule = Schedule::new(store.clone());
    let mut was_well = true;
    while !lifecycle.is_draining() {
        // What one text does to a check must not keep all others from their moment.
        let Ok(outcome) = guarded(schedule.keep()).await else {
            tracing::error!("keeping the schedule panicked");
            schedule = Schedule::new(store.clone());
            sleep(AFTER_A_PANIC).await;
            continue;
        };
        if let Err(error) = &outcome
            && was_well
        {
            tracing::error!(%error, "the schedule cannot be kept");
        }
        was_well = outcome.is_ok();
        sleep(SCHEDULE_INTERVAL).await;
    }
}

/// Notices what other processes write, such as `sinew apply`: what they changed is no longer answered from memory. In a stop
/// the database is closed before all else has ended, which is no fault.
pub async fn follow_changes(store: Store, lifecycle: Lifecycle) {
    let mut was_well = true;
    loop {
        sleep(FOLLOW_INTERVAL).await;
        let outcome = store.refresh_version().await;
        // Said once, and not with every look.
        match &outcome {
            Err(_) if lifecycle.is_draining() => return,
            Err(error) if was_well => tracing::error!(%error, "the database does not answer"),
            Ok(_) if !was_well => tracing::info!("the database answers again"),
            _ => {}
        }
        was_well = outcome.is_ok();
    }
}
