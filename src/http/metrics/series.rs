//! The figures of one answer that is given again and again: to find their places each time would cost more than the answer.

use std::sync::OnceLock;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::histogram::Histogram;

use super::Metrics;
use super::labels::{ForMemory, ForRequest, ForRoute};

/// Where the readers of one answer are counted, once the first was.
#[derive(Default)]
pub struct Series {
    sent: OnceLock<Counter>,
    not_modified: OnceLock<Counter>,
    latency: OnceLock<Histogram>,
    hits: OnceLock<Counter>,
}

impl Metrics {
    /// Counts a `GET` that was answered from memory, as `answered` and `asked_memory` would.
    pub fn answered_from_memory(
        &self,
        series: &Series,
        route: &str,
        status: StatusCode,
        elapsed: Duration,
    ) {
        let counter = match status {
            StatusCode::NOT_MODIFIED => &series.not_modified,
            _ => &series.sent,
        };
        let found = || {
            let request = ForRequest::of(&Method::GET, Some(route), status);
            self.requests.get_or_create_owned(&request)
        };
        counter.get_or_init(found).inc();
        let found = || self.latency.get_or_create_owned(&ForRoute::of(Some(route)));
        let latency = series.latency.get_or_init(found);
        latency.observe(elapsed.as_secs_f64());
        let found = || self.memory.get_or_create_owned(&ForMemory::of(true));
        series.hits.get_or_init(found).inc();
    }
}
