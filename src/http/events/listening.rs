//! One stream of events, from its first line to its end.

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt;
use actix_web::web::Bytes;
use futures_util::future::select;
use futures_util::stream::{once, try_unfold};
use futures_util::{Stream, StreamExt};
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval, sleep};

use super::news::{News, Told, write};
use crate::error::{Error, Result};
use crate::http::rates::Permit;
use crate::render::{ServerEvent, write_comment};
use crate::store::SyncPosition;

/// How long a stream is silent at most: proxies close connections on which nothing comes, many after a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a stream lasts at most, so that clients come to spread over all servers again.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// How soon a client comes again that was cut off.
const RETRY_MS: u32 = 3000;

/// Where a stream begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// After this.
    At(SyncPosition),
    /// After this, and what the client had is not what came before it.
    Anew(SyncPosition),
}

/// The parts of a stream. It holds its place until it is dropped.
pub fn listen(
    news: Arc<News>,
    start: Start,
    place: Permit,
) -> impl Stream<Item = Result<Bytes>> + 'static {
    let first = first(&news, &start);
    let end = select(
        Box::pin(news.lifecycle.clone().drained()),
        Box::pin(sleep(LONGEST)),
    );
    let (Start::At(position) | Start::Anew(position)) = start;
    let listener = Listener::new(news, position, place);
    let rest = try_unfold(listener, |mut listener| async {
        let part = listener.next().await?;
        Ok(Some((part, listener)))
    });
    once(ready(first)).chain(rest).take_until(end)
}

/// What a stream begins with: words for whoever looks, and where the client stands, so that it comes back to here if it is cut
/// off before the first event.
fn first(news: &News, start: &Start) -> Result<Bytes> {
    let mut stream = String::new();
    write_comment("what changes for readers, as it happens", &mut stream);
    let (Start::At(position) | Start::Anew(position)) = start;
    let here = ServerEvent {
        id: Some(&position.to_string()),
        retry_ms: Some(RETRY_MS),
        ..ServerEvent::default()
    };
    here.write_to(&mut stream);
    if let Start::Anew(_) = start {
        write(&news.reset(position)?, &mut stream);
    }
    Ok(stream.into())
}

/// Who waits for events.
struct Listener {
    news: Arc<News>,
    position: SyncPosition,
    versions: watch::Receiver<i64>,
    /// Whether there may be events that it does not have, so that it is worth a question.
    is_behind: bool,
    heart: Interval,
    _place: Permit,
}

impl Listener {
    fn new(news: Arc<News>, position: SyncPosition, place: Permit) -> Self {
        let mut heart = interval(HEARTBEAT);
        heart.set_missed_tick_behavior(MissedTickBehavior::Delay);
        heart.reset();
        Self {
            versions: news.versions(),
            news,
            position,
            is_behind: true,
            heart,
            _place: place,
        }
    }

    /// The next events, or a sign of life.
    async fn next(&mut self) -> Result<Bytes> {
        loop {
            if self.is_behind {
                // Before the question, so that what is written while it is asked is asked for next.
                let version = *self.versions.borrow_and_update();
                if let Some(told) = self.told_after(version).await? {
                    self.position = told.position;
                    self.heart.reset();
                    return Ok(told.events);
                }
                self.is_behind = false;
            }
            tokio::select! {
                // It fails only without a store, which the news have.
                _ = self.versions.changed() => self.is_behind = true,
                _ = self.heart.tick() => {
                    let mut beat = String::new();
                    write_comment("", &mut beat);
                    return Ok(beat.into());
                }
            }
        }
    }

    /// The next events. All who listen wait for one question, so it is asked apart from the connection that asks it first,
    /// which may stand still.
    async fn told_after(&self, version: i64) -> Result<Option<Told>> {
        let (news, position) = (Arc::clone(&self.news), self.position.clone());
        let asking = rt::spawn(async move { news.after(&position, version).await });
        asking
            .await
            .unwrap_or_else(|fault| Err(Error::Corrupt(format!("a question failed: {fault}"))))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
