//! Tests of rates, with a clock that the tests move.

use std::net::IpAddr;

use actix_web::http::header::HeaderMap;
use clap::Parser;
use governor::clock::FakeRelativeClock;
use proptest::prelude::*;

use super::askers::MAX_ASKERS;
use super::*;
use crate::http::address::client_address;

#[test]
fn as_many_as_the_quota_are_admitted_at_once_and_then_as_many_as_are_earned() {
    let (rates, clock) = rates_of(&["--writes-per-second", "20"]);
    let asker = key("a");

    let at_once: Vec<bool> = (0..21).map(|_| is_admitted(&rates, &asker)).collect();
    clock.advance(Duration::from_millis(49));
    let too_early = is_admitted(&rates, &asker);
    clock.advance(Duration::from_millis(1));
    let in_time = is_admitted(&rates, &asker);

    assert_eq!(at_once, [[true; 20].as_slice(), &[false]].concat());
    assert!(!too_early);
    assert!(in_time);
}

#[test]
fn an_answer_tells_the_policy_and_what_is_left_of_it() {
    let (rates, _clock) = rates_of(&["--writes-per-second", "20"]);

    let told: Vec<String> = (0..21)
        .map(|_| told(&rates.check(Policy::Writes, &key("a"))))
        .collect();

    assert_eq!(told[0], r#""writes";q=20;w=1 | "writes";r=19;t=1"#);
    assert_eq!(told[19], r#""writes";q=20;w=1 | "writes";r=0;t=1"#);
    assert_eq!(told[20], r#""writes";q=20;w=1 | "writes";r=0;t=1"#);
}

#[test]
fn a_refusal_says_to_wait_a_second_at_least() {
    let (rates, _clock) = rates_of(&["--writes-per-second", "1000"]);

    let all_admitted = (0..1000).all(|_| is_admitted(&rates, &key("a")));
    let refused = rates.check(Policy::Writes, &key("a"));

    assert!(all_admitted);
    assert_eq!(retry_after(&refused), Some(1));
}

#[test]
fn each_key_and_each_network_has_its_own_quota() {
    let (rates, _clock) = rates_of(&["--writes-per-second", "1"]);
    let askers = [
        key("a"),
        key("b"),
        address("192.0.2.1"),
        address("192.0.2.2"),
        address("2001:db8::1"),
    ];

    let first = askers.iter().all(|asker| is_admitted(&rates, asker));
    let second = askers.iter().any(|asker| is_admitted(&rates, asker));

    assert!(first);
    assert!(!second);
    assert!(
        !is_admitted(&rates, &address("2001:db8::ffff")),
        "the same /64"
    );
}

#[test]
fn reads_are_unlimited_with_a_key_and_by_default() {
    let (unlimited, _clock) = rates_of(&[]);
    let (limited, _clock) = rates_of(&["--reads-per-second", "2"]);
    let reads = |rates: &Rates<FakeRelativeClock>, asker: &Asker| {
        (0..100)
            .filter(|_| rates.check(Policy::Reads, asker).outcome().is_ok())
            .count()
    };

    assert_eq!(reads(&unlimited, &address("192.0.2.1")), 100);
    assert_eq!(reads(&limited, &address("192.0.2.1")), 2);
    assert_eq!(reads(&limited, &key("a")), 100);
    assert_eq!(told(&limited.check(Policy::Reads, &key("a"))), "");
    assert_eq!(
        told(&limited.check(Policy::Reads, &address("192.0.2.1"))),
        r#""reads";q=2;w=1 | "reads";r=0;t=1"#
    );
}

#[test]
fn more_addresses_than_are_remembered_do_not_grow_the_memory() {
    let (rates, _clock) = rates_of(&["--writes-per-second", "1", "--reads-per-second", "1"]);

    let many = u32::try_from(4 * MAX_ASKERS).expect("a number of addresses");
    for number in 0..many {
        let network = network_of(IpAddr::V4(number.into()));
        let _ = rates.check(Policy::Writes, &Asker::Address(network));
        if number % 2 == 0 {
            rates.wrong_key(network, "x");
            rates.right_key(network, "y");
        }
    }

    let writes = rates.writes.as_ref().expect("a limit").count();
    let (debts, right) = rates.wrong_keys.as_ref().expect("a limit").counts();
    assert!(writes <= MAX_ASKERS && writes > MAX_ASKERS / 2, "{writes}");
    assert!(
        debts <= MAX_ASKERS && right <= MAX_ASKERS,
        "{debts} {right}"
    );
    let last = address("255.0.0.1");
    assert!(is_admitted(&rates, &last) && !is_admitted(&rates, &last));
}

#[test]
fn after_ten_wrong_keys_none_is_looked_at_until_one_is_forgiven() {
    let (rates, clock) = rates_of(&[]);
    let network = network_at("192.0.2.1");

    for _ in 0..10 {
        assert!(may_try(&rates, network, "guess"));
        rates.wrong_key(network, "guess");
    }

    let refused = rates.may_try_key(network, "right, but new here");
    assert_eq!(retry_after(&refused), Some(6));
    assert_eq!(
        told(&refused),
        r#""wrong-keys";q=10;w=60 | "wrong-keys";r=0;t=60"#
    );
    assert!(may_try(&rates, network_at("192.0.2.2"), "guess"));
    clock.advance(Duration::from_secs(6));
    assert!(may_try(&rates, network, "guess"));
    rates.wrong_key(network, "guess");
    assert!(!may_try(&rates, network, "guess"));
}

#[test]
fn who_has_shown_a_right_key_is_not_locked_out_by_others_behind_the_same_address() {
    let (rates, _clock) = rates_of(&[]);
    let network = network_at("192.0.2.1");
    rates.right_key(network, "right");
    for _ in 0..100 {
        rates.wrong_key(network, "guess");
    }

    assert!(may_try(&rates, network, "right"));
    assert!(!may_try(&rates, network, "guess"));
    rates.wrong_key(network, "right");
    assert!(!may_try(&rates, network, "right"), "a key that was revoked");
}

#[test]
fn right_keys_are_no_guesses() {
    let (rates, _clock) = rates_of(&[]);
    let network = network_at("192.0.2.1");

    for number in 0..1000 {
        let key = number.to_string();
        assert!(may_try(&rates, network, &key));
        rates.right_key(network, &key);
    }

    assert_eq!(told(&rates.may_try_key(network, "new")), "");
}

#[test]
fn who_stops_guessing_is_forgiven_within_two_minutes() {
    let (rates, clock) = rates_of(&[]);
    let network = network_at("192.0.2.1");
    for _ in 0..100_000 {
        rates.wrong_key(network, "guess");
    }

    clock.advance(Duration::from_secs(120));

    assert!(may_try(&rates, network, "right, but new here"));
}

#[test]
fn a_rate_of_0_sets_no_limit() {
    let (rates, _clock) = rates_of(&["--writes-per-second", "0", "--wrong-keys-per-minute", "0"]);
    let network = network_at("192.0.2.1");

    for _ in 0..1000 {
        assert!(is_admitted(&rates, &Asker::Address(network)));
        rates.wrong_key(network, "guess");
        assert!(may_try(&rates, network, "guess"));
    }
}

#[test]
fn the_largest_rate_that_can_be_set_is_no_fault() {
    let largest = u32::MAX.to_string();
    let (rates, _clock) = rates_of(&[
        "--writes-per-second",
        &largest,
        "--wrong-keys-per-minute",
        &largest,
    ]);

    assert!(is_admitted(&rates, &key("a")));
    rates.wrong_key(network_at("192.0.2.1"), "guess");
    assert!(may_try(&rates, network_at("192.0.2.1"), "guess"));
}

proptest! {
    /// Whatever the pauses, no window sees more than twice the quota, and who waits as long as told is admitted.
    #[test]
    fn a_rate_is_kept_and_its_word_too(quota in 1_u32..50, pauses in prop::collection::vec(0_u64..400, 1..300)) {
        let (rates, clock) = rates_of(&["--writes-per-second", &quota.to_string()]);
        let mut now = 0;
        let mut admitted: Vec<u64> = Vec::new();

        for pause in pauses {
            clock.advance(Duration::from_millis(pause));
            now += pause;
            let admission = rates.check(Policy::Writes, &key("a"));
            match retry_after(&admission) {
                None => admitted.push(now),
                Some(seconds) => {
                    clock.advance(Duration::from_secs(seconds));
                    now += seconds * 1000;
                    prop_assert!(is_admitted(&rates, &key("a")));
                    admitted.push(now);
                }
            }
        }

        for start in &admitted {
            let within = admitted.iter().filter(|at| (*start..start + 1000).contains(at)).count();
            prop_assert!(within <= 2 * usize::try_from(quota).expect("a small quota"));
        }
    }
}

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    http: HttpSettings,
}

fn rates_of(arguments: &[&str]) -> (Rates<FakeRelativeClock>, FakeRelativeClock) {
    let clock = FakeRelativeClock::default();
    let settings = Settings::parse_from([&["sinew"], arguments].concat()).http;
    (Rates::with_clock(&settings, &clock), clock)
}

fn key(id: &str) -> Asker {
    Asker::Key(id.to_owned())
}

fn address(text: &str) -> Asker {
    Asker::Address(network_at(text))
}

fn network_at(text: &str) -> Network {
    network_of(text.parse().expect("an address"))
}

fn network_of(address: IpAddr) -> Network {
    Network::of(client_address(Some(address), &HeaderMap::new(), 0))
}

fn is_admitted(rates: &Rates<FakeRelativeClock>, asker: &Asker) -> bool {
    rates.check(Policy::Writes, asker).outcome().is_ok()
}

fn may_try(rates: &Rates<FakeRelativeClock>, network: Network, key: &str) -> bool {
    rates.may_try_key(network, key).outcome().is_ok()
}

fn retry_after(admission: &Admission) -> Option<u64> {
    match admission.outcome() {
        Err(Refusal::TooManyRequests {
            retry_after_seconds,
            ..
        }) => Some(retry_after_seconds),
        _ => None,
    }
}

fn told(admission: &Admission) -> String {
    let headers: HeaderMap = admission.headers().into_iter().collect();
    let values = ["ratelimit-policy", "ratelimit"]
        .into_iter()
        .filter_map(|name| headers.get(name));
    let values: Vec<&str> = values.map(|value| value.to_str().expect("ASCII")).collect();
    values.join(" | ")
}
