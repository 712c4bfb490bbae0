//! How much one client may ask for, and how much is worked on at once. What is refused here costs next to nothing.

mod askers;
mod work;
mod wrong_keys;

use std::time::Duration;

use actix_web::http::header::{HeaderName, HeaderValue};
use governor::clock::{Clock, DefaultClock};

use super::address::Network;
use super::refusal::{Refusal, Result};
use crate::config::HttpSettings;
use askers::Askers;
use wrong_keys::WrongKeys;

pub use work::{Permit, Work};

const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// The rates of all clients of this process. A rate of 0 in the settings sets no limit.
pub struct Rates<C: Clock = DefaultClock> {
    reads: Option<Askers<C>>,
    writes: Option<Askers<C>>,
    wrong_keys: Option<WrongKeys<C>>,
}

/// What a request is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A read without a key. Who has a key is not counted.
    Reads,
    /// A write.
    Writes,
}

/// Who a request is counted for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Asker {
    /// The holder of a key that was found right, by the id of the key.
    Key(String),
    /// Whoever is at an address.
    Address(Network),
}

/// A rate with its name: so many in so many seconds.
#[derive(Clone, Copy, Debug)]
struct Rate {
    name: &'static str,
    quota: u32,
    window_seconds: u32,
}

/// Whether a request may go on, and what is told about it.
#[derive(Debug, Default)]
#[must_use]
pub struct Admission {
    told: Option<Told>,
    retry_after: Option<Duration>,
}

/// What `RateLimit-Policy` and `RateLimit` say (draft-ietf-httpapi-ratelimit-headers).
#[derive(Debug)]
struct Told {
    rate: Rate,
    remaining: u32,
    /// How long it takes until the whole quota is there again.
    reset: Duration,
}

impl Rates {
    pub fn new(settings: &HttpSettings) -> Self {
        Self::with_clock(settings, &DefaultClock::default())
    }
}

impl<C: Clock + Clone> Rates<C> {
    fn with_clock(settings: &HttpSettings, clock: &C) -> Self {
        let rate = |name, quota, window_seconds| Rate {
            name,
            quota,
            window_seconds,
        };
        let reads = rate("reads", settings.reads_per_second, 1);
        let writes = rate("writes", settings.writes_per_second, 1);
        let wrong_keys = rate("wrong-keys", settings.wrong_keys_per_minute, 60);
        Self {
            reads: Askers::new(reads, clock),
            writes: Askers::new(writes, clock),
            wrong_keys: WrongKeys::new(wrong_keys, clock),
        }
    }

    /// Counts a request.
    pub fn check(&self, policy: Policy, asker: &Asker) -> Admission {
        let askers = match (policy, asker) {
            (Policy::Reads, Asker::Key(_)) => None,
            (Policy::Reads, Asker::Address(_)) => self.reads.as_ref(),
            (Policy::Writes, _) => self.writes.as_ref(),
        };
        askers.map_or_else(Admission::default, |askers| askers.check(asker))
    }

    /// Whether a key from an address is looked at. Ask this before the key is looked up.
    ///
    /// After too many wrong ones within a minute none is, right ones included: a right key that is answered otherwise than a
    /// wrong one would let guessing go on. Only a key that was found right from there before goes on, so whoever works
    /// behind an address that others share is not locked out by them; a newcomer waits until the guessing has paused.
    pub fn may_try_key(&self, network: Network, key: &str) -> Admission {
        let wrong_keys = self.wrong_keys.as_ref();
        wrong_keys.map_or_else(Admission::default, |wrong| wrong.may_try(network, key))
    }

    /// Counts a key that was found wrong, or that is right no longer.
    pub fn wrong_key(&self, network: Network, key: &str) {
        if let Some(wrong_keys) = &self.wrong_keys {
            wrong_keys.count(network, key);
        }
    }

    /// Remembers a key that was found right.
    pub fn right_key(&self, network: Network, key: &str) {
        if let Some(wrong_keys) = &self.wrong_keys {
            wrong_keys.remember(network, key);
        }
    }
}

impl Admission {
    /// Fails when the request must wait. The answer says how long in `Retry-After`, never 0.
    pub fn outcome(&self) -> Result<()> {
        match self.retry_after {
            None => Ok(()),
            Some(wait) => Err(Refusal::TooManyRequests {
                retry_after_seconds: whole_seconds(wait).max(1),
                limit: self.headers(),
            }),
        }
    }

    /// `RateLimit-Policy` and `RateLimit` of an answer, where there is a limit.
    pub fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let Some(Told {
            rate,
            remaining,
            reset,
        }) = &self.told
        else {
            return Vec::new();
        };
        let Rate {
            name,
            quota,
            window_seconds,
        } = rate;
        let reset_seconds = whole_seconds(*reset);
        let policy = format!("\"{name}\";q={quota};w={window_seconds}");
        let state = format!("\"{name}\";r={remaining};t={reset_seconds}");
        let told = [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, state)];
        told.map(|(name, text)| {
            let value = HeaderValue::try_from(text).expect("names and numbers are ASCII");
            (name, value)
        })
        .into()
    }
}

impl Rate {
    /// The time in which one more is earned.
    fn interval(self) -> Duration {
        Duration::from_secs(self.window_seconds.into()) / self.quota
    }
}

/// Rounded up: who comes back after that time finds what was promised.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests;
