//! What is to be applied, and how.

use serde_json::Value;

use crate::content::{Library, Signature};
use crate::error::{Error, Result};

/// A library that is to be applied, or planned to be.
#[derive(Clone, Copy, Debug)]
pub struct ApplyRequest<'a> {
    pub library: &'a Library,
    pub absent: Absent,
    pub unseen: Unseen,
    /// A plan that was made earlier, which an apply must do exactly.
    pub earlier: Option<&'a EarlierPlan>,
    pub signature: &'a Signature,
}

/// What happens to stored content that a library does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    Keep,
    Remove,
}

/// What happens to what was written over HTTP and is in no folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// It stands against an apply that would overwrite it.
    Protect,
    Overwrite,
}

/// A plan that was made earlier.
#[derive(Clone, Debug)]
pub struct EarlierPlan {
    /// The number of the last write when it was made.
    pub version: i64,
    /// Its changes, as JSON, where they are known.
    pub changes: Option<Value>,
}

impl<'a> ApplyRequest<'a> {
    /// The library, by a command of this program. Nothing goes, and nothing unseen is overwritten.
    pub fn of(library: &'a Library) -> Self {
        Self {
            library,
            absent: Absent::Keep,
            unseen: Unseen::Protect,
            earlier: None,
            signature: &Signature::COMMAND,
        }
    }

    /// The same with another fate of what the library does not have.
    pub fn with_absent(self, absent: Absent) -> Self {
        Self { absent, ..self }
    }
}

impl EarlierPlan {
    /// Fails when something has been written since.
    pub(super) fn refuse_later(&self, version: i64) -> Result<()> {
        if self.version == version {
            return Ok(());
        }
        Err(Error::Conflict(format!(
            "the database has changed since the plan was made: it was at write {}, now it is at {version}; make a new plan",
            self.version
        )))
    }

    /// Fails when other changes have been found.
    pub(super) fn refuse_other_changes(&self, changes: &Value) -> Result<()> {
        match &self.changes {
            Some(planned) if planned != changes => Err(Error::Conflict(
                "applying would now do something else than the plan says; make a new plan"
                    .to_owned(),
            )),
            Some(_) | None => Ok(()),
        }
    }
}
