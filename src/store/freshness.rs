//! How fresh an answer is: the number of the last write, and what later writes touched.

mod footing;
mod known;

use tokio::sync::watch;

use super::Store;
use super::database::Database;
use crate::content::Tags;
use crate::error::Result;

/// A write that touches more than this changes most answers; to name all of them helps nobody.
const MAX_NAMED: u32 = 10_000;

pub use footing::Footing;
pub(super) use known::KnownVersion;

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
    /// Who keeps answers takes it BEFORE reading what is kept, and keeps the `footing` of both: the answer then shows this
    /// write and all before it, perhaps later ones too.
    pub fn version(&self) -> i64 {
        self.version.get()
    }

    /// Whether an answer on this footing would be the same if it were made anew. What a write touched is known before
    /// its number is, and its number before the writer hears of success.
    pub fn still_holds(&self, footing: &Footing) -> bool {
        footing.holds_for(&self.version)
    }

    /// Tells when `version` has become higher, with the number that it had then.
    pub fn versions(&self) -> watch::Receiver<i64> {
        self.version.subscribe()
    }

    /// Reads the number of the last write, by whatever process, and what was touched until then. Fails when the database's
    /// file is not there any more.
    pub async fn refresh_version(&self) -> Result<i64> {
        self.db.refuse_lost_file()?;
        if last_version(&self.db).await? > self.version() {
            self.hear_writes().await?;
        }
        Ok(self.version())
    }

    /// Hears of a write of our own that was committed, and of all before it. It is there whatever can be read now, and what
    /// is not known to be the same counts as touched.
    pub(super) async fn hear_own(&self, version: i64, touched: usize) {
        let is_known = touched <= MAX_NAMED as usize && self.hear_writes().await.is_ok();
        if !is_known || self.version() < version {
            self.version.reach(version, &Touched::Everything);
        }
    }

    /// Two writes may end in another order than that of their numbers, so what is heard of is never one write alone but all
    /// since the last that is known.
    async fn hear_writes(&self) -> Result<()> {
        let (last, touched) = self.touched_after(self.version()).await?;
        self.version.reach(last, &touched);
        Ok(())
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

/// The number of the last write of a database.
pub(super) async fn last_version(db: &Database) -> Result<i64> {
    let row = db
        .one("SELECT version FROM content_version WHERE id = 1", [])
        .await?;
    row.map_or(Ok(0), |row| row.integer("version"))
}
