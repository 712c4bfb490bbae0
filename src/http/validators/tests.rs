//! Tags, dates, and whatever bytes a condition may hold.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod reads;
mod states;
mod writes;

use actix_web::http::header::{HeaderMap, HeaderName};
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
fn last_modified_is_a_date_of_http() {
    for (text, expected) in [
        ("2026-11-22T09:00:00.999Z", "Sun, 22 Nov 2026 09:00:00 GMT"),
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
