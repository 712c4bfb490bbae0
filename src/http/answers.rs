//! Answers kept in memory for the next reader, under a bound.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use url::form_urlencoded::{self, byte_serialize};

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

/// What `encodeURIComponent` escapes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// No escapes in the path, no pair of the query that is empty, and either no escapes there or those that browsers write: of
/// a form, with `+` for a space, or of `encodeURIComponent`.
fn is_plain(target: &str) -> bool {
    let Some((path, query)) = target.split_once('?') else {
        return !target.contains('%');
    };
    if path.contains('%') || query.split('&').any(str::is_empty) {
        return false;
    }
    !query.contains(['%', '+'])
        || query == written(query, |text| byte_serialize(text.as_bytes()).collect())
        || query
            == written(query, |text| {
                utf8_percent_encode(text, COMPONENT).to_string()
            })
}

/// A query as it is when each name and value is escaped in one way.
fn written(query: &str, escaped: impl Fn(&str) -> String) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let pairs = pairs.map(|(name, value)| format!("{}={}", escaped(&name), escaped(&value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_write_is_kept_and_other_spellings_of_it_are_not() {
        for plain in [
            "/v1/articles",
            "/v1/articles?limit=5",
            "/v1/articles?filter=a,b",
            "/v1/search?q=hot+stones",
            "/v1/search?q=hot%20stones",
            "/v1/search?q=what's%20R%C3%BCcken",
            "/v1/search?q=what%27s+R%C3%BCcken&limit=5",
        ] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in [
            "/v1/article%73",
            "/v1/articles?&limit=5",
            "/v1/articles?limit=5&",
            "/v1/search?q=h%6Ft+stones",
            "/v1/search?q=hot+stones%20help",
            "/v1/search?q=r%c3%bccken",
            "/v1/search?q=hot+stones&limit",
            "/v1/search?q=100%",
        ] {
            assert!(!is_plain(other), "{other}");
        }
    }
}
