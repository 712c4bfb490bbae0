//! Figures for who watches the server.

use super::Store;
use crate::error::{Error, Result};

/// How much there is, and how the database does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub revisions: u64,
    pub published_articles: u64,
    /// Rows of the audit log.
    pub audit_rows: u64,
    /// The size of the write-ahead log, which grows while a long question is read.
    pub wal_bytes: u64,
    pub database_bytes: u64,
    /// How often a question waited for a connection, since the start.
    pub waits: u64,
    /// How long all of them did together.
    pub waited_micros: u64,
    pub content_version: u64,
    pub sqlite_version: String,
}

impl Store {
    /// Cheap enough to be asked every few seconds: no large table is read, only the small index of published articles.
    pub async fn figures(&self) -> Result<Figures> {
        let row = self
            .db
            .one(
                "SELECT v.version, v.revisions,
                    (SELECT coalesce(max(a.position), 0) FROM audit a) AS audit_rows,
                    (SELECT count(*) FROM article a WHERE a.published_revision IS NOT NULL) AS published
                 FROM content_version v
                 WHERE v.id = 1",
                [],
            )
            .await?
            .ok_or_else(|| Error::Corrupt("content_version has no row".to_owned()))?;
        let figure = |column: &str| -> Result<u64> {
            let number = row.integer(column)?;
            u64::try_from(number)
                .map_err(|error| Error::Corrupt(format!("column {column}: {error}")))
        };
        let (database_bytes, wal_bytes) = self.db.bytes();
        let (waits, waited_micros) = self.db.waits();
        Ok(Figures {
            revisions: figure("revisions")?,
            published_articles: figure("published")?,
            audit_rows: figure("audit_rows")?,
            wal_bytes,
            database_bytes,
            waits,
            waited_micros,
            content_version: figure("version")?,
            sqlite_version: self.db.engine_version().await?,
        })
    }
}
