//! What is JSON here, and what is not.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::error::Violation;
use crate::http::body::json::{parse, text};
use crate::http::body::strict::is_refused;
use crate::http::refusal::Refusal;

fn unreadable(bytes: &[u8]) -> Violation {
    match parse(bytes) {
        Err(Refusal::Unreadable(mut faults)) if faults.len() == 1 => faults.remove(0),
        other => panic!("{}: {other:?}", String::from_utf8_lossy(bytes)),
    }
}

fn unprocessable(bytes: &[u8]) -> Vec<(String, String)> {
    match parse(bytes) {
        Err(Refusal::Unprocessable(faults)) => faults
            .into_iter()
            .map(|fault| (fault.pointer.unwrap(), fault.message))
            .collect(),
        other => panic!("{}: {other:?}", String::from_utf8_lossy(bytes)),
    }
}

fn nested(depth: usize) -> String {
    format!("{}1{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn json_is_read_with_every_kind_of_value() {
    let read = parse(
        b" {\"a\": [1, -2, 0.5, true, null, \"\\u00e9\\n\\t\\ud83d\\ude00/\"], \"\": {}} \r\n",
    );

    let expected = json!({"a": [1, -2, 0.5, true, null, "é\n\t😀/"], "": {}});
    assert_eq!(read.unwrap(), expected);
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    for (bytes, words) in [
        (&b""[..], "line 1 column 0"),
        (b" \n ", "line 2 column 1"),
        (b"{\"a\": 1", "line 1 column 7"),
        (b"{\"a\": 1,}", "line 1 column 9"),
        (b"{\n  \"a\": x}", "line 2 column 8"),
        (b"[1] [2]", "line 1 column 5"),
        (b"{} x", "line 1 column 4"),
        (b"{}\0", "line 1 column 3"),
        (b"'a'", "line 1 column 1"),
        (b"// a\n1", "line 1 column 1"),
        (b"{a: 1}", "line 1 column 2"),
        (b"NaN", "line 1 column 1"),
        (b"[Infinity]", "line 1 column 2"),
        (b"[-Infinity]", "line 1 column 3"),
        (b"[1e400]", "line 1 column 6"),
        (b"[-1e400]", "line 1 column 7"),
        (b"[01]", "line 1 column 3"),
        (b"[+1]", "line 1 column 2"),
        (b"[.5]", "line 1 column 2"),
        (b"[1.]", "line 1 column 4"),
        (b"[0x10]", "line 1 column 3"),
        (b"\"a\nb\"", "line 2 column 0"),
        (b"\"a\0b\"", "line 1 column"),
        (b"\"\\ud800\"", "line 1 column"),
        (b"\"\\udc00\"", "line 1 column"),
        (b"\"\\ud800\\u0041\"", "line 1 column"),
        (b"{\"\\ud800\": 1}", "line 1 column"),
        (b"\"\\x41\"", "line 1 column 3"),
        (b"\xEF\xBB\xBF{}", "line 1, column 1"),
        (b"\xFF\xFE{\0}\0", "line 1 column 1"),
        (b"[1,\n \"\xC3\x28\"]", "line 2 column 3"),
        (b"\"\xED\xA0\x80\"", "line 1 column 2"),
        (b"\"\xC0\x80\"", "line 1 column 2"),
        (b"\"\xF4\x90\x80\x80\"", "line 1 column 2"),
    ] {
        let fault = unreadable(bytes);

        let shown = String::from_utf8_lossy(bytes);
        assert!(fault.message.contains(words), "{shown}: {}", fault.message);
    }
}

#[test]
fn a_member_that_stands_twice_is_refused_at_any_depth() {
    for (text, pointer) in [
        (r#"{"a": 1, "a": 1}"#, "#/a"),
        (r#"{"a": 1, "\u0061": 2}"#, "#/a"),
        (
            r#"[{}, {"b": [{"c/d": 1, "x": 2, "c/d": 3}]}]"#,
            "#/1/b/0/c~1d",
        ),
        (r#"{"": 1, "": 2}"#, "#/"),
    ] {
        let fault = unreadable(text.as_bytes());

        assert_eq!(fault.pointer.as_deref(), Some(pointer), "{text}");
        assert_eq!(fault.code, "duplicate");
        assert!(fault.message.contains("line 1 column"), "{}", fault.message);
    }
    assert!(parse(br#"[{"a": 1}, {"a": 1}, {"A": 1, "a": 1}]"#).is_ok());
}

#[test]
fn sixty_four_levels_are_read_and_no_more() {
    assert!(parse(nested(64).as_bytes()).is_ok());
    for depth in [65, 127, 128, 129, 1_000_000] {
        let fault = unreadable(nested(depth).as_bytes());

        assert_eq!(fault.code, "depth", "{depth}");
        assert!(fault.message.contains("64"), "{}", fault.message);
    }
    let objects = format!("{}1{}", r#"{"a":"#.repeat(65), "}".repeat(65));
    let fault = unreadable(objects.as_bytes());
    assert_eq!(fault.pointer, Some(format!("#{}", "/a".repeat(64))));
}

#[test]
fn numbers_that_a_client_in_javascript_would_change_are_refused() {
    for number in [
        "9007199254740992",
        "-9007199254740992",
        "0.1",
        "-0",
        "1e15",
        "1e-400",
    ] {
        assert!(parse(number.as_bytes()).is_ok(), "{number}");
    }
    for number in [
        "9007199254740993",
        "-9007199254740993",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775809",
        "1e300",
        "9007199254740994.0",
    ] {
        let fault = unreadable(format!("{{\"a\": [{number}]}}").as_bytes());

        assert_eq!(fault.pointer.as_deref(), Some("#/a/0"), "{number}");
        assert_eq!(fault.code, "number");
    }
}

#[test]
fn characters_that_no_text_may_have_are_reported_all_at_once() {
    let body = r#"{"a": "x\u0000y", "b": ["ok\n\t", "\u001b[2J", "\u202e", "a\r\n"], "c\u0007": {"d": "\u2066"}}"#;

    let faults = unprocessable(body.as_bytes());

    let pointers: Vec<&str> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["#/a", "#/b/1", "#/b/2", "#/b/3", "#/c%07", "#/c%07/d"]
    );
    assert!(faults[0].1.contains("U+0000"), "{}", faults[0].1);
    assert!(faults[4].1.contains("name of a member"), "{}", faults[4].1);
    assert!(parse("\"\u{202E}\"".as_bytes()).is_err());
    assert!(parse("\"\u{200F}\u{2065}\u{7F}\u{80}\"".as_bytes()).is_ok());
}

#[test]
fn an_answer_to_a_body_of_faults_stays_small() {
    let name = "n".repeat(1_000_000);
    let faults = vec!["\"\\u0000\""; 1000].join(",");
    let body = format!("{{\"{name}\": [{faults}]}}");

    let faults = unprocessable(body.as_bytes());

    let words: usize = faults
        .iter()
        .map(|(pointer, words)| pointer.len() + words.len())
        .sum();
    assert_eq!(faults.len(), 100);
    assert!(words < 10_000, "{words}");
    let twice = format!("{{\"{name}\": 1, \"{name}\": 1}}");
    assert!(unreadable(twice.as_bytes()).message.len() < 300);
}

#[test]
fn text_is_utf8_or_refused_with_its_place() {
    assert_eq!(text("# é\n".as_bytes()).unwrap(), "# é\n");

    let Err(Refusal::Unreadable(faults)) = text(b"a\nb\xFF") else {
        panic!("bytes were taken for text");
    };

    assert!(
        faults[0].message.contains("line 2 column 2"),
        "{}",
        faults[0].message
    );
}

fn has_refused(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().any(is_refused),
        Value::Array(items) => items.iter().any(has_refused),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| name.chars().any(is_refused) || has_refused(value)),
        Value::Number(number) => number.as_f64().unwrap().abs() > 9_007_199_254_740_992.0,
        Value::Null | Value::Bool(_) => false,
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-1000..1000i32).prop_map(Value::from),
        any::<String>().prop_map(Value::String),
        "[a-c\u{0}\u{202E}]{0,3}".prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::btree_map("[a-d~/ ]{0,3}", inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces of JSON in any order, some of which make a text that can be read.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "1",
        "-",
        "0",
        "e",
        ".",
        "1e400",
        "null",
        "true",
        " ",
        "\n",
        "\"",
        "\\",
        "9007199254740993",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// The same with integers for the numbers that have no fraction.
fn with_whole_integers(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(whole) if number.is_f64() && whole.fract() == 0.0 => json!(whole as i64),
            _ => Value::Number(number),
        },
        Value::Array(items) => items.into_iter().map(with_whole_integers).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, inner)| (name, with_whole_integers(inner)))
            .collect(),
        other => other,
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in any_text()) {
        let _ = parse(&bytes);
        if let Ok(read) = parse(text.as_bytes()) {
            let below = serde_json::from_str(&text).ok();
            prop_assert_eq!(Some(read), below.map(with_whole_integers));
        }
    }

    #[test]
    fn what_the_rules_allow_is_read_as_the_parser_below_reads_it(value in any_value()) {
        let text = serde_json::to_string(&value).unwrap();

        match parse(text.as_bytes()) {
            Ok(read) => {
                prop_assert!(!has_refused(&value));
                let below = serde_json::from_str::<Value>(&text).unwrap();
                prop_assert_eq!(read, with_whole_integers(below));
            }
            Err(_) => prop_assert!(has_refused(&value), "{}", text),
        }
    }
}
