//! How fresh an answer is: the number of the last write, and what later writes touched.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::sync::watch;

use super::Store;
use crate::content::Tags;
use crate::error::Result;

/// A write that touches more than this changes most answers; to name all of them helps nobody.
const MAX_NAMED: u32 = 10_000;

/// The number of the last write that this process knows of. Clones share it; it never falls.
#[derive(Clone, Debug)]
pub(super) struct KnownVersion(Arc<Known>);

#[derive(Debug)]
struct Known {
    /// Apart from what wakes others, because every request reads it.
    version: AtomicI64,
    heard: watch::Sender<i64>,
}

/// What answers rest on and writes have touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Too much to name, so that every answer may be another.
    Everything,
    /// An answer whose tags meet these may be another; all others are the same.
    Named(Tags),
}

impl Store {
    /// The number of the last write that this process knows of: its own as soon as they are committed, and before they
    /// are reported; those of other processes since the last `refresh_version`.
    ///
    /// Who keeps answers takes it BEFORE reading what is kept, and keeps both: the answer then shows this write and all
    /// before it, perhaps later ones too. It may be given out until a write with a higher number touches one of its tags.
    /// So an answer must not be kept, or not be given out, when one of its tags was touched between the taking of the
    /// number and now, also if that was already known when the answer came to be kept: a reader may have begun before a
    /// write, and come back after the cache has heard of it.
    pub fn version(&self) -> i64 {
        self.version.get()
    }

    /// Tells when `version` has become higher, with the number that it had then.
    pub fn versions(&self) -> watch::Receiver<i64> {
        self.version.0.heard.subscribe()
    }

    /// Reads the number of the last write, by whatever process. Fails when the database's file is not there any more.
    pub async fn refresh_version(&self) -> Result<i64> {
        self.db.refuse_lost_file()?;
        let row = self
            .db
            .one("SELECT version FROM content_version WHERE id = 1", [])
            .await?;
        let version = row.map_or(Ok(0), |row| row.integer("version"))?;
        Ok(self.version.reach(version))
    }

    /// What the writes after a number touched, and the number of the last of them.
    pub async fn touched_after(&self, version: i64) -> Result<(i64, Touched)> {
        let rows = self
            .db
            .all(
                "SELECT v.version AS last, t.kind, t.name
                 FROM content_version v
                 LEFT JOIN touched t ON t.version > $1
                 WHERE v.id = 1
                 LIMIT $2",
                [version.into(), (MAX_NAMED + 1).into()],
            )
            .await?;
        let last = rows.first().map_or(Ok(0), |row| row.integer("last"))?;
        if rows.len() > MAX_NAMED as usize {
            return Ok((last, Touched::Everything));
        }
        let mut tags = Tags::default();
        for row in &rows {
            if let Some(kind) = row.optional_text("kind")? {
                tags.add(&kind, &row.text("name")?);
            }
        }
        Ok((last, Touched::Named(tags)))
    }
}

impl KnownVersion {
    pub(super) fn new(version: i64) -> Self {
        Self(Arc::new(Known {
            version: AtomicI64::new(version),
            heard: watch::Sender::new(version),
        }))
    }

    fn get(&self) -> i64 {
        self.0.version.load(Ordering::Acquire)
    }

    /// Goes up to a number, or stays at a higher one; gives the one that it has then.
    pub(super) fn reach(&self, version: i64) -> i64 {
        let before = self.0.version.fetch_max(version, Ordering::AcqRel);
        if before < version {
            self.0.heard.send_if_modified(|heard| {
                let is_higher = *heard < version;
                *heard = version.max(*heard);
                is_higher
            });
        }
        before.max(version)
    }
}
