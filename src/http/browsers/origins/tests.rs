//! Who may read, and who may write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use clap::Parser;
use proptest::prelude::*;

use super::*;

const EDITOR: &str = "https://editor.example.org";

fn origins(list: &str) -> Result<Origins, clap::Error> {
    #[derive(Parser)]
    struct Settings {
        #[command(flatten)]
        http: crate::config::HttpSettings,
    }
    let list = format!("--cors-origins={list}");
    Settings::try_parse_from(["sinew", &list]).map(|settings| Origins::of(&settings.http))
}

fn request(lines: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(
            HeaderName::try_from(*name).unwrap(),
            HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        );
    }
    headers
}

/// What a browser sees of the preflight for a method from an origin.
fn preflight(origin: &str, method: &str, allow: &str) -> HeaderMap {
    let asked = request(&[
        ("Origin", origin),
        ("Access-Control-Request-Method", method),
    ]);
    HeaderMap::from_iter(origins(EDITOR).unwrap().preflight(&asked, allow).unwrap())
}

fn value<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    let short = |name: &str| format!("access-control-{name}");
    headers
        .get(short(name))
        .map(|value| value.to_str().unwrap())
}

const ALLOW: &str = "GET, HEAD, PUT, PATCH, DELETE, OPTIONS";

#[test]
fn any_page_may_read_with_conditions() {
    for (origin, method) in [("https://elsewhere.example", "GET"), ("null", "HEAD")] {
        let answer = preflight(origin, method, ALLOW);

        assert_eq!(value(&answer, "allow-origin"), Some("*"));
        assert_eq!(value(&answer, "allow-methods"), Some("GET, HEAD"));
        assert_eq!(value(&answer, "max-age"), Some("86400"));
        let headers = value(&answer, "allow-headers").unwrap();
        assert!(headers.contains("If-None-Match"));
        assert!(!headers.contains("Authorization") && !headers.contains("If-Match"));
        assert_eq!(value(&answer, "allow-credentials"), None);
    }
}

#[test]
fn a_foreign_page_gets_no_permission_to_write() {
    for (origin, method) in [
        ("https://elsewhere.example", "PUT"),
        ("https://elsewhere.example", "DELETE"),
        ("https://elsewhere.example", "get"),
        ("https://elsewhere.example", "GET, PUT"),
        ("https://elsewhere.example", ""),
        ("null", "PUT"),
        ("http://editor.example.org", "PUT"),
        ("https://editor.example.org:8443", "PUT"),
        ("https://editor.example.org.evil.example", "PUT"),
        ("https://editor.example.org/", "PUT"),
        ("https://evil.example?https://editor.example.org", "PUT"),
        ("\u{e4}", "PUT"),
    ] {
        let answer = preflight(origin, method, ALLOW);

        assert_eq!(value(&answer, "allow-origin"), None, "{origin} {method}");
        assert_eq!(answer.len(), 1, "{origin} {method}");
        assert_eq!(answer.get("vary").unwrap(), "Origin");
    }
    let unreadable = preflight("https://elsewhere.example", "GET", "POST, OPTIONS");
    assert_eq!(value(&unreadable, "allow-origin"), None);
}

#[test]
fn a_page_of_the_list_may_do_what_the_path_allows() {
    for method in ["PUT", "GET", "DELETE"] {
        let answer = preflight(EDITOR, method, ALLOW);

        assert_eq!(value(&answer, "allow-origin"), Some(EDITOR));
        assert_eq!(value(&answer, "allow-methods"), Some(ALLOW));
        assert_eq!(answer.get("vary").unwrap(), "Origin");
        for header in ["Authorization", "Content-Type", "If-Match", "If-None-Match"] {
            let headers = value(&answer, "allow-headers").unwrap();
            assert!(headers.split(", ").any(|known| known == header), "{header}");
        }
        assert_eq!(value(&answer, "allow-credentials"), None);
    }
}

