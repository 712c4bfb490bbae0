//! What an answer that is kept stands on, in a form that is asked about for every reader.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::atomic::{AtomicI64, Ordering};

use super::KnownVersion;
use crate::content::Tags;

/// What an answer rests on, and the number of the write until which it is known to be what would be made anew.
#[derive(Debug)]
pub struct Footing {
    version: AtomicI64,
    tags: Box<[TagHash]>,
}

/// Stands for a tag. Two that meet by chance only drop an answer too early.
pub(super) type TagHash = u64;

impl Footing {
    /// That of an answer with these tags. The version was taken before anything of the answer was read.
    pub fn new(version: i64, tags: &Tags) -> Self {
        Self {
            version: AtomicI64::new(version),
            tags: tags.iter().map(hash).collect(),
        }
    }

    /// The number of a write that the answer shows, with all before it.
    pub fn version(&self) -> i64 {
        self.version.load(Ordering::Acquire)
    }

    /// How much memory it takes.
    pub fn weight(&self) -> usize {
        size_of_val(&*self.tags)
    }

    /// Only the first reader after a write compares tags. An answer without tags says nothing of what it rests on, so
    /// that every write drops it.
    pub(super) fn holds_for(&self, known: &KnownVersion) -> bool {
        let (version, now) = (self.version(), known.get());
        if version >= now {
            return true;
        }
        let holds = !self.tags.is_empty() && !known.touched_since(version, &self.tags);
        if holds {
            self.version.fetch_max(now, Ordering::AcqRel);
        }
        holds
    }
}

pub(super) fn hash(tag: &str) -> TagHash {
    let mut hasher = DefaultHasher::new();
    tag.hash(&mut hasher);
    hasher.finish()
}
