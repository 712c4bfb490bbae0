//! Figures of the database and of the program, read when somebody asks.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::shown;
use crate::store::Figures;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ForBuild {
    version: &'static str,
    sqlite_version: String,
}

/// What the store tells, or that it tells nothing.
pub fn database(figures: Option<&Figures>) -> Registry {
    let mut registry = Registry::with_prefix("sinew");
    registry.register(
        "database_up",
        "1 while the database answers",
        ConstGauge::new(i64::from(figures.is_some())),
    );
    let sqlite_version = figures.map(|figures| figures.sqlite_version.clone());
    registry.register(
        "build",
        "The program that runs",
        Info::new(ForBuild {
            version: env!("CARGO_PKG_VERSION"),
            sqlite_version: sqlite_version.unwrap_or_default(),
        }),
    );
    if let Some(figures) = figures {
        register_waits(&mut registry, figures);
        register_sizes(&mut registry, figures);
    }
    registry
}

fn register_waits(registry: &mut Registry, figures: &Figures) {
    registry.register(
        "database_waits",
        "Questions that had to wait for a connection",
        ConstCounter::new(figures.waits),
    );
    registry.register_with_unit(
        "database_wait",
        "How long questions waited for a connection, all together",
        Unit::Seconds,
        ConstCounter::new(figures.waited_micros as f64 / 1_000_000.0),
    );
}

fn register_sizes(registry: &mut Registry, figures: &Figures) {
    let mut gauge = |name: &str, help: &str, unit: Option<Unit>, figure: u64| {
        let gauge = ConstGauge::new(shown(figure));
        match unit {
            Some(unit) => registry.register_with_unit(name, help, unit, gauge),
            None => registry.register(name, help, gauge),
        }
    };
    gauge(
        "database_size",
        "The size of the database file",
        Some(Unit::Bytes),
        figures.database_bytes,
    );
    gauge(
        "database_wal",
        "The size of the write-ahead log beside it",
        Some(Unit::Bytes),
        figures.wal_bytes,
    );
    gauge(
        "content_version",
        "The number of the last write",
        None,
        figures.content_version,
    );
    gauge(
        "revisions",
        "Revisions of all kinds that are kept",
        None,
        figures.revisions,
    );
    gauge(
        "audit_rows",
        "Rows of the audit log",
        None,
        figures.audit_rows,
    );
    gauge(
        "published_articles",
        "Articles that readers see",
        None,
        figures.published_articles,
    );
}
