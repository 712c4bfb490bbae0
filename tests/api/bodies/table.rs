//! Bodies that are refused, with the answers that we promise. `|` ends a line of a head.

/// Bodies of a note that come whole: name, bytes, status, and the code of what is wrong.
pub const BODIES: &[(&str, &[u8], u16, &str)] = &[
    ("nothing", b"", 400, "syntax"),
    ("white space", b" \n", 400, "syntax"),
    ("half an object", br#"{"text": "On"#, 400, "syntax"),
    (
        "a byte after the value",
        br#"{"text": "Two"}x"#,
        400,
        "syntax",
    ),
    (
        "two values",
        br#"{"text": "Two"}{"text": "Two"}"#,
        400,
        "syntax",
    ),
    ("a comment", br#"{"text": "Two"} // two"#, 400, "syntax"),
    ("a comma too many", br#"{"text": "Two",}"#, 400, "syntax"),
    ("single quotes", b"{'text': 'Two'}", 400, "syntax"),
    (
        "a line end in a text",
        b"{\"text\": \"T\nwo\"}",
        400,
        "syntax",
    ),
    (
        "a byte order mark",
        b"\xEF\xBB\xBF{\"text\": \"Two\"}",
        400,
        "byte_order_mark",
    ),
    ("UTF-16", b"\xFF\xFE{\0}\0", 400, "encoding"),
    (
        "a byte that is no UTF-8",
        b"{\"text\": \"\xFF\"}",
        400,
        "encoding",
    ),
    (
        "a letter cut in two",
        b"{\"text\": \"\xC3\"}",
        400,
        "encoding",
    ),
    (
        "a slash in two bytes",
        b"{\"text\": \"\xC0\xAF\"}",
        400,
        "encoding",
    ),
    (
        "a surrogate in bytes",
        b"{\"text\": \"\xED\xA0\x80\"}",
        400,
        "encoding",
    ),
    (
        "a lone high surrogate",
        br#"{"text": "\ud800"}"#,
        400,
        "syntax",
    ),
    (
        "a lone low surrogate",
        br#"{"text": "\udc00"}"#,
        400,
        "syntax",
    ),
    (
        "a lone surrogate in a name",
        br#"{"text": "Two", "labels": {"\ud800": "a"}}"#,
        400,
        "syntax",
    ),
    (
        "a member twice",
        br#"{"text": "Two", "text": "Three"}"#,
        400,
        "duplicate",
    ),
    (
        "a member twice by escape",
        br#"{"text": "Two", "te\u0078t": "Three"}"#,
        400,
        "duplicate",
    ),
    (
        "a name of a map twice",
        br#"{"text": "Two", "labels": {"a": "b", "a": "c"}}"#,
        400,
        "duplicate",
    ),
    (
        "an unknown member twice",
        br#"{"text": "Two", "x": 1, "x": 2}"#,
        400,
        "duplicate",
    ),
    (
        "a number that is infinite",
        br#"{"text": "Two", "stars": 1e400}"#,
        400,
        "syntax",
    ),
    (
        "an integer beyond 2^53",
        br#"{"text": "Two", "stars": 9007199254740993}"#,
        400,
        "number",
    ),
    (
        "one below -2^53",
        br#"{"text": "Two", "stars": -9007199254740993}"#,
        400,
        "number",
    ),
    (
        "one beyond 2^64",
        br#"{"text": "Two", "stars": 18446744073709551617}"#,
        400,
        "number",
    ),
    ("NaN", br#"{"text": "Two", "stars": NaN}"#, 400, "syntax"),
    (
        "Infinity",
        br#"{"text": "Two", "stars": -Infinity}"#,
        400,
        "syntax",
    ),
    (
        "a leading zero",
        br#"{"text": "Two", "stars": 01}"#,
        400,
        "syntax",
    ),
    (
        "a leading plus",
        br#"{"text": "Two", "stars": +1}"#,
        400,
        "syntax",
    ),
    (
        "a fraction for an integer",
        br#"{"text": "Two", "stars": 1.5}"#,
        422,
        "type",
    ),
    (
        "a text for an integer",
        br#"{"text": "Two", "stars": "1"}"#,
        422,
        "type",
    ),
    (
        "an integer that is too large",
        br#"{"text": "Two", "stars": 6}"#,
        422,
        "maximum",
    ),
    ("null", b"null", 422, "type"),
    ("an array", b"[]", 422, "type"),
    ("no text", b"{}", 422, "required"),
    ("a null for a text", br#"{"text": null}"#, 422, "type"),
    (
        "an unknown member",
        br#"{"text": "Two", "owner": "me"}"#,
        422,
        "unknown",
    ),
    (
        "a member of prototypes",
        br#"{"text": "Two", "__proto__": {}}"#,
        422,
        "unknown",
    ),
    ("a NUL", br#"{"text": "T\u0000wo"}"#, 422, "character"),
    (
        "a NUL in a name",
        br#"{"text": "Two", "labels": {"a\u0000": "b"}}"#,
        422,
        "character",
    ),
    (
        "an escape character",
        br#"{"text": "T\u001b[2Jwo"}"#,
        422,
        "character",
    ),
    (
        "an isolate of direction",
        "{\"text\": \"T\u{2066}wo\"}".as_bytes(),
        422,
        "character",
    ),
];

/// Fields before a good body, each with its status.
pub const FIELDS: [(&str, u16); 15] = [
    ("", 415),
    ("Content-Type:|", 415),
    ("Content-Type: application|", 415),
    ("Content-Type: text/plain|", 415),
    ("Content-Type: text/json|", 415),
    ("Content-Type: application/x-www-form-urlencoded|", 415),
    ("Content-Type: multipart/form-data; boundary=a|", 415),
    ("Content-Type: application/merge-patch+json|", 415),
    ("Content-Type: application/json; charset=latin1|", 415),
    ("Content-Type: application/json, text/plain|", 415),
    (
        "Content-Type: application/json|Content-Type: text/plain|",
        415,
    ),
    (
        "Content-Type: application/json|Content-Encoding: gzip|",
        415,
    ),
    (
        "Content-Type: application/json|Content-Encoding: identity, gzip|",
        415,
    ),
    ("Content-Type: application/json|Content-Encoding: aes|", 415),
    ("Content-Type: application/json|Content-Length: 3|", 400),
];

/// Bodies that never end, or are not worth waiting for: name, fields and bytes, status.
pub const UNFINISHED: [(&str, &str, u16); 6] = [
    (
        "a length that is never reached",
        "Content-Length: 500||{",
        408,
    ),
    ("a length and nothing", "Content-Length: 5||", 408),
    (
        "a chunk that is never full",
        "Transfer-Encoding: chunked||5|{",
        408,
    ),
    ("no last chunk", "Transfer-Encoding: chunked||2|{}|", 408),
    (
        "a last chunk without its end",
        "Transfer-Encoding: chunked||2|{}|0|",
        408,
    ),
    (
        "a huge length",
        "Content-Length: 18446744073709551615||{",
        413,
    ),
];

/// What stands after `Transfer-Encoding: chunked` and is no chunks. The parser below ends the connection without a word.
pub const BROKEN_CHUNKS: [&str; 7] = [
    "zz|",
    "-1|{}|0||",
    "0x2|{}|0||",
    "|2|{}|0||",
    "1|{}|0||",
    "3|{}|0||",
    "fffffffffffffffff|{}|0||",
];
