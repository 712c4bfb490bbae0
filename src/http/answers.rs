//! Answers kept in memory for the next reader, under a bound.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::finishing::Ready;
use super::metrics::Series;
use crate::config::HttpSettings;
use crate::store::{Footing, Store};

/// A typical answer, so that the memory knows how many to expect.
const TYPICAL_BYTES: usize = 16 * 1024;

/// The answers that are kept, by the target of their request.
pub struct Answers(Option<Cache<String, Arc<Kept>, Weight>>);

/// An answer that a reader may get again while it stands on its footing.
pub struct Kept {
    pub footing: Footing,
    /// The pattern of the path, for the figures.
    pub route: Arc<str>,
    pub ready: Arc<Ready>,
    /// Where its readers are counted.
    pub series: Series,
}

impl Kept {
    pub fn of(route: Option<String>, footing: Footing, ready: &Arc<Ready>) -> Self {
        Self {
            footing,
            route: route.unwrap_or_default().into(),
            ready: Arc::clone(ready),
            series: Series::default(),
        }
    }
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Kept>> for Weight {
    fn weight(&self, target: &String, kept: &Arc<Kept>) -> u64 {
        let footing = kept.footing.weight();
        u64::try_from(target.len() + kept.ready.weight() + footing + 512).unwrap_or(u64::MAX)
    }
}

impl Answers {
    pub fn new(settings: &HttpSettings) -> Self {
        let bytes = usize::try_from(settings.cache_mb).unwrap_or(usize::MAX) * 1024 * 1024;
        let bound = u64::try_from(bytes).unwrap_or(u64::MAX);
        Self((bytes > 0).then(|| Cache::with_weighter(bytes / TYPICAL_BYTES, bound, Weight)))
    }

    /// The answer to a target, if it would be the same if it were made anew. Writes drop nothing here: what they touched is
    /// found out, once for each answer, by the next who asks for it.
    pub fn get(&self, target: &str, store: &Store) -> Option<Arc<Kept>> {
        let kept = self.0.as_ref()?.get(target)?;
        store.still_holds(&kept.footing).then_some(kept)
    }

    /// Whether the answer to a target would be kept. One that could be written more plainly is not worth the place: an
    /// answer has any number of them, and whoever asked for all would push out what others ask for.
    pub fn would_keep(&self, target: &str) -> bool {
        self.0.is_some() && is_plain(target)
    }

    pub fn keep(&self, target: &str, kept: Arc<Kept>) {
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
