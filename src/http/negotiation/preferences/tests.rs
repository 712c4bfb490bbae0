use actix_web::http::header::{ACCEPT, HeaderMap, HeaderValue};
use proptest::prelude::*;

use super::*;

fn read(lines: &[&str]) -> Vec<(String, Vec<(String, String)>, u16)> {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(ACCEPT, HeaderValue::from_bytes(line.as_bytes()).unwrap());
    }
    Preference::all(&headers, &ACCEPT)
        .into_iter()
        .map(|known| (known.name, known.parameters, known.weight.0))
        .collect()
}

fn names(lines: &[&str]) -> Vec<(String, u16)> {
    read(lines)
        .into_iter()
        .map(|(name, _, weight)| (name, weight))
        .collect()
}

#[test]
fn lists_go_on_over_lines_and_may_have_empty_elements() {
    let read = names(&["GZIP;q=0.5 ,, br", "", " ,zstd\t;\tQ=0.25, "]);

    let expected = [("gzip", 500), ("br", 1000), ("zstd", 250)];
    assert_eq!(
        read,
        expected.map(|(name, weight)| (name.to_owned(), weight))
    );
}

#[test]
fn weights_have_three_decimals_at_most() {
    for (text, expected) in [
        ("0", Some(0)),
        ("0.", Some(0)),
        ("0.000", Some(0)),
        ("0.001", Some(1)),
        ("0.5", Some(500)),
        (".2", Some(200)),
        ("0.999", Some(999)),
        ("1", Some(1000)),
        ("1.", Some(1000)),
        ("1.000", Some(1000)),
    ] {
        assert_eq!(
            Weight::parse(text).map(|weight| weight.0),
            expected,
            "{text}"
        );
    }
    for text in [
        "",
        ".",
        "1.001",
        "1.0000",
        "0.0001",
        "2",
        "-0",
        "+1",
        "0,5",
        "0.5.0",
        "00.5",
        "01",
        "1e0",
        "0x1",
        "NaN",
        "inf",
        "0.+1",
        "0.٣",
        "99999999999999999999",
        "0.99999999999999999999",
    ] {
        assert_eq!(Weight::parse(text), None, "{text}");
    }
}

#[test]
fn an_element_that_cannot_be_read_takes_no_other_with_it() {
    let read = names(&[
        "a b, gzip;q=2, br;q=, ;q=1, =, @, a/b/c, a/, /b, zstd;q=0.1;q=0.2, x;y, x;y=z w, \u{e9}, fine",
        "fine;q=1;q=1, identity",
    ]);

    let expected = [("fine".to_owned(), 1000), ("identity".to_owned(), 1000)];
    assert_eq!(read, expected);
}

#[test]
fn separators_in_quotes_separate_nothing() {
    let read = read(&[r#"text/html;Title="a,b;\"c\\";level=1;q=0.5, text/plain"#]);

    let parameters = vec![
        ("title".to_owned(), r#"a,b;"c\"#.to_owned()),
        ("level".to_owned(), "1".to_owned()),
    ];
    let expected = [
        ("text/html".to_owned(), parameters, 500),
        ("text/plain".to_owned(), Vec::new(), 1000),
    ];
    assert_eq!(read, expected);
}

#[test]
fn a_quote_that_never_ends_spoils_its_line_only() {
    let read = names(&["text/html, a/b;c=\"d, text/plain", "text/css"]);

    let expected = [
        ("text/html".to_owned(), 1000),
        ("text/css".to_owned(), 1000),
    ];
    assert_eq!(read, expected);
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 0..4)) {
        let mut headers = HeaderMap::new();
        for line in lines {
            if let Ok(value) = HeaderValue::from_bytes(&line) {
                headers.append(ACCEPT, value);
            }
        }

        for preference in Preference::all(&headers, &ACCEPT) {
            prop_assert!(preference.weight <= Weight::FULL);
            prop_assert!(is_name(&preference.name));
        }
    }

    #[test]
    fn what_is_written_is_read_back(
        elements in prop::collection::vec(("[a-z*+.-]{1,8}(/[a-z*]{1,5})?", "[ -~]{0,9}", 0u16..=1000), 1..5),
    ) {
        let written: Vec<String> = elements
            .iter()
            .map(|(name, value, weight)| {
                let value = value.replace('\\', r"\\").replace('"', "\\\"");
                format!("{name};x=\"{value}\";q={}.{:03}", weight / 1000, weight % 1000)
            })
            .collect();

        let expected: Vec<_> = elements
            .into_iter()
            .map(|(name, value, weight)| (name, vec![("x".to_owned(), value)], weight))
            .collect();
        prop_assert_eq!(read(&[&written.join(" ,\t")]), expected);
    }
}
