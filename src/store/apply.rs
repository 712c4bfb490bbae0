//! Applying a library: what changed becomes new revisions, in one transaction. What says the same stays untouched.
//!
//! A plan is the same run without its writes, so that an apply does exactly what its plan says.

mod absent;
mod ahead;
mod apply_articles;
mod apply_entries;
mod apply_media;
mod conflicts;
mod names;
mod removal;
mod request;
mod seed_files;

use std::collections::HashSet;

use super::Store;
use super::writing::{Writing, without_json};
use crate::content::{Change, Conflict, Library, Plan};
use crate::error::Result;
use ahead::Ahead;
use conflicts::refuse_conflicts;
use names::MetNames;
use removal::LeftDraft;

pub use request::{Absent, ApplyRequest, EarlierPlan, Unseen};

/// One pass over a library against the database: with a session that reads it becomes a plan, with one that writes an
/// apply.
struct Run<'a> {
    writing: Writing<'a>,
    mode: Mode,
    changes: Vec<Change>,
    conflicts: Vec<Conflict>,
    unchanged: usize,
    met_names: MetNames,
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
    /// What applying a library would change, and what stands against it. Nothing is written. `progress` is told after each
    /// piece of content.
    pub async fn plan(&self, request: &ApplyRequest<'_>, progress: impl Fn()) -> Result<Plan> {
        let writing = Writing::begin_reading(self).await?;
        Run::new(request.library, writing, Mode::Plan)
            .take(request.library, request.absent, progress)
            .await
            .map(|(plan, _)| plan)
    }

    /// Stores what a library says and the database does not say yet, all of it or nothing, and tells what it did. With
    /// an earlier plan it does that one or nothing. `progress` is told after each piece of content.
    pub async fn apply(&self, request: &ApplyRequest<'_>, progress: impl Fn()) -> Result<Plan> {
        let ApplyRequest {
            library, absent, ..
        } = *request;
        let mut writing = Writing::begin(self, request.signature).await?;
        writing.is_from_folder = true;
        if let Some(earlier) = request.earlier {
            earlier.refuse_later(writing.version)?;
        }
        let run = Run::new(library, writing, Mode::Apply);
        let (plan, mut run) = run.take(library, absent, progress).await?;
        if let Some(earlier) = request.earlier {
            let changes = serde_json::to_value(&plan.changes).map_err(without_json)?;
            earlier.refuse_other_changes(&changes)?;
        }
        if request.unseen == Unseen::Protect {
            refuse_conflicts(&plan)?;
        }
        run.remember_files(library, absent).await?;
        run.writing.finish().await?;
        Ok(plan)
    }
}

impl<'a> Run<'a> {
    fn new(library: &Library, writing: Writing<'a>, mode: Mode) -> Self {
        Self {
            writing,
            mode,
            changes: Vec::new(),
            conflicts: Vec::new(),
            unchanged: 0,
            met_names: MetNames::default(),
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
            self.entry(reference).await?;
            progress();
        }
        for person in &library.people {
            self.entry(person).await?;
            progress();
        }
        for therapy in &library.therapies {
            self.entry(therapy).await?;
            progress();
        }
        for condition in &library.conditions {
            self.entry(condition).await?;
            progress();
        }
        for some in library.articles_in_order().chunks(names::AT_ONCE) {
            self.met_names.ask(&mut self.writing.session, some).await?;
            for article in some {
                self.article(article).await?;
                progress();
            }
        }
        let kept = self.absent(library, absent).await?;
        let plan = Plan {
            version: self.writing.version,
            changes: std::mem::take(&mut self.changes),
            conflicts: std::mem::take(&mut self.conflicts),
            unchanged: self.unchanged,
            kept,
        };
        Ok((plan, self))
    }

    fn is_plan(&self) -> bool {
        self.mode == Mode::Plan
    }
}
