//! What a query is answered with: what has all its words, or words like them; else what has some of them.

use super::SearchQuestion;
use super::correcting;
use super::engine::Match;
use super::found::{Filters, Found};
use super::weights::Weights;
use crate::content::{SearchCorrection, SearchTerm};
use crate::error::Result;
use crate::store::database::Session;

/// What was searched for in the end, and what that found.
pub struct Attempt {
    pub terms: Vec<SearchTerm>,
    pub wanted: Match,
    pub found: Found,
    pub corrected: Vec<SearchCorrection>,
    /// Words so common that hits need not have them.
    pub common: Vec<String>,
    pub is_partial: bool,
}

/// The first attempt that found something, or the last.
pub async fn attempt(session: &mut Session, question: &SearchQuestion) -> Result<Attempt> {
    let filters = Filters::read(session, question).await?;
    let excluded = &question.query.excluded;
    let mut terms = question.query.terms.clone();
    let mut weights = Weights::read(session, &terms).await?;
    let corrected = correcting::correct(session, &mut terms, &weights).await?;
    if !corrected.is_empty() {
        weights = Weights::read(session, &terms).await?;
    }
    let (needed, common) = needed_of(&terms, &weights);
    let common = common.iter().map(|term| terms[*term].words.join(" "));
    let mut attempt = Attempt {
        wanted: Match::all(&some_of(&terms, &needed), excluded),
        found: Found::default(),
        is_partial: needed.len() + common.len() < terms.len(),
        common: common.collect(),
        corrected,
        terms,
    };
    if !needed.is_empty() {
        attempt.find(session, &weights, &filters).await?;
    }
    if attempt.found.total == 0 && attempt.terms.len() > 1 {
        attempt.wanted = Match::any(&attempt.terms, excluded);
        attempt.common.clear();
        attempt.is_partial = true;
        attempt.find(session, &weights, &filters).await?;
    } else if let Some(titled) = attempt.titled_elsewhere(&needed, &weights) {
        weights
            .weigh_titled(session, &attempt.terms, titled)
            .await?;
        let needed = some_of(&attempt.terms, &needed);
        attempt.wanted = Match::or_titled(&needed, &attempt.terms[titled], excluded);
        attempt.find(session, &weights, &filters).await?;
    }
    attempt.is_partial &= attempt.found.total > 0;
    Ok(attempt)
}

impl Attempt {
    async fn find(
        &mut self,
        session: &mut Session,
        weights: &Weights,
        filters: &Filters,
    ) -> Result<()> {
        self.found = Found::read(session, (&self.wanted, weights), filters).await?;
        Ok(())
    }

    /// The term that says best what is asked for, where what has all terms is about something else. Then a page with it in its
    /// title says more to whoever asks, though it lacks other words.
    fn titled_elsewhere(&self, needed: &[usize], weights: &Weights) -> Option<usize> {
        let (term, pages) = weights.subject(needed)?;
        let is_elsewhere = needed.len() > 1 && !self.found.has_any(pages);
        is_elsewhere.then_some(term)
    }
}

fn some_of(terms: &[SearchTerm], numbers: &[usize]) -> Vec<SearchTerm> {
    let some = numbers.iter().map(|number| terms[*number].clone());
    some.collect()
}

/// The numbers of the terms that hits must have, of those that anything has, and of the others: these are so common that they
/// say nothing beside the rest.
fn needed_of(terms: &[SearchTerm], weights: &Weights) -> (Vec<usize>, Vec<usize>) {
    let known = (0..terms.len()).filter(|number| !weights.is_missing(*number));
    let (common, needed): (Vec<_>, Vec<_>) = known.partition(|number| weights.is_common(*number));
    match needed.is_empty() {
        true => (common, Vec::new()),
        false => (needed, common),
    }
}
