//! How much each source gave, what several of its articles share counted once.

use std::collections::HashSet;

use crate::content::{ReferenceKey, Slug};

/// How much one source gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub file: String,
    pub articles: usize,
    pub therapies: usize,
    pub conditions: usize,
    pub people: usize,
    pub references: usize,
    pub images: usize,
}

/// Counts the source under way.
#[derive(Default)]
pub struct Tally {
    file: String,
    done: Vec<Counts>,
    pub articles: usize,
    pub therapies: HashSet<Slug>,
    pub conditions: HashSet<Slug>,
    pub people: HashSet<Slug>,
    pub references: HashSet<ReferenceKey>,
    pub images: HashSet<String>,
}

impl Tally {
    /// Goes on with a source, which may be another than before.
    pub fn begin(&mut self, file: &str) {
        if self.file != file {
            self.close();
            self.file = file.to_owned();
        }
    }

    /// Ends the source under way. One that gave nothing is none.
    fn close(&mut self) {
        let counts = Counts {
            file: std::mem::take(&mut self.file),
            articles: std::mem::take(&mut self.articles),
            therapies: std::mem::take(&mut self.therapies).len(),
            conditions: std::mem::take(&mut self.conditions).len(),
            people: std::mem::take(&mut self.people).len(),
            references: std::mem::take(&mut self.references).len(),
            images: std::mem::take(&mut self.images).len(),
        };
        if counts.articles + counts.references + counts.therapies + counts.conditions > 0 {
            self.done.push(counts);
        }
    }

    /// The counts of all sources, in their order.
    pub fn into_counts(mut self) -> Vec<Counts> {
        self.close();
        self.done
    }
}
