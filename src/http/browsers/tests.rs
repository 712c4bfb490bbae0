//! Security headers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use super::*;

#[test]
fn every_answer_is_told_what_it_may_do() {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));

    add_security_headers(&mut headers, false);

    for (name, expected) in [
        ("x-content-type-options", "nosniff"),
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'",
        ),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        assert_eq!(headers.get(name).unwrap(), expected);
    }
    assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    assert_eq!(headers.len(), 5);
}

#[test]
fn pages_may_load_files_of_ours_and_nothing_inline() {
    for media_type in [
        "text/html",
        "text/html; charset=utf-8",
        "Text/HTML ;charset=utf-8",
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));

        add_security_headers(&mut headers, true);

        let policy = headers
            .get(CONTENT_SECURITY_POLICY)
            .unwrap()
            .to_str()
            .unwrap();
        assert!(policy.contains("style-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(
            headers.get(STRICT_TRANSPORT_SECURITY).unwrap(),
            "max-age=63072000"
        );
    }
}

#[test]
fn what_is_no_page_gets_no_page_policy() {
    for media_type in [
        None,
        Some("text/htmlx"),
        Some("application/json"),
        Some("image/svg+xml;text/html"),
    ] {
        let mut headers = HeaderMap::new();
        if let Some(media_type) = media_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }

        add_security_headers(&mut headers, false);

        assert_eq!(
            headers.get(CONTENT_SECURITY_POLICY).unwrap(),
            DATA_POLICY,
            "{media_type:?}"
        );
    }
}

#[test]
fn what_a_handler_has_set_stays() {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox"));

    add_security_headers(&mut headers, false);

    let policies: Vec<_> = headers.get_all(CONTENT_SECURITY_POLICY).collect();
    assert_eq!(policies, ["sandbox"]);
}
