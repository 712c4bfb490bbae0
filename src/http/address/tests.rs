//! Tests of the address of a client: what proxies write, and what clients make up.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;

use super::*;

const PEER: &str = "10.0.0.1";

#[test]
fn without_trusted_proxies_the_peer_is_the_client_whatever_the_headers_say() {
    for name in ["forwarded", "x-forwarded-for"] {
        assert_eq!(
            found(0, &[(name, "for=203.0.113.9"), (name, "203.0.113.9")]),
            PEER
        );
    }
}

#[test]
fn each_trusted_proxy_is_one_element_from_the_right() {
    let list = [
        ("x-forwarded-for", "198.51.100.7, 203.0.113.9"),
        ("x-forwarded-for", "10.0.0.2"),
    ];
    let forwarded = [
        (
            "forwarded",
            "for=198.51.100.7, For=\"203.0.113.9:4711\";proto=https",
        ),
        ("forwarded", "by=10.0.0.1;for=10.0.0.2"),
    ];

    for headers in [list, forwarded] {
        let addresses: Vec<String> = (0..=4).map(|hops| found(hops, &headers)).collect();
        assert_eq!(
            addresses,
            [
                PEER,
                "10.0.0.2",
                "203.0.113.9",
                "198.51.100.7",
                "198.51.100.7"
            ]
        );
    }
}

#[test]
fn every_form_of_a_node_is_read() {
    for (node, expected) in [
        ("192.0.2.43", "192.0.2.43"),
        ("192.0.2.43:80", "192.0.2.43"),
        ("192.0.2.43:_port", "192.0.2.43"),
        ("[2001:db8::17]", "2001:db8::17"),
        ("[2001:db8::17]:4711", "2001:db8::17"),
        ("2001:db8::17", "2001:db8::17"),
        ("::ffff:192.0.2.43", "192.0.2.43"),
        ("[::ffff:192.0.2.43]:80", "192.0.2.43"),
        ("unknown", PEER),
        ("_hidden", PEER),
        ("192.0.2.43:port", PEER),
        ("192.0.2.43:99999", PEER),
        ("192.0.2", PEER),
        ("192.0.2.043", PEER),
        ("[192.0.2.43]", PEER),
        ("[2001:db8::17", PEER),
        ("[2001:db8::17]x", PEER),
        ("fe80::1%eth0", PEER),
    ] {
        assert_eq!(found(1, &[("x-forwarded-for", node)]), expected, "{node}");
        let quoted = format!("proto=https ; FOR=\"{node}\"");
        assert_eq!(found(1, &[("forwarded", &quoted)]), expected, "{quoted}");
    }
}

#[test]
fn an_element_that_makes_no_sense_leaves_the_hop_before_it() {
    for (forwarded, expected) in [
        ("for=203.0.113.9, for=_hidden, for=10.0.0.2", "10.0.0.2"),
        ("for=203.0.113.9, for=unknown", PEER),
        ("for=203.0.113.9, proto=https", PEER),
        ("for=203.0.113.9;for=203.0.113.9", PEER),
        ("for=\"203.0.113.9", PEER),
        ("for=", PEER),
        (" , ,", PEER),
        ("", PEER),
        ("for=203.0.113.9, , for=10.0.0.2,", "203.0.113.9"),
        (
            "for=\"203.0.\\113.9\";by=\"a,b;for=1.1.1.1\\\"\"",
            "203.0.113.9",
        ),
    ] {
        assert_eq!(
            found(2, &[("forwarded", forwarded)]),
            expected,
            "{forwarded}"
        );
    }
}

#[test]
fn headers_that_disagree_are_both_dropped() {
    let proxy = ("x-forwarded-for", "203.0.113.9");

    assert_eq!(found(1, &[proxy, ("forwarded", "for=198.51.100.7")]), PEER);
    assert_eq!(found(1, &[proxy, ("forwarded", "nonsense")]), PEER);
    assert_eq!(
        found(1, &[proxy, ("forwarded", "for=203.0.113.9")]),
        "203.0.113.9"
    );
}

