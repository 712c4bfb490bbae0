//! Conditions of writes.

use actix_web::FromRequest as _;
use actix_web::test::TestRequest;

use super::*;

#[test]
fn a_write_must_say_what_it_was_made_for() {
    let read = |lines: &[(&str, &str)]| Precondition::read(&headers(lines));

    assert!(matches!(read(&[]), Err(Refusal::PreconditionRequired)));
    let date_only = [("If-Unmodified-Since", "Sun, 22 Nov 2026 09:00:00 GMT")];
    assert!(matches!(
        read(&date_only),
        Err(Refusal::PreconditionRequired)
    ));
    for lines in [
        &[("If-None-Match", "\"a\"")][..],
        &[("If-Match", "\"a\""), ("If-None-Match", "*")],
        &[("If-Match", "*"), ("If-None-Match", "\"a\"")],
    ] {
        assert!(
            matches!(read(lines), Err(Refusal::Unreadable(_))),
            "{lines:?}"
        );
    }
    assert_eq!(
        read(&[("If-None-Match", "*")]).unwrap(),
        Precondition::Create
    );
    assert_eq!(read(&[("If-Match", "*")]).unwrap(), Precondition::Any);
}

#[test]
fn a_write_is_done_only_on_what_it_was_made_for() {
    let current = EntityTag::parse("3-abc").unwrap();
    for (line, on_something, on_nothing) in [
        (("If-None-Match", "*"), false, true),
        (("If-Match", "*"), true, false),
        (("If-Match", "\"3-abc\""), true, false),
        (("If-Match", "\"2-abc\", \"3-abc-gzip\""), true, false),
        (("If-Match", "W/\"3-abc\""), false, false),
        (("If-Match", "\"2-abc\""), false, false),
        (("If-Match", "\"3-abc-\""), false, false),
    ] {
        let precondition = Precondition::read(&headers(&[line])).unwrap();

        for (current, holds) in [(Some(&current), on_something), (None, on_nothing)] {
            let held = precondition.holds(current);
            assert_eq!(held.is_ok(), holds, "{line:?} {current:?}");
            assert!(holds || matches!(held, Err(Refusal::PreconditionFailed)));
        }
    }
}

#[actix_web::test]
async fn a_handler_can_ask_for_the_precondition() {
    let with = TestRequest::put()
        .insert_header(("If-Match", "*"))
        .to_http_request();
    let without = TestRequest::put().to_http_request();

    assert_eq!(
        Precondition::extract(&with).await.unwrap(),
        Precondition::Any
    );
    assert!(Precondition::extract(&without).await.is_err());
}
