//! What happens by itself when its moment has come: each article in a write of its own, so that a broken one holds up no
//! other.

use std::collections::HashSet;

use super::findings;
use super::publishing::{MAX_TRIES, errors_of, refuse_unpublishable};
use crate::content::{Finding, FindingSeverity, Moment};
use crate::error::{Error, Result, Violation};
use crate::store::{Deed, Due, DueText, Store};

/// The moments to come of one database.
#[derive(Debug)]
pub struct Schedule {
    store: Store,
    /// The last write that was known when the next moment was asked for.
    version: Option<i64>,
    next: Option<Moment>,
}

impl Schedule {
    pub fn new(store: Store) -> Self {
        Self {
            store,
            version: None,
            next: None,
        }
    }

    /// Does everything whose moment has come. The database is asked only when a moment has come, or when something was
    /// written since.
    pub async fn keep(&mut self) -> Result<()> {
        let version = self.store.version();
        if self.version != Some(version) {
            let due = self.store.due().await?;
            self.next = due.first().map(|due| due.at);
            self.version = Some(version);
        }
        if self.next.is_some_and(|next| next <= self.store.now()) {
            self.version = None;
            self.do_all().await?;
        }
        Ok(())
    }

    /// Does what is due in the order of its moments. What fails in a way that may pass is left for the next time.
    async fn do_all(&self) -> Result<()> {
        let mut left = HashSet::new();
        let mut passed: Option<Due> = None;
        loop {
            let now = self.store.now();
            let mut due = self.store.due_after(passed.as_ref()).await?;
            due.retain(|due| due.at <= now);
            let Some(next) = due.iter().find(|due| !left.contains(&due.article)) else {
                // Only so many are looked at together; there may be others behind those that are left.
                passed = due.pop();
                match passed {
                    Some(_) => continue,
                    None => return Ok(()),
                }
            };
            if let Err(error) = self.perform(next).await {
                tracing::error!(article = %next.article, due_at = %next.at, %error, "what is due could not be done");
                left.insert(next.article.clone());
            }
        }
    }

    async fn perform(&self, due: &Due) -> Result<()> {
        let Deed::Publish { revision } = due.deed else {
            if self.store.unpublish_due(due).await? {
                tracing::info!(article = %due.article, due_at = %due.at, "an article is public no longer, as scheduled");
            }
            return Ok(());
        };
        match self.publish(due, revision).await {
            Ok(Outcome::Done) => {
                tracing::info!(article = %due.article, revision, due_at = %due.at, "a revision is public, as scheduled");
                Ok(())
            }
            Ok(Outcome::Overtaken) => Ok(()),
            Ok(Outcome::Stopped(findings)) => self.fail(due, revision, &findings).await,
            Err(error) => match findings_of(&error) {
                Some(findings) => self.fail(due, revision, &findings).await,
                None => Err(error),
            },
        }
    }

    async fn publish(&self, due: &Due, revision: i32) -> Result<Outcome> {
        let _turn = self.store.publishing_turn().await;
        for _ in 0..MAX_TRIES {
            match self.publish_checked(due, revision).await {
                Err(Error::Outdated) => {}
                done => return done,
            }
        }
        Err(Error::Busy)
    }

    async fn publish_checked(&self, due: &Due, revision: i32) -> Result<Outcome> {
        let Some(text) = self.store.due_text(due).await? else {
            return Ok(Outcome::Overtaken);
        };
        let DueText {
            draft,
            is_forced,
            version,
        } = text;
        let stops = errors_of(findings(&self.store, &draft).await?);
        if refuse_unpublishable(&stops, is_forced).is_err() {
            return Ok(Outcome::Stopped(stops));
        }
        Ok(
            match self.store.publish_due(due, revision, version).await? {
                true => Outcome::Done,
                false => Outcome::Overtaken,
            },
        )
    }

    async fn fail(&self, due: &Due, revision: i32, findings: &[Finding]) -> Result<()> {
        if self.store.fail_due(due, revision, findings).await? {
            let codes: Vec<&str> = findings.iter().map(|found| found.code.as_str()).collect();
            let findings = codes.join(", ");
            tracing::warn!(article = %due.article, revision, due_at = %due.at, findings, "a revision was not fit to become public as scheduled");
        }
        Ok(())
    }
}

/// What became of a publication at its moment.
enum Outcome {
    Done,
    /// It was not to be any more.
    Overtaken,
    Stopped(Vec<Finding>),
}

/// What stands against a publication. A database that fails, or has too much to do, is no fault of the article.
fn findings_of(error: &Error) -> Option<Vec<Finding>> {
    match error {
        Error::Unpublishable(violations) => Some(violations.iter().map(finding).collect()),
        Error::Conflict(message) => Some(vec![finding_of("ID002", message)]),
        Error::Corrupt(message) => Some(vec![finding_of("CORRUPT", message)]),
        _ => None,
    }
}

fn finding(violation: &Violation) -> Finding {
    Finding {
        pointer: violation.pointer.clone(),
        line: violation.line.unwrap_or(1),
        column: violation.column.unwrap_or(1),
        ..finding_of(&violation.code, &violation.message)
    }
}

fn finding_of(code: &str, message: &str) -> Finding {
    Finding {
        code: code.to_owned(),
        severity: FindingSeverity::Error,
        message: message.to_owned(),
        advice: "mend the draft, and publish or schedule it again".to_owned(),
        block: None,
        pointer: None,
        line: 1,
        column: 1,
    }
}
