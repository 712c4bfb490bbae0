//! The connections that read. A question has one of them for a limited time, so that no question, however slow, keeps
//! the others from theirs.

mod taken;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use taken::Taken;

use crate::error::{Error, Result};
use taken::{Held, Stage};

/// How many steps of its machine SQLite makes between two looks at the clock: some ten microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1000;

/// All connections that read. Clones share them.
///
/// They are in no pool of the driver: it looks after each question whether the connection is sound, which costs as much as
/// the question. Here only what was not ended is looked at.
#[derive(Clone, Debug)]
pub struct Readers {
    shared: Arc<Shared>,
    /// How long a question may wait for a connection, and how long it may then keep it.
    limit: Duration,
}

#[derive(Debug)]
struct Shared {
    options: SqliteConnectOptions,
    /// The one that was used last is taken first: its pages are in the caches of the processor.
    free: Mutex<Vec<Reader>>,
    places: Arc<Semaphore>,
    count: u32,
    waits: AtomicU64,
    waited_micros: AtomicU64,
}

/// One connection, and the end of its question's time.
#[derive(Debug)]
struct Reader {
    /// None when it broke; who takes it next opens another.
    connection: Option<SqliteConnection>,
    deadline: Arc<Deadline>,
}

/// The moment at which the connection stops what it does. SQLite asks for it while a statement runs, so that setting it
/// costs no message to the connection's thread.
#[derive(Debug)]
struct Deadline {
    opened: Instant,
    /// Microseconds after `opened`. One that has passed stops what nobody waits for any more.
    at: AtomicU64,
}

impl Readers {
    /// Opens as many connections as are to read at once.
    pub async fn open(
        options: &SqliteConnectOptions,
        count: u32,
        limit: Duration,
    ) -> std::result::Result<Self, sqlx::Error> {
        let mut free = Vec::new();
        for _ in 0..count {
            free.push(Reader::open(options).await?);
        }
        let shared = Shared {
            options: options.clone(),
            places: Arc::new(Semaphore::new(free.len())),
            free: Mutex::new(free),
            count,
            waits: AtomicU64::new(0),
            waited_micros: AtomicU64::new(0),
        };
        Ok(Self {
            shared: Arc::new(shared),
            limit,
        })
    }

    /// Sets another limit for what this clone is asked.
    pub fn limit(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Takes a connection, as soon as one is free.
    pub async fn take(&self) -> Result<Taken> {
        let place = match self.shared.places.clone().try_acquire_owned() {
            Ok(place) => place,
            Err(_) => self.wait().await?,
        };
        // One that was to be settled when its runtime ended is not among them.
        let reader = self.shared.free().pop();
        let reader = reader.unwrap_or_else(Reader::unopened);
        Ok(Taken::new(reader, place, self))
    }

    async fn wait(&self) -> Result<OwnedSemaphorePermit> {
        let began = Instant::now();
        let place = self.shared.places.clone().acquire_owned();
        let place = tokio::time::timeout(self.limit, place).await;
        let waited = micros(began.elapsed());
        self.shared.waits.fetch_add(1, Ordering::Relaxed);
        self.shared
            .waited_micros
            .fetch_add(waited, Ordering::Relaxed);
        match place {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) => Err(sqlx::Error::PoolClosed.into()),
            Err(_) => Err(Error::Busy),
        }
    }

    /// How often a question had to wait for a connection, and how many microseconds all of them did together.
    pub fn waits(&self) -> (u64, u64) {
        (
            self.shared.waits.load(Ordering::Relaxed),
            self.shared.waited_micros.load(Ordering::Relaxed),
        )
    }

    /// Closes all connections once their questions have ended.
    pub async fn close(&self) {
        // It fails when they are closed already.
        let Ok(_all) = self.shared.places.acquire_many(self.shared.count).await else {
            return;
        };
        self.shared.places.close();
        let readers = std::mem::take(&mut *self.shared.free());
        for connection in readers.into_iter().filter_map(|reader| reader.connection) {
            // What fails here leaves a write-ahead log that the next who opens the database folds in.
            let _ = connection.close().await;
        }
    }
}

impl Shared {
    fn free(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_back(&self, held: Held) {
        self.free().push(held.reader);
        // Only now, so that who waited for the place finds a reader.
        drop(held.place);
    }
}

impl Reader {
    fn unopened() -> Self {
        let deadline = Deadline {
            opened: Instant::now(),
            at: AtomicU64::new(u64::MAX),
        };
        Self {
            connection: None,
            deadline: Arc::new(deadline),
        }
    }

    async fn open(options: &SqliteConnectOptions) -> std::result::Result<Self, sqlx::Error> {
        let mut reader = Self::unopened();
        let watched = reader.deadline.clone();
        let mut connection = SqliteConnection::connect_with(options).await?;
        let mut handle = connection.lock_handle().await?;
        handle.set_progress_handler(STEPS_BETWEEN_LOOKS, move || !watched.has_passed());
        drop(handle);
        reader.connection = Some(connection);
        Ok(reader)
    }

    /// Has the connection end what was left on it. One that cannot is given up.
    async fn settle(&mut self, stage: Stage) {
        let Some(connection) = &mut self.connection else {
            return;
        };
        // What it was asked last is stopped first.
        let ended = match connection.ping().await {
            Ok(()) if stage == Stage::InTransaction => {
                self.deadline.set(Duration::MAX);
                let rollback = sqlx::query("ROLLBACK").execute(connection).await;
                rollback.map(drop)
            }
            ended => ended,
        };
        if ended.is_err() {
            self.connection = None;
        }
    }
}

impl Deadline {
    fn set(&self, limit: Duration) {
        let at = match limit.is_zero() {
            true => 0,
            false => micros(self.opened.elapsed().saturating_add(limit)),
        };
        self.at.store(at, Ordering::Relaxed);
    }

    fn has_passed(&self) -> bool {
        micros(self.opened.elapsed()) >= self.at.load(Ordering::Relaxed)
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
