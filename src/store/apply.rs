//! Applying a library: what changed becomes new revisions, in one transaction. What says the same stays untouched.

mod apply_articles;
mod apply_entries;
mod index_rows;
mod publishing;

use serde::Serialize;

use super::Store;
use super::database::Session;
use crate::content::{Library, MediaFile, Moment, Source};
use crate::error::{Error, Result};

/// What one apply changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// New revisions, of all kinds.
    pub revisions: u32,
    /// New image files.
    pub media: u32,
}

/// A write under way: its transaction, its number and what it has touched.
struct Writing<'a> {
    store: &'a Store,
    session: Session,
    version: i64,
    at: Moment,
    touched: u32,
    applied: Applied,
}

impl Store {
    /// Stores what a library says and the database does not say yet, all of it or nothing. `progress` is told after
    /// each piece of content.
    pub async fn apply(&self, library: &Library, progress: impl Fn()) -> Result<Applied> {
        let mut writing = Writing::begin(self).await?;
        for file in &library.media {
            writing.apply_media(file).await?;
            progress();
        }
        for reference in &library.references {
            writing.apply_reference(reference).await?;
            progress();
        }
        for person in &library.people {
            writing.apply_person(person).await?;
            progress();
        }
        for therapy in &library.therapies {
            writing.apply_therapy(therapy).await?;
            progress();
        }
        for condition in &library.conditions {
            writing.apply_condition(condition).await?;
            progress();
        }
        for article in library.articles_in_order() {
            writing.apply_article(article).await?;
            progress();
        }
        writing.finish().await
    }
}

impl<'a> Writing<'a> {
    /// Takes the next number first: its row lock orders writers.
    async fn begin(store: &'a Store) -> Result<Self> {
        let mut session = store.db.write().await?;
        let row = session
            .one(
                "UPDATE content_version SET version = version + 1 WHERE id = 1 RETURNING version",
                [],
            )
            .await?
            .ok_or_else(|| Error::Corrupt("content_version has no row".to_owned()))?;
        let version = row.integer("version")?;
        Ok(Self {
            store,
            session,
            version,
            at: store.clock.now(),
            touched: 0,
            applied: Applied::default(),
        })
    }

    /// A write that changed nothing leaves no trace, not even its number.
    async fn finish(self) -> Result<Applied> {
        if self.touched > 0 {
            self.session.commit().await?;
            self.store.db.optimize().await?;
        }
        Ok(self.applied)
    }

    /// Every piece of content that a write touches is logged once under its number.
    async fn log(&mut self, kind: &'static str, owner: &str) -> Result<()> {
        self.touched += 1;
        self.session
            .execute(
                "INSERT INTO change_log (version, position, kind, owner)
                 VALUES ($1, $2, $3, $4)",
                [
                    self.version.into(),
                    self.touched.into(),
                    kind.into(),
                    owner.into(),
                ],
            )
            .await
    }

    async fn apply_media(&mut self, file: &MediaFile) -> Result<()> {
        let known = self
            .session
            .one(
                "SELECT 1 AS found FROM media WHERE sha256 = $1",
                [file.sha256.as_str().into()],
            )
            .await?;
        if known.is_some() {
            return Ok(());
        }
        self.session
            .execute(
                "INSERT INTO media (sha256, format, width, height, bytes, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    file.sha256.as_str().into(),
                    file.format.extension().into(),
                    file.width.into(),
                    file.height.into(),
                    file.bytes.clone().into(),
                    self.at.into(),
                ],
            )
            .await?;
        self.applied.media += 1;
        self.log("media", &file.sha256).await
    }

    /// Keeps one revision for ever.
    async fn insert_revision(
        &mut self,
        kind: &'static str,
        owner: &str,
        number: i32,
        content: &impl Serialize,
        source: &Source,
    ) -> Result<()> {
        self.applied.revisions += 1;
        self.session
            .execute(
                "INSERT INTO revision (kind, owner, number, body, source_path, source, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                [
                    kind.into(),
                    owner.into(),
                    number.into(),
                    to_json(content)?.into(),
                    source.path.as_str().into(),
                    source.text.as_str().into(),
                    self.at.into(),
                ],
            )
            .await
    }
}

/// Content of ours always has a JSON form; what has none is a fault of the program, not of its user.
fn to_json(content: &impl Serialize) -> Result<String> {
    serde_json::to_string(content)
        .map_err(|error| Error::Corrupt(format!("content without a JSON form: {error}")))
}
