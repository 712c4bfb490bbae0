//! One write: a transaction that is signed, takes the next number of the content, logs what it touched, and is told of in
//! the audit log. Whoever writes content does it through this.

mod articles;
mod audit;
mod claims;
mod edits;
mod entries;
mod identifiers;
mod images;
mod index_rows;
mod kept_reviews;
mod lists;
mod notices;
mod places;
mod publications;
mod publishing;
mod removal;
mod reviews;
mod schedule;
mod searching;
mod syncing;
mod targets;
mod topic_names;
mod touching;
mod unpublishing;

use serde::Serialize;

use super::Store;
use super::database::Session;
use crate::content::{Kind, Moment, Signature, Source, Tags};
use crate::error::{Error, Result};

pub(super) use audit::{Done, keep_one};
pub(super) use edits::{Edit, Known, change_of, edit_of};
pub(super) use entries::Newest;
pub(super) use index_rows::{INSERT_CLAIMS, claim_row, targets};
pub(super) use kept_reviews::KeptReview;
pub(super) use lists::{INSERT_FACETS, INSERT_REVIEWERS, facet_row};
pub use notices::Renoticed;
pub(super) use notices::paper_event;
pub(super) use publishing::{slugs_taken, taken};
pub(super) use reviews::Counted;

/// After a write of so many pieces the tables may have grown so that they are to be looked at anew.
const MANY_PIECES: u32 = 100;
/// After how many small writes they are.
const WRITES_BETWEEN_LOOKS: i64 = 100;

/// One write, or what only looks at what a write would find.
pub(super) struct Writing<'a> {
    pub(super) store: &'a Store,
    pub(super) session: Session,
    pub(super) signature: &'a Signature,
    /// The number of the last write before this one.
    pub(super) version: i64,
    pub(super) at: Moment,
    /// Whether a folder has what is written, so that no folder can overwrite it unseen.
    pub(super) is_from_folder: bool,
    /// The moment from which readers see it, once it is known.
    seen_at: Option<Moment>,
    /// The number in lists that was given last, once it is known.
    last_listed: Option<i64>,
    /// How many pieces of content have been logged.
    logged: u32,
    new_revisions: u32,
    /// What the answers rest on that this write may change.
    tags: Tags,
    /// What the audit log is told in the end.
    done: Vec<Done>,
}

impl<'a> Writing<'a> {
    /// Begins a write; it waits for the one before it.
    pub(super) async fn begin(store: &'a Store, signature: &'a Signature) -> Result<Self> {
        let mut session = store.db.write().await?;
        // Its row lock orders writers.
        let row = session
            .one(
                "UPDATE content_version SET version = version WHERE id = 1 RETURNING version",
                [],
            )
            .await?
            .ok_or_else(no_version)?;
        let version = row.integer("version")?;
        Ok(Self::of(store, signature, session, version))
    }

    /// Begins what is not to write anything, and reads as long as it takes.
    pub(super) async fn begin_reading(store: &'a Store) -> Result<Self> {
        let mut session = store.db.read_all().await?;
        let row = session
            .one("SELECT version FROM content_version WHERE id = 1", [])
            .await?
            .ok_or_else(no_version)?;
        let version = row.integer("version")?;
        Ok(Self::of(store, &Signature::COMMAND, session, version))
    }

    fn of(store: &'a Store, signature: &'a Signature, session: Session, version: i64) -> Self {
        Self {
            store,
            session,
            signature,
            version,
            at: store.clock.now(),
            is_from_folder: false,
            seen_at: None,
            last_listed: None,
            logged: 0,
            new_revisions: 0,
            tags: Tags::default(),
            done: Vec::new(),
        }
    }

    /// The number that this write takes if it changes anything.
    pub(super) fn number(&self) -> i64 {
        self.version + 1
    }

    /// The number to remember as that of the last write over HTTP that no folder has seen: of this write, or none.
    pub(super) fn http_version(&self) -> Option<i64> {
        let is_unseen = self.signature.is_over_http() && !self.is_from_folder;
        is_unseen.then(|| self.number())
    }

    /// Takes the next number and commits. A write that changed nothing leaves no number.
    pub(super) async fn finish(mut self) -> Result<()> {
        self.keep_audit().await?;
        if self.logged == 0 {
            return self.session.commit().await;
        }
        self.claim_names().await?;
        self.keep_touched().await?;
        self.keep_search().await?;
        let number = self.number();
        self.session.commit().await?;
        // Before anybody hears of success, so that who reads after it is given nothing older.
        let touched = self.tags.len();
        self.store.hear_own(number, touched).await;
        if self.logged >= MANY_PIECES || number % WRITES_BETWEEN_LOOKS == 0 {
            self.store.db.optimize().await;
        }
        Ok(())
    }

    /// Keeps one revision for ever.
    pub(super) async fn insert_revision(
        &mut self,
        kind: Kind,
        owner: &str,
        number: i32,
        content: &impl Serialize,
        source: &Source,
    ) -> Result<()> {
        self.new_revisions += 1;
        let message = self.signature.message.as_ref();
        self.session
            .execute(
                "INSERT INTO revision (kind, owner, number, body, source_path, source, created_at, written_by, message)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                [
                    kind.as_str().into(),
                    owner.into(),
                    number.into(),
                    to_json(content)?.into(),
                    source.path.as_str().into(),
                    source.text.as_str().into(),
                    self.at.into(),
                    self.signature.actor.to_string().into(),
                    message.map(|message| message.as_str()).into(),
                ],
            )
            .await
    }
}

fn no_version() -> Error {
    Error::Corrupt("content_version has no row".to_owned())
}

/// Content of ours always has a JSON form; what has none is a fault of the program, not of its user.
pub(super) fn to_json(content: &impl Serialize) -> Result<String> {
    serde_json::to_string(content).map_err(without_json)
}

pub(super) fn without_json(error: serde_json::Error) -> Error {
    Error::Corrupt(format!("content without a JSON form: {error}"))
}
