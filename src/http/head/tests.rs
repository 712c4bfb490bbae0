//! Heads as strangers write them.

use actix_web::http::Method;
use actix_web::test::TestRequest;

use super::{refusal_of_body, refusal_of_head};
use crate::http::refusal::Refusal;

fn refusal(request: TestRequest) -> Option<Refusal> {
    refusal_of_head(&request.to_srv_request())
}

fn is_unreadable(refusal: Option<Refusal>, words: &str) -> bool {
    matches!(refusal, Some(Refusal::Unreadable(faults)) if faults[0].message.contains(words))
}

#[test]
fn a_target_may_have_8192_bytes_and_no_more() {
    let of = |bytes: usize| TestRequest::with_uri(&format!("/{}?a", "x".repeat(bytes - 3)));

    assert!(refusal(of(8192)).is_none());
    assert!(matches!(refusal(of(8193)), Some(Refusal::TargetTooLong)));
}

#[test]
fn header_fields_may_have_64_kibibytes_together() {
    let of = |bytes: usize| TestRequest::get().insert_header(("x-a", "x".repeat(bytes)));

    assert!(refusal(of(60_000)).is_none());
    assert!(is_unreadable(refusal(of(66_000)), "65536"));
}

#[test]
fn a_path_that_has_two_readings_is_refused() {
    for path in [
        "/a%zz",
        "/a%",
        "/a%4",
        "/%ff",
        "/%c0%af",
        "/a%00b",
        "/a%0d%0ab",
        "/a%7f",
    ] {
        assert!(
            is_unreadable(refusal(TestRequest::with_uri(path)), "path"),
            "{path}"
        );
    }
    for path in ["/a%2Fb", "/%61", "/%C3%A9", "/..", "//", "/a+b"] {
        assert!(refusal(TestRequest::with_uri(path)).is_none(), "{path}");
    }
}

#[test]
fn a_body_is_taken_only_where_one_has_a_meaning() {
    let with = |method: Method, name: &'static str, value: &'static str| {
        let request = TestRequest::default().method(method);
        refusal_of_body(&request.insert_header((name, value)).to_srv_request())
    };
    for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::DELETE] {
        assert!(is_unreadable(
            with(method.clone(), "content-length", "1"),
            "no body"
        ));
        assert!(is_unreadable(
            with(method.clone(), "transfer-encoding", "chunked"),
            "no body"
        ));
        assert!(with(method, "content-length", "0").is_none());
    }
    for method in [Method::PUT, Method::POST, Method::PATCH] {
        assert!(with(method, "content-length", "1").is_none());
    }
}
