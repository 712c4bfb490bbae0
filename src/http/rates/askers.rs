//! The requests of each asker, counted by the generic cell rate algorithm.

use std::convert::Infallible;
use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::Clock;
use governor::middleware::StateInformationMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use quick_cache::sync::Cache;

use super::{Admission, Asker, Rate, Told};

/// How many askers are remembered. Who makes up more addresses than that, which takes a network of their own, has the
/// oldest of them forgotten and gains what the others have anyway; the memory is a few mebibytes whatever comes.
pub const MAX_ASKERS: usize = 50_000;

type Limiter<C> = RateLimiter<NotKeyed, InMemoryState, C, StateInformationMiddleware>;

/// A rate and what each asker has used of it.
pub struct Askers<C: Clock> {
    rate: Rate,
    quota: Quota,
    clock: C,
    limiters: Cache<Asker, Arc<Limiter<C>>>,
}

impl<C: Clock + Clone> Askers<C> {
    /// `None` when the rate sets no limit.
    pub fn new(rate: Rate, clock: &C) -> Option<Self> {
        let burst = NonZeroU32::new(rate.quota)?;
        let quota = Quota::with_period(rate.interval())?.allow_burst(burst);
        Some(Self {
            rate,
            quota,
            clock: clock.clone(),
            limiters: Cache::new(MAX_ASKERS),
        })
    }

    pub fn check(&self, asker: &Asker) -> Admission {
        let limiter = self.limiter(asker);
        let (remaining, retry_after) = match limiter.check() {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(not_until) => (0, Some(not_until.wait_time_from(self.clock.now()))),
        };
        let used = self.rate.quota - remaining.min(self.rate.quota);
        Admission {
            told: Some(Told {
                rate: self.rate,
                remaining,
                reset: self.quota.replenish_interval() * used,
            }),
            retry_after,
        }
    }

    /// How many askers are remembered now.
    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.limiters.len()
    }

    fn limiter(&self, asker: &Asker) -> Arc<Limiter<C>> {
        let fresh = || {
            let limiter = RateLimiter::direct_with_clock(self.quota, self.clock.clone());
            Ok::<_, Infallible>(Arc::new(limiter.with_middleware()))
        };
        match self.limiters.get_or_insert_with(asker, fresh) {
            Ok(limiter) => limiter,
            Err(never) => match never {},
        }
    }
}