#[test]
fn an_options_request_that_asks_for_nothing_is_no_preflight() {
    let origins = origins(EDITOR).unwrap();
    for lines in [
        &[][..],
        &[("Origin", EDITOR)],
        &[("Access-Control-Request-Method", "PUT")],
    ] {
        assert!(origins.preflight(&request(lines), ALLOW).is_none());
    }
}

#[test]
fn reads_without_a_key_are_the_same_for_every_page() {
    let origins = origins(EDITOR).unwrap();
    for lines in [
        &[][..],
        &[("Origin", EDITOR)],
        &[("Origin", "https://elsewhere.example")],
    ] {
        let answer = HeaderMap::from_iter(origins.answer_headers(&Method::GET, &request(lines)));

        assert_eq!(value(&answer, "allow-origin"), Some("*"));
        assert!(
            value(&answer, "expose-headers")
                .unwrap()
                .starts_with("ETag, Link")
        );
        assert_eq!(answer.get("vary"), None);
    }
}

#[test]
fn keys_and_writes_are_answered_to_pages_of_the_list_only() {
    let origins = origins(EDITOR).unwrap();
    let key = ("Authorization", "Bearer key");
    for (method, lines, expected) in [
        (Method::GET, &[key, ("Origin", EDITOR)][..], Some(EDITOR)),
        (
            Method::GET,
            &[key, ("Origin", "https://elsewhere.example")],
            None,
        ),
        (Method::GET, &[key], None),
        (Method::PUT, &[("Origin", EDITOR)], Some(EDITOR)),
        (
            Method::PUT,
            &[("Origin", "https://elsewhere.example")],
            None,
        ),
        (Method::POST, &[("Origin", "null")], None),
    ] {
        let answer = HeaderMap::from_iter(origins.answer_headers(&method, &request(lines)));

        assert_eq!(
            value(&answer, "allow-origin"),
            expected,
            "{method} {lines:?}"
        );
        assert_eq!(
            value(&answer, "expose-headers").is_some(),
            expected.is_some()
        );
        assert_eq!(answer.get("vary").unwrap(), "Origin");
    }
}

#[test]
fn origins_are_compared_as_browsers_write_them() {
    for (list, origin) in [
        ("https://Editor.Example.org/", EDITOR),
        ("https://editor.example.org:443", EDITOR),
        ("http://a.example,  https://editor.example.org", EDITOR),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        (
            "https://m\u{fc}nchen.example",
            "https://xn--mnchen-3ya.example",
        ),
    ] {
        let answer = origins(list)
            .unwrap()
            .answer_headers(&Method::PUT, &request(&[("Origin", origin)]));

        let answer = HeaderMap::from_iter(answer);
        assert_eq!(value(&answer, "allow-origin"), Some(origin), "{list}");
    }
}

#[test]
fn an_origin_that_no_browser_sends_stops_the_start() {
    for list in [
        "*",
        "null",
        "editor.example.org",
        "https://editor.example.org/path",
        "https://editor.example.org?x",
        "https://editor.example.org#x",
        "https://ada@editor.example.org",
        "https://*.example.org",
        "file:///",
        "https://",
    ] {
        let error = origins(list).unwrap_err().to_string();
        assert!(
            error.contains("--cors-origins") && error.contains(list),
            "{error}"
        );
    }
    assert!(origins("").is_ok_and(|origins| origins.preflight(&HeaderMap::new(), ALLOW).is_none()));
}

proptest! {
    #[test]
    fn no_foreign_origin_is_ever_echoed(origin in "(https?://)?[a-z.:/@ä-]{0,30}", method in "[A-Z, ]{0,9}") {
        prop_assume!(origin != EDITOR);

        let asked = request(&[("Origin", &origin), ("Access-Control-Request-Method", &method)]);
        let origins = origins(EDITOR).unwrap();

        for (_, value) in origins.preflight(&asked, ALLOW).into_iter().flatten().chain(origins.answer_headers(&Method::PUT, &asked)) {
            prop_assert_ne!(value.as_bytes(), origin.as_bytes());
            prop_assert_ne!(value.as_bytes(), EDITOR.as_bytes());
        }
    }
}
