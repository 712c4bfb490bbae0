//! Queries as strangers write them.

use actix_web::test::TestRequest;
use proptest::prelude::*;

use super::{Query, none};
use crate::error::{Error, InvalidValue, Result, Violation};

fn text(text: &str) -> std::result::Result<String, InvalidValue> {
    Ok(text.to_owned())
}

/// What an operation with the parameters `q` and `limit` reads.
fn read(query: &str) -> Result<(Option<String>, Option<String>)> {
    let request = TestRequest::with_uri(&format!("/v1/articles?{query}")).to_http_request();
    let mut query = Query::of(&request);
    let read = (query.optional("q", text), query.optional("limit", text));
    query.finish().map(|()| read)
}

fn faults(query: &str) -> Vec<(String, String)> {
    let Err(Error::Invalid(violations)) = read(query) else {
        panic!("{query} was taken");
    };
    violations
        .into_iter()
        .map(
            |Violation {
                 parameter, code, ..
             }| (parameter.unwrap(), code),
        )
        .collect()
}

#[test]
fn a_query_is_read_as_a_form_writes_it() {
    for (query, expected) in [
        ("q=a+b%20c%2Bd", "a b c+d"),
        ("q=%C3%A9%e2%82%ac", "é€"),
        ("q=a=b&", "a=b"),
        ("&&q=1&&", "1"),
        ("%71=x", "x"),
        ("q", ""),
        ("q=%25zz", "%zz"),
        ("q=%26limit%3D3", "&limit=3"),
    ] {
        let (read, limit) = read(query).unwrap();

        assert_eq!(read.as_deref(), Some(expected), "{query}");
        assert_eq!(limit, None, "{query}");
    }
}

#[test]
fn what_two_readers_would_read_differently_is_refused_with_its_parameter() {
    for (query, parameter) in [
        ("q=%", "q"),
        ("q=%zz", "q"),
        ("q=a%4", "q"),
        ("q=%ff", "q"),
        ("q=%c3", "q"),
        ("q=%c0%80", "q"),
        ("q=%ed%a0%80", "q"),
        ("q=%00", "q"),
        ("q=a%0d%0aSet-Cookie:x", "q"),
        ("q=%1b[2J", "q"),
        ("q=%7f", "q"),
        ("%00q=1", "%00q"),
        ("%ff=1", "%ff"),
        ("q%zz=1", "q%zz"),
        ("%", "%"),
    ] {
        let faults = faults(query);

        assert_eq!(
            faults,
            [(parameter.to_owned(), "encoding".to_owned())],
            "{query}"
        );
    }
}

#[test]
fn every_fault_of_a_query_is_reported_at_once() {
    let faults = faults("q=%zz&limit=5&limit=6&stauts=1&%00=2");

    let expected = [
        ("q", "encoding"),
        ("%00", "encoding"),
        ("limit", "repeated"),
        ("stauts", "unknown"),
    ];
    let expected = expected.map(|(parameter, code)| (parameter.to_owned(), code.to_owned()));
    assert_eq!(faults, expected);
}

#[test]
fn a_query_full_of_faults_reports_a_hundred_of_them_in_bounded_words() {
    let query: Vec<String> = (0..200)
        .map(|at| format!("{at}{}", "x".repeat(200)))
        .collect();

    let faults = faults(&query.join("&"));

    assert_eq!(faults.len(), 100);
    assert!(
        faults
            .iter()
            .all(|(parameter, _)| parameter.chars().count() <= 81)
    );
}

#[test]
fn an_operation_without_parameters_refuses_even_an_empty_name() {
    let request = TestRequest::with_uri("/health/live?=").to_http_request();

    let refused = none(&request);

    assert!(matches!(refused, Err(Error::Invalid(faults)) if faults.len() == 1));
}

proptest! {
    #[test]
    fn what_a_form_writes_comes_back_and_nothing_panics(value in "\\PC{0,20}", noise in "[!-~]{0,60}") {
        let written = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", &value)
            .finish();
        let noise = noise.replace(['#', '"', '<', '>', '\\', '^', '`', '{', '|', '}'], "%");

        let (read_back, _) = read(&written).unwrap();
        let _ = read(&noise);

        prop_assert_eq!(read_back, Some(value));
    }
}
