//! What strangers send, as bytes, with the answers that we promise. `|` ends a line of a head.

/// Targets of `GET`, each with its status. What is refused is refused with a problem, and the connection goes on.
pub const TARGETS: [(&str, u16); 28] = [
    ("/v1/articles", 200),
    ("/v1/%61rticles", 200),
    ("/%76%31/articles?%6cimit=1", 200),
    ("http://elsewhere.example/v1/articles", 200),
    ("/v1/articles#fragment", 200),
    ("/v1/articles/", 308),
    ("/v1/%61rticles/", 308),
    ("/v1//articles", 404),
    ("//v1/articles", 404),
    ("/v1%2Farticles", 404),
    ("/v1/articles/a%2Fb", 404),
    ("/v1/articles/..", 404),
    ("/v1/../v1/articles", 404),
    ("/v1/%2e%2e/v1/articles", 404),
    ("/v1/articles/..%2f..%2fetc%2fpasswd", 404),
    ("/v1/articles/a%5Cb", 404),
    ("/v1/articles;a=b", 404),
    ("/V1/ARTICLES", 404),
    ("*", 404),
    ("/v1/articles/%00", 400),
    ("/v1/articles/a%0d%0aSet-Cookie:%20a=b", 400),
    ("/v1/articles/%zz", 400),
    ("/v1/articles/%", 400),
    ("/v1/articles/%ff", 400),
    ("/v1/articles/%c0%ae%c0%ae", 400),
    ("/v1/articles?limit=%zz", 400),
    ("/v1/articles?limit=%00", 400),
    ("/v1/articles?limit=5&limit=6", 400),
];

/// Methods on a path that has `GET`, each with its status.
pub const METHODS: [(&str, u16); 11] = [
    ("GET", 200),
    ("OPTIONS", 204),
    ("FOO", 405),
    ("TRACE", 405),
    ("get", 405),
    ("Get", 405),
    ("CONNECT", 405),
    ("PROPFIND", 405),
    ("PUT", 405),
    ("M-SEARCH", 405),
    ("QUERY", 405),
];

/// Heads that cannot be parsed: 400 without a body, and the connection ends. What follows is never read as a request.
pub const BROKEN_HEADS: [(&str, &str); 36] = [
    ("no Host", "GET /v1/articles HTTP/1.1||"),
    ("two Hosts", "GET /v1/articles HTTP/1.1|Host: a|Host: b||"),
    (
        "two equal Hosts",
        "GET /v1/articles HTTP/1.1|Host: a|host: a||",
    ),
    ("HTTP/0.9", "GET /v1/articles||"),
    ("HTTP/1.2", "GET /v1/articles HTTP/1.2|Host: a||"),
    ("HTTP/2.0", "GET /v1/articles HTTP/2.0|Host: a||"),
    ("the preface of HTTP/2", "PRI * HTTP/2.0||SM||"),
    ("TLS", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{3}\u{3}||"),
    ("a relative target", "GET v1/articles HTTP/1.1|Host: a||"),
    (
        "a space in the target",
        "GET /v1/ articles HTTP/1.1|Host: a||",
    ),
    (
        "a letter that is not ASCII in the target",
        "GET /v1/é HTTP/1.1|Host: a||",
    ),
    ("a NUL in the target", "GET /v1/\0 HTTP/1.1|Host: a||"),
    (
        "a space before the method",
        " GET /v1/articles HTTP/1.1|Host: a||",
    ),
    (
        "a space before the first field",
        "GET /v1/articles HTTP/1.1| Host: a||",
    ),
    (
        "a space before a colon",
        "GET /v1/articles HTTP/1.1|Host : a||",
    ),
    (
        "a folded field",
        "GET /v1/articles HTTP/1.1|Host: a|X-A: b| c||",
    ),
    (
        "a field without colon",
        "GET /v1/articles HTTP/1.1|Host: a|X-A||",
    ),
    (
        "a field without name",
        "GET /v1/articles HTTP/1.1|Host: a|: b||",
    ),
    (
        "a bare CR in a field",
        "GET /v1/articles HTTP/1.1|Host: a|X-A: b\rX-C: d||",
    ),
    (
        "a NUL in a field",
        "GET /v1/articles HTTP/1.1|Host: a|X-A: b\0c||",
    ),
    (
        "length and chunks",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: 5|Transfer-Encoding: chunked||0||",
    ),
    (
        "chunks and length",
        "POST /v1/articles HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 5||0||",
    ),
    (
        "two lengths",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 6||hello!",
    ),
    (
        "two equal lengths",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 5||hello",
    ),
    (
        "a list of lengths",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: 5, 5||hello",
    ),
    (
        "a negative length",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: -1||",
    ),
    (
        "a length with a sign",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: +5||hello",
    ),
    (
        "a hexadecimal length",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: 0x5||hello",
    ),
    (
        "a huge length",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: 99999999999999999999||",
    ),
    (
        "an empty length",
        "POST /v1/articles HTTP/1.1|Host: a|Content-Length: ||",
    ),
    (
        "xchunked",
        "POST /v1/articles HTTP/1.1|Host: a|Transfer-Encoding: xchunked||0||",
    ),
    (
        "chunked, identity",
        "POST /v1/articles HTTP/1.1|Host: a|Transfer-Encoding: chunked, identity||0||",
    ),
    (
        "gzip, chunked",
        "POST /v1/articles HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||",
    ),
    (
        "two codings",
        "POST /v1/articles HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: identity||0||",
    ),
    (
        "a vertical tab before chunked",
        "POST /v1/articles HTTP/1.1|Host: a|Transfer-Encoding: \u{b}chunked||0||",
    ),
    (
        "chunks in HTTP/1.0",
        "POST /v1/articles HTTP/1.0|Transfer-Encoding: chunked||0||",
    ),
];

/// Bodies where none belongs, each with a hidden request of 39 bytes at `@`: a 400 problem, and the connection ends, so
/// that what is hidden is never read as a request.
pub const UNWANTED_BODIES: [(&str, &str); 10] = [
    ("a length", "Content-Length: 39||@"),
    ("a length with zeros", "Content-Length: 0039||@"),
    (
        "the largest length",
        "Content-Length: 18446744073709551615||@",
    ),
    ("an unfinished body", "Content-Length: 5000||@"),
    ("chunks", "Transfer-Encoding: chunked||27|@|0||"),
    (
        "chunks after a tab",
        "Transfer-Encoding:\tchunked||27|@|0||",
    ),
    (
        "a chunk extension",
        "Transfer-Encoding: chunked||27;a=b|@|0||",
    ),
    (
        "a line feed in a chunk extension",
        "Transfer-Encoding: chunked||27;a\nb|@|0||",
    ),
    (
        "a chunk that overflows",
        "Transfer-Encoding: chunked||fffffffffffffffff|@|0||",
    ),
    ("no chunk size", "Transfer-Encoding: chunked||@"),
];
