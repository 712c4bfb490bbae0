use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::OperationBuilder;

use super::*;

fn operation(is_deprecated: bool, says: &[(&str, &str)]) -> Operation {
    let extensions = says
        .iter()
        .fold(ExtensionsBuilder::new(), |builder, (name, value)| {
            builder.add(*name, *value)
        });
    OperationBuilder::new()
        .deprecated(is_deprecated.then_some(Deprecated::True))
        .extensions(Some(extensions.build()))
        .build()
}

fn headers(says: &[(&str, &str)]) -> Vec<(String, String)> {
    let retirement = Retirement::of(&operation(true, says)).unwrap().unwrap();
    let headers = retirement.headers().into_iter();
    headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    expected.iter().map(pair).collect()
}

#[test]
fn an_operation_that_stays_says_nothing() {
    assert_eq!(Retirement::of(&operation(false, &[])), Ok(None));
    assert_eq!(Retirement::of(&OperationBuilder::new().build()), Ok(None));
    let others = operation(false, &[("x-other", "1")]);
    assert_eq!(Retirement::of(&others), Ok(None));
}

#[test]
fn an_operation_that_goes_says_when_and_what_follows() {
    let explanation = ("link", "</docs>; rel=\"deprecation\"; type=\"text/html\"");

    let all = headers(&[
        ("x-deprecated-on", "2026-01-01"),
        ("x-sunset-on", "2026-06-30"),
        ("x-successor", "/v2/articles"),
    ]);

    let expected = [
        ("deprecation", "@1767225600"),
        ("sunset", "Tue, 30 Jun 2026 00:00:00 GMT"),
        explanation,
        ("link", "</v2/articles>; rel=\"successor-version\""),
    ];
    assert_eq!(all, pairs(&expected));
    let without_sunset = headers(&[("x-deprecated-on", "1969-12-31")]);
    assert_eq!(
        without_sunset,
        pairs(&[("deprecation", "@-86400"), explanation])
    );
}

#[test]
fn both_may_be_the_same_day() {
    let day = [
        ("x-deprecated-on", "2026-01-01"),
        ("x-sunset-on", "2026-01-01"),
    ];

    assert!(Retirement::of(&operation(true, &day)).is_ok());
}

#[test]
fn what_cannot_be_meant_is_a_fault() {
    let deprecated = ("x-deprecated-on", "2026-01-02");
    for (is_deprecated, says, fault) in [
        (true, &[][..], "needs x-deprecated-on"),
        (
            true,
            &[("x-sunset-on", "2026-01-01")],
            "needs x-deprecated-on",
        ),
        (
            true,
            &[deprecated, ("x-sunset-on", "2026-01-01")],
            "must not be before",
        ),
        (false, &[deprecated], "needs `deprecated`"),
        (
            false,
            &[("x-sunset-on", "2026-01-01")],
            "needs `deprecated`",
        ),
        (false, &[("x-successor", "/v2")], "needs `deprecated`"),
        (true, &[("x-deprecated-on", "2026-02-30")], "must be a day"),
        (true, &[("x-deprecated-on", "20260101")], "must be a day"),
        (
            true,
            &[("x-deprecated-on", "2026-01-01T00:00:00Z")],
            "must be a day",
        ),
        (true, &[("x-deprecated-on", "")], "visible ASCII"),
        (
            true,
            &[deprecated, ("x-successor", "/v2>; rel=\"next\"")],
            "visible ASCII",
        ),
        (
            true,
            &[deprecated, ("x-successor", "/\u{e4}\r\n")],
            "visible ASCII",
        ),
    ] {
        let read = Retirement::of(&operation(is_deprecated, says));

        assert!(
            read.as_ref().is_err_and(|message| message.contains(fault)),
            "{says:?}: {read:?}"
        );
    }
}

#[test]
fn a_day_that_is_no_text_is_a_fault() {
    let mut operation = operation(true, &[]);
    let extensions = ExtensionsBuilder::new()
        .add("x-deprecated-on", 2026)
        .build();
    operation.extensions = Some(extensions);

    assert!(Retirement::of(&operation).is_err());
}

#[test]
fn no_operation_of_the_document_has_a_fault() {
    for (path, item) in super::super::openapi::document(crate::http::Routes::ALL)
        .paths
        .paths
    {
        for operation in [item.get, item.put, item.post, item.patch, item.delete] {
            let Some(operation) = operation else { continue };

            assert!(Retirement::of(&operation).is_ok(), "{path}");
        }
    }
}
