//! What this process knows of the writes to its database: the number of the last one, and what the latest touched.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use super::Touched;
use super::footing::{TagHash, hash};

/// How many tags are remembered, some 3 MB of them; then all that is kept counts as touched once.
const MAX_REMEMBERED: usize = 64 * 1024;

/// The number of the last write that this process knows of. Clones share it; it never falls.
#[derive(Clone, Debug)]
pub struct KnownVersion(Arc<Known>);

#[derive(Debug)]
struct Known {
    /// Apart from what wakes others, because every request reads it.
    version: AtomicI64,
    latest: RwLock<Latest>,
    heard: watch::Sender<i64>,
}

/// Which write touched a tag last.
#[derive(Debug)]
struct Latest {
    touched: HashMap<TagHash, i64>,
    /// Of the writes until this one it is not known any more.
    forgotten: i64,
}

impl KnownVersion {
    pub fn new(version: i64) -> Self {
        Self(Arc::new(Known {
            version: AtomicI64::new(version),
            latest: RwLock::new(Latest {
                touched: HashMap::new(),
                forgotten: version,
            }),
            heard: watch::Sender::new(version),
        }))
    }

    pub fn get(&self) -> i64 {
        self.0.version.load(Ordering::Acquire)
    }

    pub fn subscribe(&self) -> watch::Receiver<i64> {
        self.0.heard.subscribe()
    }

    /// Goes up to a number, or stays at a higher one. `touched` is what was touched since a number that was known.
    ///
    /// What was touched is there before the number is: who sees the number finds it.
    pub fn reach(&self, version: i64, touched: &Touched) {
        let before = {
            let mut latest = self
                .0
                .latest
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            // What somebody else has told meanwhile is not worth telling again.
            if version > self.get() {
                latest.note(version, touched);
            }
            self.0.version.fetch_max(version, Ordering::AcqRel)
        };
        if before < version {
            self.0.heard.send_if_modified(|heard| {
                let is_higher = *heard < version;
                *heard = version.max(*heard);
                is_higher
            });
        }
    }

    /// Whether any write after a number, as far as is known now, touched one of these tags, or may have.
    pub fn touched_since(&self, version: i64, tags: &[TagHash]) -> bool {
        let latest = self.0.latest.read().unwrap_or_else(PoisonError::into_inner);
        version < latest.forgotten
            || tags
                .iter()
                .any(|tag| latest.touched.get(tag).is_some_and(|last| *last > version))
    }
}

impl Latest {
    fn note(&mut self, version: i64, touched: &Touched) {
        match touched {
            Touched::Named(tags) if self.touched.len() + tags.len() <= MAX_REMEMBERED => {
                let tags = tags.iter().map(|tag| (hash(tag), version));
                self.touched.extend(tags);
            }
            Touched::Named(_) | Touched::Everything => {
                self.touched = HashMap::new();
                self.forgotten = version;
            }
        }
    }
}

#[cfg(test)]
mod tests;
