//! Conditions of reads.

use super::*;

const BEFORE: &str = "Sun, 22 Nov 2026 08:59:59 GMT";
const THEN: &str = "Sun, 22 Nov 2026 09:00:00 GMT";
const AFTER: &str = "Sun, 22 Nov 2026 09:00:01 GMT";

/// The verdict on an answer with the tag `"now"` in brotli, changed half a second after nine.
fn verdict(lines: &[(&str, &str)]) -> Verdict {
    let current = EntityTag::parse("now").unwrap().of_coding(Coding::Brotli);
    Conditions::read(&headers(lines))
        .unwrap()
        .judge_read(&current, Some(moment("2026-11-22T09:00:00.500Z")))
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
