//! One build at a time of one answer, however many ask for it at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::answers::Kept;

/// What is being made, by what was asked.
#[derive(Clone, Default)]
pub struct Turns(Arc<Mutex<HashMap<String, watch::Receiver<Outcome>>>>);

/// What somebody is to do who asks for an answer that is not in memory.
pub enum Turn {
    /// To make it; whoever asks for the same meanwhile waits for it.
    Make(Making),
    /// To take what another has made meanwhile.
    Take(Arc<Kept>),
    /// To make it without regard to others: it is nothing that is kept.
    Alone,
}

#[derive(Clone)]
enum Outcome {
    UnderWay,
    Kept(Arc<Kept>),
    NotKept,
}

/// The making of one answer. When it is dropped without an end, as with a client that has gone, the next takes over.
pub struct Making {
    turns: Turns,
    question: String,
    outcome: watch::Sender<Outcome>,
}

impl Turns {
    pub async fn take(&self, question: String) -> Turn {
        loop {
            let mut other = match self.join(&question) {
                Ok(making) => return Turn::Make(making),
                Err(other) => other,
            };
            let outcome = other.wait_for(|outcome| !matches!(outcome, Outcome::UnderWay));
            match outcome.await.as_deref() {
                Ok(Outcome::Kept(kept)) => return Turn::Take(Arc::clone(kept)),
                Ok(Outcome::NotKept) => return Turn::Alone,
                Ok(Outcome::UnderWay) | Err(_) => {}
            }
        }
    }

    /// Begins to make something, or gives what tells how another ends who is making it.
    fn join(&self, question: &str) -> Result<Making, watch::Receiver<Outcome>> {
        let mut under_way = self.under_way();
        if let Some(other) = under_way.get(question) {
            return Err(other.clone());
        }
        let (outcome, told) = watch::channel(Outcome::UnderWay);
        under_way.insert(question.to_owned(), told);
        Ok(Making {
            turns: self.clone(),
            question: question.to_owned(),
            outcome,
        })
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<String, watch::Receiver<Outcome>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Making {
    /// Tells all who wait what was made; nothing, if it is not kept.
    pub fn end(self, kept: Option<Arc<Kept>>) {
        let outcome = kept.map_or(Outcome::NotKept, Outcome::Kept);
        self.outcome.send_replace(outcome);
    }
}

/// Who comes after this makes it anew; who has waited hears the outcome, or that there is none.
impl Drop for Making {
    fn drop(&mut self) {
        self.turns.under_way().remove(&self.question);
    }
}
