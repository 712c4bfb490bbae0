//! Applying a library: what changed becomes new revisions, in one transaction. What says the same stays untouched.
//!
//! A plan is the same run without its writes, so that an apply does exactly what its plan says.

mod ahead;
mod apply_articles;
mod apply_entries;
mod apply_media;
mod edits;
mod index_rows;
mod publishing;
mod removal;
mod seed_files;
mod touching;

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use super::Store;
use super::database::Session;
use crate::content::{Change, Kind, Library, Moment, Plan, Source, Tags};
use crate::error::{Error, Result};
use ahead::Ahead;
use removal::LeftDraft;

pub(super) use index_rows::targets;

/// What happens to stored content that a library does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    Keep,
    Remove,
}

/// A plan that was made earlier, which an apply must do exactly.
#[derive(Clone, Debug)]
pub struct EarlierPlan {
    /// The number of the last write when it was made.
    pub version: i64,
    /// Its changes, as JSON.
    pub changes: Value,
}

/// One pass over a library against the database: with a session that reads it becomes a plan, with one that writes an
/// apply.
struct Run<'a> {
    store: &'a Store,
    session: Session,
    mode: Mode,
    /// The number of the last write before this run.
    version: i64,
    at: Moment,
    /// How many pieces of content have been logged.
    logged: u32,
    new_revisions: u32,
    /// What the answers rest on that this run may change.
    tags: Tags,
    changes: Vec<Change>,
    unchanged: usize,
    /// The articles that the library has.
    met_articles: HashSet<String>,
    /// Those of them whose public text is the library's.
    checked_articles: HashSet<String>,
    /// Those of them of which the library has a draft.
    met_drafts: HashSet<String>,
    /// Newer drafts of public texts, of which the library may have no file.
    left_drafts: Vec<LeftDraft>,
    /// The hashes of the images that the library has.
    met_images: HashSet<String>,
    /// What a plan would have written so far.
    ahead: Ahead,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Plan,
    Apply,
}

impl Store {
    /// What applying a library would change. Nothing is written. `progress` is told after each piece of content.
    pub async fn plan(
        &self,
        library: &Library,
        absent: Absent,
        progress: impl Fn(),
    ) -> Result<Plan> {
        let mut session = self.db.read_all().await?;
        let row = session
            .one("SELECT version FROM content_version WHERE id = 1", [])
            .await?
            .ok_or_else(no_version)?;
        let version = row.integer("version")?;
        Run::new(self, library, session, Mode::Plan, version)
            .take(library, absent, progress)
            .await
            .map(|(plan, _)| plan)
    }

    /// Stores what a library says and the database does not say yet, all of it or nothing, and tells what it did. With
    /// an earlier plan it does that one or nothing. `progress` is told after each piece of content.
    pub async fn apply(
        &self,
        library: &Library,
        absent: Absent,
        earlier: Option<&EarlierPlan>,
        progress: impl Fn(),
    ) -> Result<Plan> {
        let mut session = self.db.write().await?;
        // Its row lock orders writers.
        let row = session
            .one(
                "UPDATE content_version SET version = version WHERE id = 1 RETURNING version",
                [],
            )
            .await?
            .ok_or_else(no_version)?;
        let version = row.integer("version")?;
        if let Some(earlier) = earlier.filter(|earlier| earlier.version != version) {
            return Err(Error::Conflict(format!(
                "the database has changed since the plan was made: it was at write {}, now it is at {version}; make a new plan",
                earlier.version
            )));
        }
        let run = Run::new(self, library, session, Mode::Apply, version);
        let (plan, mut run) = run.take(library, absent, progress).await?;
        if let Some(earlier) = earlier {
            refuse_another_plan(&plan, earlier)?;
        }
        run.remember_files(library, absent).await?;
        run.finish().await?;
        Ok(plan)
    }
}

impl<'a> Run<'a> {
    fn new(
        store: &'a Store,
        library: &Library,
        session: Session,
        mode: Mode,
        version: i64,
    ) -> Self {
        Self {
            store,
            session,
            mode,
            version,
            at: store.clock.now(),
            logged: 0,
            new_revisions: 0,
            tags: Tags::default(),
            changes: Vec::new(),
            unchanged: 0,
            met_articles: HashSet::new(),
            checked_articles: HashSet::new(),
            met_drafts: HashSet::new(),
            left_drafts: Vec::new(),
            met_images: HashSet::new(),
            ahead: Ahead::of(library),
        }
    }

    /// Goes through the whole library.
    async fn take(
        mut self,
        library: &Library,
        absent: Absent,
        progress: impl Fn(),
    ) -> Result<(Plan, Self)> {
        for file in &library.media {
            self.media(file).await?;
            progress();
        }
        for reference in &library.references {
            self.reference(reference).await?;
            progress();
        }
        for person in &library.people {
            self.person(person).await?;
            progress();
        }
        for therapy in &library.therapies {
            self.therapy(therapy).await?;
            progress();
        }
        for condition in &library.conditions {
            self.condition(condition).await?;
            progress();
        }
        for article in library.articles_in_order() {
            self.article(article).await?;
            progress();
        }
        let kept = self.absent(library, absent).await?;
        let plan = Plan {
            version: self.version,
            changes: std::mem::take(&mut self.changes),
            unchanged: self.unchanged,
            kept,
        };
        Ok((plan, self))
    }

    /// Takes the next number and commits. A write that changed nothing leaves no number.
    async fn finish(mut self) -> Result<()> {
        if self.logged == 0 {
            return self.session.commit().await;
        }
        self.keep_touched().await?;
        self.session.commit().await?;
        // Before anybody hears of success, so that who reads after it knows no older version.
        self.store.version.reach(self.version + 1);
        self.store.db.optimize().await
    }

    fn is_plan(&self) -> bool {
        self.mode == Mode::Plan
    }

    /// Keeps one revision for ever.
    async fn insert_revision(
        &mut self,
        kind: Kind,
        owner: &str,
        number: i32,
        content: &impl Serialize,
        source: &Source,
    ) -> Result<()> {
        self.new_revisions += 1;
        self.session
            .execute(
                "INSERT INTO revision (kind, owner, number, body, source_path, source, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                [
                    kind.as_str().into(),
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

fn refuse_another_plan(plan: &Plan, earlier: &EarlierPlan) -> Result<()> {
    let changes = serde_json::to_value(&plan.changes).map_err(without_json)?;
    if changes == earlier.changes {
        return Ok(());
    }
    Err(Error::Conflict(
        "applying would now do something else than the plan says; make a new plan".to_owned(),
    ))
}

fn no_version() -> Error {
    Error::Corrupt("content_version has no row".to_owned())
}

/// Content of ours always has a JSON form; what has none is a fault of the program, not of its user.
fn to_json(content: &impl Serialize) -> Result<String> {
    serde_json::to_string(content).map_err(without_json)
}

fn without_json(error: serde_json::Error) -> Error {
    Error::Corrupt(format!("content without a JSON form: {error}"))
}
