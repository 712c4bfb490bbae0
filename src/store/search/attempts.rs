//! What a query is answered with: what has all its words; else what has words like them; else what has some of them.

use super::SearchQuestion;
use super::correcting::{self, Correction};
use super::engine::Match;
use super::found::{Filters, Found};
use crate::content::{SearchCorrection, SearchTerm};
use crate::error::Result;
use crate::store::database::Session;

/// What was searched for in the end, and what that found.
pub struct Attempt {
    pub terms: Vec<SearchTerm>,
    pub wanted: Match,
    pub found: Found,
    pub corrected: Vec<SearchCorrection>,
    pub is_partial: bool,
}

/// The first attempt that found something, or the last.
pub async fn attempt(session: &mut Session, question: &SearchQuestion) -> Result<Attempt> {
    let filters = Filters::read(session, question).await?;
    let mut attempt = Attempt {
        terms: question.query.terms.clone(),
        wanted: Match::all(&question.query.terms, &question.query.excluded),
        found: Found::default(),
        corrected: Vec::new(),
        is_partial: false,
    };
    attempt.find(session, &filters).await?;
    if attempt.found.total > 0 {
        return Ok(attempt);
    }
    let Correction { corrected, missing } =
        correcting::correct(session, &mut attempt.terms).await?;
    if !corrected.is_empty() {
        attempt.corrected = corrected;
        attempt.wanted = Match::all(&attempt.terms, &question.query.excluded);
        attempt.find(session, &filters).await?;
    }
    if attempt.found.total == 0 && attempt.terms.len() > 1 {
        attempt
            .find_some(session, (question, &filters), &missing)
            .await?;
    }
    Ok(attempt)
}

impl Attempt {
    async fn find(&mut self, session: &mut Session, filters: &Filters) -> Result<()> {
        self.found = Found::read(session, (&self.wanted, &self.terms), filters).await?;
        Ok(())
    }

    /// What has all words but those that nothing has; else what has any.
    async fn find_some(
        &mut self,
        session: &mut Session,
        (question, filters): (&SearchQuestion, &Filters),
        missing: &[SearchTerm],
    ) -> Result<()> {
        let excluded = &question.query.excluded;
        let is_known = |term: &SearchTerm| !missing.contains(term);
        let known: Vec<SearchTerm> = self
            .terms
            .iter()
            .filter(|term| is_known(term))
            .cloned()
            .collect();
        if !missing.is_empty() && !known.is_empty() {
            self.terms = known;
            self.wanted = Match::all(&self.terms, excluded);
            self.find(session, filters).await?;
        }
        if self.found.total == 0 {
            self.wanted = Match::any(&self.terms, excluded);
            self.find(session, filters).await?;
        }
        self.is_partial = self.found.total > 0;
        Ok(())
    }
}
