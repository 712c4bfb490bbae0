//! Answers kept in memory for the next reader, under a bound.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::finishing::Ready;
use crate::config::HttpSettings;

/// A typical answer, so that the memory knows how many to expect.
const TYPICAL_BYTES: usize = 16 * 1024;

/// The answers that are kept, by the target of their request.
pub struct Answers(Option<Cache<String, Kept, Weight>>);

/// An answer that a reader may get again while the content is of the same version.
#[derive(Clone)]
pub struct Kept {
    /// The version of the content, read before the answer was made: what is newer only drops it too early.
    pub version: i64,
    /// The pattern of the path, for the figures.
    pub route: Arc<str>,
    pub ready: Arc<Ready>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Kept> for Weight {
    fn weight(&self, target: &String, kept: &Kept) -> u64 {
        u64::try_from(target.len() + kept.ready.weight() + 256).unwrap_or(u64::MAX)
    }
}

impl Answers {
    pub fn new(settings: &HttpSettings) -> Self {
        let bytes = usize::try_from(settings.cache_mb).unwrap_or(usize::MAX) * 1024 * 1024;
        let bound = u64::try_from(bytes).unwrap_or(u64::MAX);
        Self((bytes > 0).then(|| Cache::with_weighter(bytes / TYPICAL_BYTES, bound, Weight)))
    }

    /// The answer to a target, if it was made from this version of the content.
    pub fn get(&self, target: &str, version: i64) -> Option<Kept> {
        let kept = self.0.as_ref()?.get(target)?;
        (kept.version == version).then_some(kept)
    }

    /// Keeps an answer. A target that could be written more plainly is not worth the place: one answer has any number of
    /// them, and whoever asked for all would push out what others ask for.
    pub fn keep(&self, target: &str, kept: Kept) {
        if let Some(cache) = self.0.as_ref().filter(|_| is_plain(target)) {
            cache.insert(target.to_owned(), kept);
        }
    }

    /// How many answers are kept, and how many bytes they take.
    pub fn size(&self) -> (u64, u64) {
        self.0.as_ref().map_or((0, 0), |cache| {
            (
                u64::try_from(cache.len()).unwrap_or(u64::MAX),
                cache.weight(),
            )
        })
    }
}

/// No escapes, and no pair of a query that is empty.
fn is_plain(target: &str) -> bool {
    let query = target.split_once('?').map(|(_, query)| query);
    !target.contains(['%', '+'])
        && query.is_none_or(|query| query.split('&').all(|pair| !pair.is_empty()))
}
