use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

fn figures() -> Figures {
    Figures {
        revisions: 12,
        published_articles: 3,
        audit_rows: 20,
        wal_bytes: 4096,
        database_bytes: u64::MAX,
        waits: 2,
        waited_micros: 1_500_000,
        content_version: 7,
        sqlite_version: "3.51.3".to_owned(),
    }
}

/// The samples of an OpenMetrics text by name and labels. It must keep the rules that scrapers insist on.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let (mut families, mut samples) = (BTreeMap::new(), BTreeMap::new());
    let body = text.strip_suffix("# EOF\n").unwrap();
    for line in body.lines() {
        if let Some(described) = line.strip_prefix("# ") {
            let mut words = described.splitn(3, ' ');
            let (what, name, rest) = (words.next(), words.next(), words.next());
            match (what, name, rest) {
                (Some("TYPE"), Some(name), Some(kind)) => {
                    assert_eq!(families.insert(name, kind), None, "{line}");
                }
                (Some("UNIT"), Some(name), Some(unit)) => assert!(name.ends_with(unit), "{line}"),
                (Some("HELP"), Some(_), Some(help)) => assert!(help.ends_with('.'), "{line}"),
                _ => panic!("{line}"),
            }
            continue;
        }
        let (series, value) = line.rsplit_once(' ').unwrap();
        let name = series.split('{').next().unwrap();
        let family = families.iter().find(|(family, kind)| {
            name.strip_prefix(**family)
                .is_some_and(|end| ends(kind, end))
        });
        assert!(family.is_some(), "{line} is of no family");
        let value = value.parse().unwrap();
        assert_eq!(samples.insert(series.to_owned(), value), None, "{line}");
    }
    samples
}

fn ends(kind: &str, end: &str) -> bool {
    match kind {
        "counter" => end == "_total",
        "info" => end == "_info",
        "histogram" => ["_bucket", "_sum", "_count"].contains(&end),
        "gauge" => end.is_empty(),
        _ => false,
    }
}

fn read(metrics: &Metrics) -> BTreeMap<String, f64> {
    samples(&metrics.text(Some(&figures())).unwrap())
}

const ROUTE: Option<&str> = Some("/v1/articles/{slug}");

#[test]
fn requests_are_counted_by_method_route_and_status() {
    let metrics = Metrics::new();
    for status in [StatusCode::OK, StatusCode::OK, StatusCode::NOT_MODIFIED] {
        metrics.answered(&Method::GET, ROUTE, status, Duration::from_micros(300));
    }

    let samples = read(&metrics);

    let count = |status: u16| {
        samples[&format!(
            "sinew_http_requests_total{{method=\"GET\",route=\"/v1/articles/{{slug}}\",status=\"{status}\"}}"
        )]
    };
    assert_eq!((count(200), count(304)), (2.0, 1.0));
    let bucket = |bound: &str| {
        samples[&format!(
            "sinew_http_request_duration_seconds_bucket{{le=\"{bound}\",route=\"/v1/articles/{{slug}}\"}}"
        )]
    };
    assert_eq!(
        (bucket("0.00025"), bucket("0.0005"), bucket("+Inf")),
        (0.0, 3.0, 3.0)
    );
    let sum = samples["sinew_http_request_duration_seconds_sum{route=\"/v1/articles/{slug}\"}"];
    assert!((sum - 0.0009).abs() < 1e-9, "{sum}");
}

#[test]
fn what_has_not_happened_yet_is_zero_and_not_missing() {
    let samples = read(&Metrics::new());

    for series in [
        "sinew_http_requests_in_progress",
        "sinew_http_panics_total",
        "sinew_http_refusals_total{reason=\"rate_limited\"}",
        "sinew_http_refusals_total{reason=\"overloaded\"}",
        "sinew_memory_lookups_total{result=\"hit\"}",
        "sinew_memory_lookups_total{result=\"miss\"}",
        "sinew_memory_answers",
        "sinew_memory_kept_bytes",
        "sinew_database_errors_total",
    ] {
        assert_eq!(samples.get(series), Some(&0.0), "{series}");
    }
}

#[test]
fn events_are_counted_where_they_belong() {
    let metrics = Metrics::new();
    metrics.asked_memory(true);
    metrics.asked_memory(true);
    metrics.asked_memory(false);
    metrics.memory_holds(3, 1234);
    metrics.refused(Refused::Overloaded);
    metrics.panicked();
    metrics.database_failed();
    let first = metrics.begin();
    let second = metrics.begin();
    drop(first);

    let samples = read(&metrics);
    drop(second);

    for (series, expected) in [
        ("sinew_memory_lookups_total{result=\"hit\"}", 2.0),
        ("sinew_memory_lookups_total{result=\"miss\"}", 1.0),
        ("sinew_memory_answers", 3.0),
        ("sinew_memory_kept_bytes", 1234.0),
        ("sinew_http_refusals_total{reason=\"overloaded\"}", 1.0),
        ("sinew_http_refusals_total{reason=\"rate_limited\"}", 0.0),
        ("sinew_http_panics_total", 1.0),
        ("sinew_database_errors_total", 1.0),
        ("sinew_http_requests_in_progress", 1.0),
    ] {
        assert_eq!(samples[series], expected, "{series}");
    }
    assert_eq!(read(&metrics)["sinew_http_requests_in_progress"], 0.0);
}

#[test]
fn the_store_is_read_at_each_scrape() {
    let samples = read(&Metrics::new());

    for (series, expected) in [
        ("sinew_database_up", 1.0),
        ("sinew_database_waits_total", 2.0),
        ("sinew_database_wait_seconds_total", 1.5),
        ("sinew_database_size_bytes", i64::MAX as f64),
        ("sinew_database_wal_bytes", 4096.0),
        ("sinew_content_version", 7.0),
        ("sinew_revisions", 12.0),
        ("sinew_audit_rows", 20.0),
        ("sinew_published_articles", 3.0),
    ] {
        assert_eq!(samples[series], expected, "{series}");
    }
    let version = env!("CARGO_PKG_VERSION");
    let build = format!("sinew_build_info{{version=\"{version}\",sqlite_version=\"3.51.3\"}}");
    assert_eq!(samples[&build], 1.0);
}

#[test]
fn a_database_that_does_not_answer_is_said_to_be_down_and_the_rest_is_there() {
    let metrics = Metrics::new();
    metrics.panicked();

    let samples = samples(&metrics.text(None).unwrap());

    assert_eq!(samples["sinew_database_up"], 0.0);
    assert_eq!(samples["sinew_http_panics_total"], 1.0);
    assert!(!samples.contains_key("sinew_revisions"));
}

#[test]
fn the_process_tells_of_itself() {
    let samples = read(&Metrics::new());

    let started = samples["process_start_time_seconds"];
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
    assert!((now - 600.0..=now).contains(&started), "{started}");
    assert!(samples["process_open_fds"] >= 3.0);
    assert!(samples["process_max_fds"] >= samples["process_open_fds"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_client_makes_more_series(words in proptest::collection::vec("[A-Za-z]{1,12}", 1..40), status in 100_u16..600) {
        let metrics = Metrics::new();
        for word in &words {
            let method = Method::from_bytes(word.as_bytes()).unwrap();
            metrics.answered(&method, None, StatusCode::from_u16(status).unwrap(), Duration::MAX);
        }

        let samples = read(&metrics);

        let routes: BTreeSet<&String> = samples.keys().filter(|series| series.contains("http_requests_total")).collect();
        prop_assert!(routes.len() <= 8, "{routes:?}");
        prop_assert!(routes.iter().all(|series| series.contains("route=\"other\"")));
    }
}
