//! Wrong keys by address, and the keys that were found right there.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::{Clock, Reference};
use quick_cache::sync::Cache;

use super::askers::MAX_ASKERS;
use super::{Admission, Rate, Told};
use crate::http::address::Network;

/// The wrong keys of each network, counted by the generic cell rate algorithm. Unlike `governor`, it can be asked without
/// counting, so that right keys cost nothing.
pub struct WrongKeys<C: Clock> {
    rate: Rate,
    clock: C,
    start: C::Instant,
    /// The moment, in nanoseconds since the start, at which the last wrong key will be forgiven.
    debts: Cache<Network, Arc<AtomicU64>>,
    /// Hashes of keys that were found right, with where they came from. What a hash is worth ends with the process: it
    /// spares a key the wait, and the key is checked all the same.
    right: Cache<(Network, u64), ()>,
    hasher: RandomState,
}

impl<C: Clock + Clone> WrongKeys<C> {
    /// `None` when the rate sets no limit.
    pub fn new(rate: Rate, clock: &C) -> Option<Self> {
        if rate.quota == 0 {
            return None;
        }
        Some(Self {
            rate,
            clock: clock.clone(),
            start: clock.now(),
            debts: Cache::new(MAX_ASKERS),
            right: Cache::new(MAX_ASKERS),
            hasher: RandomState::new(),
        })
    }

    pub fn may_try(&self, network: Network, key: &str) -> Admission {
        let Some(debt) = self.debts.get(&network) else {
            return Admission::default();
        };
        let forgiven_in = debt.load(Ordering::Relaxed).saturating_sub(self.now());
        let window = self.interval() * u64::from(self.rate.quota);
        // There must be room for one more wrong key.
        let wait = (forgiven_in + self.interval()).saturating_sub(window);
        if wait == 0 || self.right.get(&(network, self.hash(key))).is_some() {
            return Admission::default();
        }
        Admission {
            told: Some(Told {
                rate: self.rate,
                remaining: 0,
                reset: Duration::from_nanos(forgiven_in),
            }),
            retry_after: Some(Duration::from_nanos(wait)),
        }
    }

    /// Keys that were on their way together are all counted, but no debt is longer than two windows: who stops guessing is
    /// forgiven soon.
    pub fn count(&self, network: Network, key: &str) {
        self.right.remove(&(network, self.hash(key)));
        let fresh = || Ok::<_, Infallible>(Arc::new(AtomicU64::new(0)));
        let debt = match self.debts.get_or_insert_with(&network, fresh) {
            Ok(debt) => debt,
            Err(never) => match never {},
        };
        let now = self.now();
        let longest = now + 2 * self.interval() * u64::from(self.rate.quota);
        let add = |debt: u64| Some((debt.max(now) + self.interval()).min(longest));
        // The closure always gives a value, so this cannot fail.
        let _ = debt.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }

    pub fn remember(&self, network: Network, key: &str) {
        self.right.insert((network, self.hash(key)), ());
    }

    /// How many networks and keys are remembered now.
    #[cfg(test)]
    pub fn counts(&self) -> (usize, usize) {
        (self.debts.len(), self.right.len())
    }

    fn hash(&self, key: &str) -> u64 {
        self.hasher.hash_one(key)
    }

    fn now(&self) -> u64 {
        self.clock.now().duration_since(self.start).as_u64()
    }

    fn interval(&self) -> u64 {
        u64::try_from(self.rate.interval().as_nanos()).unwrap_or(u64::MAX)
    }
}
