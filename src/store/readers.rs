//! The connections that read. A question has one of them for a limited time, so that no question, however slow, keeps
//! the others from theirs.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use sqlx::{Sqlite, Transaction};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::sqlite;
use crate::error::{Error, Result};

/// How many steps of its machine SQLite makes between two looks at the clock: some ten microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1000;

/// All connections that read. Clones share them.
#[derive(Clone, Debug)]
pub struct Readers {
    shared: Arc<Shared>,
    /// How long a question may wait for a connection, and how long it may then keep it.
    limit: Duration,
}

#[derive(Debug)]
struct Shared {
    /// The one that has rested longest comes first: the pool of one that was just given back still looks whether it is
    /// sound.
    free: Mutex<VecDeque<Reader>>,
    places: Arc<Semaphore>,
    /// All pools, free or not, to close them.
    pools: Vec<SqlitePool>,
    waits: AtomicU64,
    waited_micros: AtomicU64,
}

/// One connection, kept by a pool of its own that opens it again if it breaks, and the end of its question's time.
#[derive(Debug)]
struct Reader {
    pool: SqlitePool,
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

/// A connection that one question has, until it is dropped.
#[derive(Debug)]
pub struct Taken {
    /// There until it is given back.
    reader: Option<Reader>,
    shared: Arc<Shared>,
    limit: Duration,
    // Dropped after `Drop::drop` has given the reader back, so that who waited for the place finds a reader.
    _place: OwnedSemaphorePermit,
}

impl Readers {
    /// Opens as many connections as are to read at once.
    pub async fn open(
        options: &SqliteConnectOptions,
        count: usize,
        limit: Duration,
    ) -> std::result::Result<Self, sqlx::Error> {
        let mut free = VecDeque::new();
        for _ in 0..count {
            free.push_back(Reader::open(options.clone()).await?);
        }
        let shared = Shared {
            pools: free.iter().map(|reader| reader.pool.clone()).collect(),
            free: Mutex::new(free),
            places: Arc::new(Semaphore::new(count)),
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
        Ok(Taken {
            reader: Some(self.shared.free().pop_front().ok_or(Error::Busy)?),
            shared: self.shared.clone(),
            limit: self.limit,
            _place: place,
        })
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
            Ok(Err(_)) | Err(_) => Err(Error::Busy),
        }
    }

    /// How often a question had to wait for a connection, and how many microseconds all of them did together.
    pub fn waits(&self) -> (u64, u64) {
        (
            self.shared.waits.load(Ordering::Relaxed),
            self.shared.waited_micros.load(Ordering::Relaxed),
        )
    }

    pub async fn close(&self) {
        for pool in &self.shared.pools {
            pool.close().await;
        }
    }
}

impl Shared {
    fn free(&self) -> MutexGuard<'_, VecDeque<Reader>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader {
    async fn open(options: SqliteConnectOptions) -> std::result::Result<Self, sqlx::Error> {
        let deadline = Arc::new(Deadline {
            opened: Instant::now(),
            at: AtomicU64::new(0),
        });
        let watched = deadline.clone();
        let pool = sqlite::pool(1)
            .after_connect(move |connection, _| {
                let watched = watched.clone();
                Box::pin(async move {
                    let mut handle = connection.lock_handle().await?;
                    handle.set_progress_handler(STEPS_BETWEEN_LOOKS, move || !watched.has_passed());
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self { pool, deadline })
    }
}

impl Taken {
    /// The connection, for as long as the limit says.
    pub async fn connection(&self) -> Result<PoolConnection<Sqlite>> {
        let reader = self.reader()?;
        let connection = reader.pool.acquire().await?;
        // Only now: what the question before it left behind on this connection must stop, not go on.
        reader.deadline.set(self.limit);
        Ok(connection)
    }

    /// A transaction that must end within the limit.
    pub async fn begin(&self) -> Result<Transaction<'static, Sqlite>> {
        let reader = self.reader()?;
        let transaction = reader.pool.begin().await?;
        reader.deadline.set(self.limit);
        Ok(transaction)
    }

    /// The same without a limit, for what reads everything.
    pub async fn begin_without_limit(&self) -> Result<Transaction<'static, Sqlite>> {
        let reader = self.reader()?;
        let transaction = reader.pool.begin().await?;
        reader.deadline.set(Duration::MAX);
        Ok(transaction)
    }

    /// Refuses a statement after the end of the question's time: a short one would end before SQLite looks at the clock.
    pub fn refuse_late(&self) -> Result<()> {
        match self.reader()?.deadline.has_passed() {
            true => Err(Error::Busy),
            false => Ok(()),
        }
    }

    fn reader(&self) -> Result<&Reader> {
        self.reader.as_ref().ok_or(Error::Busy)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            // A question that was given up may have left a statement behind.
            reader.deadline.set(Duration::ZERO);
            self.shared.free().push_back(reader);
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
