use actix_web::FromRequest as _;
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::test::TestRequest;
use proptest::prelude::*;

use super::super::coding::Coding;
use super::super::refusal::Refusal;
use super::tag_list::TagList;
use super::*;

fn headers(lines: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(
            HeaderName::try_from(*name).unwrap(),
            HeaderValue::from_bytes(value.as_bytes()).unwrap(),
        );
    }
    headers
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// The verdict on an answer with the tag `"now"` in brotli, changed half a second after nine.
fn verdict(lines: &[(&str, &str)]) -> Verdict {
    let current = EntityTag::parse("now").unwrap().of_coding(Coding::Brotli);
    Conditions::read(&headers(lines))
        .unwrap()
        .judge_read(&current, Some(moment("2026-11-22T09:00:00.500Z")))
}

const BEFORE: &str = "Sun, 22 Nov 2026 08:59:59 GMT";
const THEN: &str = "Sun, 22 Nov 2026 09:00:00 GMT";
const AFTER: &str = "Sun, 22 Nov 2026 09:00:01 GMT";

#[test]
fn the_same_bytes_have_the_same_tag_and_other_bytes_another() {
    let tag = EntityTag::of_bytes(b"text");

    // Pinned: the tag must outlive restarts and be the same on every node.
    assert_eq!(tag.to_string(), "\"gxxoMf3JowmkxmzDyy-jdA\"");
    assert_eq!(tag.header_value(), tag.to_string());
    assert_eq!(tag, EntityTag::of_bytes(b"text"));
    assert_ne!(tag, EntityTag::of_bytes(b"texts"));
    assert_ne!(tag, EntityTag::of_bytes(b""));
}

#[test]
fn each_coding_has_a_tag_of_its_own() {
    let tag = EntityTag::parse("3-abc").unwrap();

    let tags = Coding::ALL.map(|coding| tag.of_coding(coding).to_string());

    assert_eq!(
        tags,
        [
            r#""3-abc-br""#,
            r#""3-abc-zstd""#,
            r#""3-abc-gzip""#,
            r#""3-abc""#
        ]
    );
    let there_and_back = tag.of_coding(Coding::Gzip).of_coding(Coding::Identity);
    assert_eq!(there_and_back, tag);
}

#[test]
fn what_cannot_stand_in_a_tag_is_none() {
    for opaque in ["", "a b", "a\"b", "\u{e4}", "a\n", "\u{7f}"] {
        assert!(EntityTag::parse(opaque).is_err(), "{opaque:?}");
    }
}

#[test]
fn a_tag_that_the_client_has_is_not_sent_again() {
    for line in [
        "\"now-br\"",
        "W/\"now-br\"",
        "\"old\", \"now-br\"",
        ",, W/\"old\"\t,\"a,b\" , W/\"now-br\",",
        "*",
        " * ",
    ] {
        assert_eq!(
            verdict(&[("If-None-Match", line)]),
            Verdict::NotModified,
            "{line}"
        );
    }
    let two_lines = [
        ("If-None-Match", "\"old\""),
        ("if-none-match", "\"now-br\""),
    ];
    assert_eq!(verdict(&two_lines), Verdict::NotModified);
}

#[test]
fn a_tag_of_another_state_or_another_coding_gets_the_whole_answer() {
    for line in [
        "\"old\"",
        "\"now\"",
        "\"now-gzip\"",
        "\"NOW-BR\"",
        "\"now-br-br\"",
        "\"\"",
        "\"-br\"",
        "\"*\"",
        "\"old,\", \"W/now-br\"",
        "\"n\u{e4}her\"",
    ] {
        assert_eq!(verdict(&[("If-None-Match", line)]), Verdict::Send, "{line}");
    }
    assert_eq!(verdict(&[]), Verdict::Send);
}

#[test]
fn if_match_names_the_state_in_any_coding_and_never_weakly() {
    for line in [
        "\"now\"",
        "\"now-br\"",
        "\"now-gzip\"",
        "\"x\", \"now-zstd\"",
        "*",
    ] {
        assert_eq!(verdict(&[("If-Match", line)]), Verdict::Send, "{line}");
    }
    for line in [
        "\"old\"",
        "W/\"now\"",
        "W/\"now-br\"",
        "\"now-deflate\"",
        "\"\"",
        "\"now-br-br\"",
    ] {
        assert_eq!(verdict(&[("If-Match", line)]), Verdict::Failed, "{line}");
    }
}

