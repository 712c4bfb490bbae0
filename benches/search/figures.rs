//! Times and their percentiles.

use std::time::Duration;

/// How long each of some requests took.
#[derive(Clone, Default)]
pub struct Figures(Vec<Duration>);

impl Figures {
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub fn add(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The time in milliseconds that so many of a hundred did not exceed.
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut times = self.0.clone();
        times.sort();
        let at = (times.len() * percent).div_ceil(100).max(1) - 1;
        times
            .get(at)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}