#[test]
fn limits_count_a_customer_not_an_address() {
    let network = |text: &str| Network::of(client_address(Some(ip(text)), &HeaderMap::new(), 0));

    assert_eq!(
        network("2001:db8:1:2::1"),
        network("2001:db8:1:2:ffff:ffff:ffff:ffff")
    );
    assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    assert_eq!(network("::ffff:192.0.2.43"), network("192.0.2.43"));
    assert_ne!(network("192.0.2.43"), network("192.0.2.44"));
    assert_ne!(network("::ffff:192.0.2.43"), network("::ffff:192.0.2.44"));
}

#[test]
fn a_peer_without_an_address_is_one_client() {
    let address = client_address(None, &HeaderMap::new(), 0);

    assert_eq!(address, ip("0.0.0.0"));
}

/// What a client may send as one line of a header: made of what a parser trips over, or any bytes that a line can have.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("\""),
        Just("\\"),
        Just(","),
        Just(";"),
        Just("for="),
        Just("For=\""),
        Just("=\"[2001:db8::bad]\""),
        Just("203.0.113.66"),
        Just(", for=203.0.113.66"),
        Just("\\\""),
        Just(" "),
        Just("[::"),
        Just(":80"),
    ];
    let pieces =
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![4 => pieces, 1 => prop::collection::vec(prop_oneof![b' '..=b'~', 0x80..=0xff_u8], 0..40)]
}

/// What a trusted proxy adds: addresses as it must write them, also with text of the client's choice in a quoted string.
fn added(address: IpAddr, host: &str) -> String {
    let host = host.replace('\\', "\\\\").replace('"', "\\\"");
    match address {
        IpAddr::V4(address) => format!("for={address};host=\"{host}\""),
        IpAddr::V6(address) => format!("host=\"{host}\";for=\"[{address}]:4711\""),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_client_cannot_choose_its_address_by_what_it_sends(
        sent in prop::collection::vec(line(), 0..4),
        other in prop::collection::vec(line(), 0..3),
        hops in prop::collection::vec(any::<IpAddr>(), 1..4),
        host in "[ -~]{0,12}",
        is_forwarded in any::<bool>(),
        is_new_line in any::<bool>(),
    ) {
        let (written, passed) = match is_forwarded {
            true => ("forwarded", "x-forwarded-for"),
            false => ("x-forwarded-for", "forwarded"),
        };
        let mut lines = sent.clone();
        for hop in &hops {
            let element = if is_forwarded { added(*hop, &host) } else { hop.to_string() };
            match lines.last_mut().filter(|_| !is_new_line) {
                Some(line) => line.extend(format!(", {element}").bytes()),
                None => lines.push(element.into_bytes()),
            }
        }
        let mut headers = HeaderMap::new();
        append(&mut headers, written, &lines);

        let count = u8::try_from(hops.len()).expect("a few hops");
        let alone = client_address(Some(ip(PEER)), &headers, count);
        append(&mut headers, passed, &other);
        let with_other = client_address(Some(ip(PEER)), &headers, count);

        let client = hops[0].to_canonical();
        prop_assert_eq!(alone, client);
        prop_assert!(with_other == client || with_other == ip(PEER));
        prop_assert_eq!(client_address(Some(ip(PEER)), &headers, 0), ip(PEER));
    }
}

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn found(trusted_proxies: u8, sent: &[(&'static str, &str)]) -> String {
    let mut headers = HeaderMap::new();
    for (name, value) in sent {
        append(&mut headers, name, &[value.as_bytes().to_vec()]);
    }
    client_address(Some(ip(PEER)), &headers, trusted_proxies).to_string()
}

fn append(headers: &mut HeaderMap, name: &'static str, lines: &[Vec<u8>]) {
    for line in lines {
        let value = HeaderValue::from_bytes(line).expect("a line that a header can have");
        headers.append(HeaderName::from_static(name), value);
    }
}
