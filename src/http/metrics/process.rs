//! Figures of the process, under the names that all programs give them.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::{Registry, Unit};

use super::shown;

/// Where Linux lists the files that this process has open.
const OPEN_FILES: &str = "/proc/self/fd";

/// The moment at which the process began to count.
pub struct Started(f64);

impl Started {
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self(since.map_or(0.0, |since| since.as_secs_f64()))
    }
}

/// What is known of the process. What this system does not tell is left out.
pub fn figures(started: &Started) -> Registry {
    let mut registry = Registry::with_prefix("process");
    registry.register_with_unit(
        "start_time",
        "When the process started, in seconds since 1970",
        Unit::Seconds,
        ConstGauge::new(started.0),
    );
    if let Some(open) = open_files() {
        registry.register(
            "open_fds",
            "Files and connections that are open",
            ConstGauge::new(shown(open)),
        );
    }
    if let Ok((most, _)) = rlimit::getrlimit(rlimit::Resource::NOFILE) {
        registry.register(
            "max_fds",
            "How many files and connections may be open",
            ConstGauge::new(shown(most)),
        );
    }
    registry
}

/// One more is open while they are counted: the list itself.
fn open_files() -> Option<u64> {
    let list = Path::new(OPEN_FILES).read_dir().ok()?;
    u64::try_from(list.count()).ok()?.checked_sub(1)
}
