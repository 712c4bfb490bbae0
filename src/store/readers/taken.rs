//! A connection that somebody has, and how it is given back.

use std::sync::Arc;
use std::time::Duration;

use sqlx::SqliteConnection;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

use super::{Reader, Readers, Shared};
use crate::error::{Error, Result};

/// A connection that one question has, until it is dropped.
#[derive(Debug)]
pub struct Taken {
    /// There until it is given back.
    held: Option<Held>,
    shared: Arc<Shared>,
    limit: Duration,
}

/// A reader with its place, which others get when it is dropped.
#[derive(Debug)]
pub struct Held {
    pub reader: Reader,
    stage: Stage,
    pub place: OwnedSemaphorePermit,
}

/// What the connection is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    AtRest,
    /// A statement was sent that may not have ended.
    Asked,
    InTransaction,
}

impl Taken {
    pub(super) fn new(reader: Reader, place: OwnedSemaphorePermit, readers: &Readers) -> Self {
        Self {
            held: Some(Held {
                reader,
                stage: Stage::AtRest,
                place,
            }),
            shared: readers.shared.clone(),
            limit: readers.limit,
        }
    }

    /// The connection, for one question within the limit. `rest` must follow its end.
    pub async fn connection(&mut self) -> Result<&mut SqliteConnection> {
        self.begin_asking(Stage::Asked, self.limit).await
    }

    /// Begins a transaction that must end within the limit.
    pub async fn begin(&mut self) -> Result<()> {
        self.begin_within(self.limit).await
    }

    /// The same without a limit, for what reads everything.
    pub async fn begin_without_limit(&mut self) -> Result<()> {
        self.begin_within(Duration::MAX).await
    }

    async fn begin_within(&mut self, limit: Duration) -> Result<()> {
        let connection = self.begin_asking(Stage::InTransaction, limit).await?;
        sqlx::query("BEGIN").execute(connection).await?;
        Ok(())
    }

    async fn begin_asking(
        &mut self,
        stage: Stage,
        limit: Duration,
    ) -> Result<&mut SqliteConnection> {
        let held = self.held.as_mut().ok_or(Error::Busy)?;
        if held.reader.connection.is_none() {
            held.reader = Reader::open(&self.shared.options).await?;
        }
        held.stage = stage;
        held.reader.deadline.set(limit);
        held.reader.connection.as_mut().ok_or(Error::Busy)
    }

    /// The connection in its transaction. After the end of the time it is refused: a short statement would end before SQLite
    /// looks at the clock.
    pub fn within(&mut self) -> Result<&mut SqliteConnection> {
        let held = self.held.as_mut().ok_or(Error::Busy)?;
        if held.reader.deadline.has_passed() {
            return Err(Error::Busy);
        }
        held.reader.connection.as_mut().ok_or(Error::Busy)
    }

    /// Ends the transaction.
    pub async fn commit(mut self) -> Result<()> {
        let held = self.held.as_mut().ok_or(Error::Busy)?;
        let connection = held.reader.connection.as_mut().ok_or(Error::Busy)?;
        sqlx::query("COMMIT").execute(connection).await?;
        self.rest();
        Ok(())
    }

    /// Tells that the question has ended.
    pub fn rest(&mut self) {
        if let Some(held) = &mut self.held {
            held.stage = Stage::AtRest;
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let Some(mut held) = self.held.take() else {
            return;
        };
        if held.stage == Stage::AtRest {
            return self.shared.give_back(held);
        }
        // A question that was given up may have left a statement behind.
        held.reader.deadline.set(Duration::ZERO);
        let shared = self.shared.clone();
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                held.reader.settle(held.stage).await;
                shared.give_back(held);
            })),
            Err(_) => {
                held.reader.connection = None;
                shared.give_back(held);
            }
        }
    }
}