#[test]
fn dates_are_compared_by_whole_seconds() {
    for (since, modified, unmodified) in [
        (BEFORE, Verdict::Send, Verdict::Failed),
        (THEN, Verdict::NotModified, Verdict::Send),
        (AFTER, Verdict::NotModified, Verdict::Send),
        // The two old forms.
        (
            "Sunday, 22-Nov-26 09:00:00 GMT",
            Verdict::NotModified,
            Verdict::Send,
        ),
        ("Sun Nov 22 08:59:59 2026", Verdict::Send, Verdict::Failed),
    ] {
        assert_eq!(
            verdict(&[("If-Modified-Since", since)]),
            modified,
            "{since}"
        );
        assert_eq!(
            verdict(&[("If-Unmodified-Since", since)]),
            unmodified,
            "{since}"
        );
    }
}

#[test]
fn a_date_that_cannot_be_read_is_passed_over() {
    for date in [
        "",
        "yesterday",
        "2026-11-22T09:00:00Z",
        "Sun, 22 Nov 2026 09:00:00 +0100",
        "Mon, 22 Nov 2026 09:00:00 GMT",
        "Tue, 31 Feb 2026 09:00:00 GMT",
        "Sun, 22 Nov 2026 24:00:00 GMT",
        "Sun, 22 Nov 2026 09:00:00 GMT, Sun, 22 Nov 2026 09:00:00 GMT",
        "Thu, 01 Jan 1960 00:00:00 GMT",
        "\u{e4}",
    ] {
        assert_eq!(
            verdict(&[("If-Modified-Since", date)]),
            Verdict::Send,
            "{date}"
        );
        assert_eq!(
            verdict(&[("If-Unmodified-Since", date)]),
            Verdict::Send,
            "{date}"
        );
    }
    let twice = [("If-Modified-Since", AFTER), ("If-Modified-Since", AFTER)];
    assert_eq!(verdict(&twice), Verdict::Send);
}

#[test]
fn tags_count_before_dates_and_failures_before_copies() {
    for (lines, expected) in [
        (
            &[("If-None-Match", "\"old\""), ("If-Modified-Since", AFTER)][..],
            Verdict::Send,
        ),
        (
            &[
                ("If-None-Match", "\"now-br\""),
                ("If-Modified-Since", BEFORE),
            ],
            Verdict::NotModified,
        ),
        (
            &[("If-Match", "\"now\""), ("If-Unmodified-Since", BEFORE)],
            Verdict::Send,
        ),
        (
            &[("If-Match", "\"old\""), ("If-Unmodified-Since", AFTER)],
            Verdict::Failed,
        ),
        (
            &[("If-Match", "\"old\""), ("If-None-Match", "\"now-br\"")],
            Verdict::Failed,
        ),
        (
            &[("If-Match", "*"), ("If-None-Match", "*")],
            Verdict::NotModified,
        ),
        (
            &[("If-Unmodified-Since", BEFORE), ("If-None-Match", "*")],
            Verdict::Failed,
        ),
        (
            &[("If-Unmodified-Since", AFTER), ("If-Modified-Since", AFTER)],
            Verdict::NotModified,
        ),
    ] {
        assert_eq!(verdict(lines), expected, "{lines:?}");
    }
}

#[test]
fn what_has_no_date_is_judged_by_tags_only() {
    let current = EntityTag::of_bytes(b"text");
    let dates = [
        ("If-Modified-Since", AFTER),
        ("If-Unmodified-Since", BEFORE),
    ];

    let verdict = Conditions::read(&headers(&dates))
        .unwrap()
        .judge_read(&current, None);

    assert_eq!(verdict, Verdict::Send);
}

/// Headers with tags that break their rules.
const MALFORMED: [&str; 17] = [
    "",
    " ",
    ",",
    "now",
    "\"now",
    "now\"",
    "w/\"now\"",
    "W/now",
    "W/ \"now\"",
    "\"a\" \"b\"",
    "\"a\"\"b\"",
    "*, \"now\"",
    "\"now\", *",
    "* *",
    "'now'",
    "\"a b\"",
    "\"a\\\"b\"",
];

