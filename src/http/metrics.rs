//! Figures for Prometheus: what is counted while requests are answered, and what is read when somebody asks.

mod labels;
mod process;
mod scrape;
mod series;

use std::fmt;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

pub use labels::Refused;
pub use series::Series;

use crate::store::Figures;
use labels::{ForMemory, ForRefusal, ForRequest, ForRoute};
use process::Started;

/// OpenMetrics, the one form that there is: Prometheus has read it since 2018, and so does what follows it.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The bounds of the latency histogram, in seconds. An answer from memory takes less than the first, a client of ours has
/// given up after the last.
const LATENCY_BOUNDS: [f64; 16] = [
    0.0001, 0.000_25, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
    5.0, 10.0,
];

/// All that one server counts. Labels are of known sets, so that no client makes more series.
pub struct Metrics {
    registry: Registry,
    started: Started,
    requests: Family<ForRequest, Counter>,
    latency: Family<ForRoute, Histogram>,
    in_progress: Gauge,
    memory: Family<ForMemory, Counter>,
    kept_answers: Gauge,
    kept_bytes: Gauge,
    refusals: Family<ForRefusal, Counter>,
    panics: Counter,
    database_errors: Counter,
}

/// A request that is worked on, until this is dropped.
pub struct InProgress(Gauge);

impl Metrics {
    pub fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("sinew"),
            started: Started::now(),
            requests: Family::default(),
            latency: Family::new_with_constructor(|| Histogram::new(LATENCY_BOUNDS)),
            in_progress: Gauge::default(),
            memory: Family::default(),
            kept_answers: Gauge::default(),
            kept_bytes: Gauge::default(),
            refusals: Family::default(),
            panics: Counter::default(),
            database_errors: Counter::default(),
        };
        metrics.register_requests();
        metrics.register_work();
        metrics.begin_at_zero();
        metrics
    }

    /// Counts a request as worked on until the value is dropped.
    pub fn begin(&self) -> InProgress {
        self.in_progress.inc();
        InProgress(self.in_progress.clone())
    }

    /// Counts a request by the method that the client sent, the pattern that its path matched, never the path itself, and
    /// the status of its answer.
    pub fn answered(
        &self,
        method: &Method,
        pattern: Option<&str>,
        status: StatusCode,
        elapsed: Duration,
    ) {
        let request = ForRequest::of(method, pattern, status);
        let route = ForRoute::of(pattern);
        self.requests.get_or_create(&request).inc();
        self.latency
            .get_or_create(&route)
            .observe(elapsed.as_secs_f64());
    }

    /// Counts a question to the memory of answers.
    pub fn asked_memory(&self, is_hit: bool) {
        self.memory.get_or_create(&ForMemory::of(is_hit)).inc();
    }

    /// Says what the memory of answers holds now.
    pub fn memory_holds(&self, answers: u64, bytes: u64) {
        self.kept_answers.set(shown(answers));
        self.kept_bytes.set(shown(bytes));
    }

    pub fn refused(&self, refused: Refused) {
        self.refusals.get_or_create(&ForRefusal::of(refused)).inc();
    }

    pub fn panicked(&self) {
        self.panics.inc();
    }

    /// Counts a question that the database could not answer.
    pub fn database_failed(&self) {
        self.database_errors.inc();
    }

    /// All figures as OpenMetrics text. Without those of the store the answer says that the database is down.
    pub fn text(&self, figures: Option<&Figures>) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode_registry(&mut text, &self.registry)?;
        encode_registry(&mut text, &scrape::database(figures))?;
        encode_registry(&mut text, &process::figures(&self.started))?;
        encode_eof(&mut text)?;
        Ok(text)
    }

    fn register_requests(&mut self) {
        self.registry.register(
            "http_requests",
            "Requests that were answered, by method, pattern of the path and status",
            self.requests.clone(),
        );
        self.registry.register_with_unit(
            "http_request_duration",
            "Time from the head of a request to the head of its answer, by pattern of the path",
            Unit::Seconds,
            self.latency.clone(),
        );
        self.registry.register(
            "http_requests_in_progress",
            "Requests that are worked on",
            self.in_progress.clone(),
        );
        self.registry.register(
            "http_refusals",
            "Requests that were refused because there were too many, by reason",
            self.refusals.clone(),
        );
        self.registry.register(
            "http_panics",
            "Requests that met a fault of the program",
            self.panics.clone(),
        );
    }

    fn register_work(&mut self) {
        self.registry.register(
            "memory_lookups",
            "Answers that were looked for in memory, by whether they were there",
            self.memory.clone(),
        );
        self.registry.register(
            "memory_answers",
            "Answers that are kept in memory",
            self.kept_answers.clone(),
        );
        self.registry.register_with_unit(
            "memory_kept",
            "The size of the answers that are kept in memory",
            Unit::Bytes,
            self.kept_bytes.clone(),
        );
        self.registry.register(
            "database_errors",
            "Questions that the database could not answer",
            self.database_errors.clone(),
        );
    }

    /// A series that is not there until its first event hides that event from `rate()`.
    fn begin_at_zero(&self) {
        for is_hit in [true, false] {
            drop(self.memory.get_or_create(&ForMemory::of(is_hit)));
        }
        for refused in Refused::ALL {
            drop(self.refusals.get_or_create(&ForRefusal::of(refused)));
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// A figure as a gauge holds it; what is beyond it is shown as the most that it holds.
fn shown(figure: u64) -> i64 {
    i64::try_from(figure).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests;
