use actix_web::http::header::HeaderValue;

use super::*;

const JSON: &str = "application/json";
const HTML: &str = "text/html";

fn headers(header: HeaderName, lines: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(
            header.clone(),
            HeaderValue::from_bytes(line.as_bytes()).unwrap(),
        );
    }
    headers
}

fn is_accepted(accept: &str, media_type: &str) -> bool {
    accepts(&headers(ACCEPT, &[accept]), media_type)
}

#[test]
fn without_one_readable_range_everything_is_wanted() {
    assert!(accepts(&HeaderMap::new(), JSON));
    for accept in ["", ",", "json", "*/json", "text/html;q=x", "\u{fc}/\u{fc}"] {
        assert!(is_accepted(accept, JSON), "{accept}");
    }
    assert_eq!(preferred(&HeaderMap::new(), &[JSON, HTML]), Some(JSON));
    assert_eq!(preferred(&HeaderMap::new(), &[]), None);
}

#[test]
fn ranges_include_and_exclude() {
    for (accept, is_wanted) in [
        ("application/json", true),
        ("Application/JSON", true),
        ("application/*", true),
        ("*/*", true),
        ("*/*;q=0.001", true),
        ("text/html", false),
        ("text/*", false),
        ("application/json;q=0", false),
        ("application/json;q=0.000, */*", false),
        ("application/*;q=0, */*", false),
        ("application/*;q=0, application/json;q=0.1", true),
        ("*/*, application/json;q=0", false),
        ("*/*;q=0", false),
        ("application/problem+json", false),
        ("application/json-seq", false),
        ("application/jso", false),
    ] {
        assert_eq!(is_accepted(accept, JSON), is_wanted, "{accept}");
    }
}

#[test]
fn all_lines_of_the_header_count() {
    let lines = headers(ACCEPT, &["text/html", "application/json;q=0"]);

    assert!(accepts(&lines, HTML));
    assert!(!accepts(&lines, JSON));
}

#[test]
fn parameters_of_ranges_must_be_there_except_for_the_charset_that_everything_has() {
    for (accept, is_wanted) in [
        ("application/json;charset=utf-8", true),
        ("application/json; charset=\"UTF-8\"", true),
        ("application/json;charset=latin1", false),
        ("application/json;version=1", false),
        ("application/json;version=1, */*;q=0.1", true),
        (
            "application/json;charset=utf-8;q=0, application/json",
            false,
        ),
    ] {
        assert_eq!(is_accepted(accept, JSON), is_wanted, "{accept}");
    }
    let profiled = "application/ld+json;profile=\"https://schema.org\"";
    assert!(is_accepted(profiled, profiled));
    assert!(is_accepted("application/ld+json", profiled));
}

#[test]
fn the_default_of_java_gets_json() {
    let accept = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";

    assert!(is_accepted(accept, JSON));
}

#[test]
fn the_weight_decides_and_the_server_among_equals() {
    let offered = [JSON, HTML, "text/plain"];
    let browser =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    for (accept, expected) in [
        ("*/*", Some(JSON)),
        (browser, Some(HTML)),
        ("text/*", Some(HTML)),
        ("text/*;q=0.5, text/plain", Some("text/plain")),
        (
            "text/plain;q=0.5, application/json;q=0.4",
            Some("text/plain"),
        ),
        ("text/plain;q=0.5, */*;q=0.5", Some(JSON)),
        ("text/html;q=0, text/*", Some("text/plain")),
        ("image/png", None),
    ] {
        let chosen = preferred(&headers(ACCEPT, &[accept]), &offered);

        assert_eq!(chosen, expected, "{accept}");
    }
}

#[test]
fn a_body_is_of_a_type_that_is_taken() {
    let taken = [JSON, "application/merge-patch+json"];
    for (line, expected) in [
        ("application/json", JSON),
        ("APPLICATION/json ; Charset=UTF-8", JSON),
        ("application/json;charset=\"utf-8\";", JSON),
        ("application/json;profile=x", JSON),
        ("application/merge-patch+json", taken[1]),
    ] {
        let came = body_type(&headers(CONTENT_TYPE, &[line]), &taken);

        assert_eq!(came.unwrap(), expected, "{line}");
    }
}

#[test]
fn a_body_of_another_type_is_refused_with_what_came() {
    for (lines, expected) in [
        (&[][..], "nothing"),
        (&["text/plain"], "text/plain"),
        (
            &["application/json;charset=latin1"],
            "application/json;charset=latin1",
        ),
        (
            &["application/json;charset=utf-8;charset=utf-16"],
            "application/json;charset=utf-8;charset=utf-16",
        ),
        (&["application/json;charset"], "application/json;charset"),
        (
            &["application/json, text/plain"],
            "application/json, text/plain",
        ),
        (
            &["application/json", "application/json"],
            "application/json, application/json",
        ),
        (&["*/*"], "*/*"),
        (&["application"], "application"),
        (&[""], ""),
    ] {
        let refusal = body_type(&headers(CONTENT_TYPE, lines), &[JSON]);

        let Err(Refusal::UnsupportedMediaType { came, taken }) = refusal else {
            panic!("{lines:?} is taken: {refusal:?}");
        };
        assert_eq!((came.as_str(), taken), (expected, vec![JSON.to_owned()]));
    }
}

#[test]
fn a_body_in_a_coding_is_refused() {
    for lines in [&[][..], &["identity"], &["Identity , IDENTITY"], &[""]] {
        assert!(
            refuse_coding(&headers(CONTENT_ENCODING, lines)).is_ok(),
            "{lines:?}"
        );
    }
    for (lines, expected) in [
        (&["gzip"][..], "gzip"),
        (&["identity", "br"], "identity, br"),
        (&["\u{e4}"], "\u{e4}"),
        (&["identity;q=1"], "identity;q=1"),
    ] {
        let refusal = refuse_coding(&headers(CONTENT_ENCODING, lines));

        assert!(
            matches!(&refusal, Err(Refusal::UnsupportedCoding { came }) if came == expected),
            "{refusal:?}"
        );
    }
}