#[test]
fn malformed_tags_are_refused_by_name() {
    for header in ["If-Match", "If-None-Match"] {
        for line in MALFORMED {
            let refusal = Conditions::read(&headers(&[(header, line)]));

            let Err(Refusal::Unreadable(violations)) = refusal else {
                panic!("{header}: {line} is {refusal:?}");
            };
            assert_eq!(violations[0].parameter.as_deref(), Some(header));
            assert_eq!(violations[0].code, "invalid");
            assert!(violations[0].message.starts_with(header));
            assert!(
                Precondition::read(&headers(&[(header, line)])).is_err(),
                "{line}"
            );
        }
    }
    let star_and_tag = headers(&[("If-Match", "*"), ("If-Match", "\"a\"")]);
    assert!(matches!(
        Conditions::read(&star_and_tag),
        Err(Refusal::Unreadable(_))
    ));
}

#[test]
fn a_write_must_say_what_it_was_made_for() {
    let read = |lines: &[(&str, &str)]| Precondition::read(&headers(lines));

    assert!(matches!(read(&[]), Err(Refusal::PreconditionRequired)));
    let date_only = [("If-Unmodified-Since", AFTER)];
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

#[test]
fn last_modified_is_a_date_of_http() {
    for (text, expected) in [
        ("2026-11-22T09:00:00.999Z", THEN),
        ("2026-11-02T09:00:00+10:00", "Sun, 01 Nov 2026 23:00:00 GMT"),
        ("1969-07-20T20:17:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("-009999-01-03T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("9999-12-30T00:00:00Z", "Thu, 30 Dec 9999 00:00:00 GMT"),
    ] {
        assert_eq!(last_modified(moment(text)), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn what_last_modified_says_is_not_sent_again(milliseconds in -1_000_000_000_000_i64..250_000_000_000_000) {
        let at = |milliseconds| Moment::new(Timestamp::from_millisecond(milliseconds).unwrap());
        let said = last_modified(at(milliseconds));
        let conditions = headers(&[("If-Modified-Since", said.to_str().unwrap())]);
        let conditions = Conditions::read(&conditions).unwrap();
        let current = EntityTag::of_bytes(b"");

        prop_assert_eq!(conditions.judge_read(&current, Some(at(milliseconds))), Verdict::NotModified);
        let later = at(milliseconds.max(0) + 1000);
        prop_assert_eq!(conditions.judge_read(&current, Some(later)), Verdict::Send);
    }

    #[test]
    fn lists_of_tags_are_read_back(
        tags in prop::collection::vec((any::<bool>(), "[!#-~ä]{0,9}"), 1..6),
        between in prop::sample::select(vec![",", ", ", " ,\t", ",,", ", , "]),
    ) {
        let written: Vec<String> = tags
            .iter()
            .map(|(is_weak, opaque)| format!("{}\"{opaque}\"", if *is_weak { "W/" } else { "" }))
            .collect();

        let list = TagList::read(&headers(&[("If-Match", &written.join(between))]), "If-Match");

        let Ok(Some(TagList::Tags(seen))) = list else {
            return Err(TestCaseError::fail(format!("{list:?}")));
        };
        prop_assert_eq!(seen.len(), tags.len());
        for (seen, (is_weak, opaque)) in seen.iter().zip(&tags) {
            if let Ok(tag) = EntityTag::parse(opaque) {
                prop_assert!(seen.is_weakly(&tag));
                prop_assert_eq!(seen.names_state(&tag), !is_weak);
            }
        }
    }

    #[test]
    fn any_bytes_in_any_condition_are_read_or_refused(
        name in prop::sample::select(vec!["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            "[W/\"*, a\\\\]{0,20}".prop_map(String::into_bytes),
            "(Sun|Sunday|Wednesday),? [0-9A-Za-z :-]{0,24}( GMT)?".prop_map(String::into_bytes),
        ],
    ) {
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            headers.append(HeaderName::try_from(name).unwrap(), value);
        }

        for refusal in [Conditions::read(&headers).err(), Precondition::read(&headers).err()] {
            let is_expected = matches!(
                refusal,
                None | Some(Refusal::Unreadable(_) | Refusal::PreconditionRequired)
            );
            prop_assert!(is_expected, "{:?}", refusal);
        }
    }
}
