//! The table of hostile input: each line is sent as raw bytes, and gets the answer that we promise.
use crate::app::TestApp;
use crate::raw::Connection;
use std::time::Duration;

#[actix_web::test]
async fn probe() {
    let app = TestApp::seeded().await;
    let long = |n: usize| "x".repeat(n);
    let g = "GET /v1/articles HTTP/1.1\r\nHost: a\r\n";
    let second = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
    let probes: Vec<(&str, String)> = vec![
        (
            "8k",
            format!(
                "GET /v1/articles?{} HTTP/1.1\r\nHost: a\r\n\r\n",
                long(8000)
            ),
        ),
        (
            "9k",
            format!(
                "GET /v1/articles?{} HTTP/1.1\r\nHost: a\r\n\r\n",
                long(9000)
            ),
        ),
        (
            "70k",
            format!(
                "GET /v1/articles?{} HTTP/1.1\r\nHost: a\r\n\r\n",
                long(70000)
            ),
        ),
        (
            "200k",
            format!(
                "GET /v1/articles?{} HTTP/1.1\r\nHost: a\r\n\r\n",
                long(200000)
            ),
        ),
        ("head70k", format!("{g}x-a: {}\r\n\r\n", long(70000))),
        ("head140k", format!("{g}x-a: {}\r\n\r\n", long(140000))),
        ("95 fields", format!("{g}{}\r\n", "x-a: b\r\n".repeat(95))),
        ("96 fields", format!("{g}{}\r\n", "x-a: b\r\n".repeat(96))),
        ("120 fields", format!("{g}{}\r\n", "x-a: b\r\n".repeat(120))),
        (
            "%2F",
            "GET /v1/articles/a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "%2F articles",
            "GET /v1%2Farticles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "%00",
            "GET /v1/articles/a%00 HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "..",
            "GET /v1/../v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("//", "GET //v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        (
            "v1//",
            "GET /v1//articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "zz",
            "GET /v1/articles/%zz HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "ff",
            "GET /v1/articles/%ff HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "%61",
            "GET /v1/%61rticles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "%61 slash",
            "GET /v1/%61rticles/ HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "slash",
            "GET /v1/articles/ HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "raw utf8",
            "GET /v1/articles/é HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "space",
            "GET /v1/articles/a b HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "fragment",
            "GET /v1/articles#a HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("FOO", "FOO /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        (
            "TRACE",
            "TRACE /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("get", "get /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        (
            "CONNECT",
            "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "CONNECT path",
            "CONNECT /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        ("GET *", "GET * HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        (
            "absolute",
            "GET http://other.example/v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "absolute nopath",
            "GET http://other.example HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("authority", "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n".into()),
        (
            "relative",
            "GET v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("no host", "GET /v1/articles HTTP/1.1\r\n\r\n".into()),
        (
            "two hosts",
            "GET /v1/articles HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".into(),
        ),
        (
            "empty host",
            "GET /v1/articles HTTP/1.1\r\nHost: \r\n\r\n".into(),
        ),
        (
            "bad host",
            "GET /v1/articles HTTP/1.1\r\nHost: a/b c@d\r\n\r\n".into(),
        ),
        ("1.0", "GET /v1/articles HTTP/1.0\r\n\r\n".into()),
        (
            "1.0 ka",
            "GET /v1/articles HTTP/1.0\r\nConnection: keep-alive\r\n\r\n".into(),
        ),
        ("0.9", "GET /v1/articles\r\n\r\n".into()),
        (
            "HTTP/1.2",
            "GET /v1/articles HTTP/1.2\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "HTTP/2.0",
            "GET /v1/articles HTTP/2.0\r\nHost: a\r\n\r\n".into(),
        ),
        (
            "preface",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0".into(),
        ),
        (
            "h2c",
            format!(
                "{g}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
            ),
        ),
        (
            "websocket",
            format!("{g}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n{second}"),
        ),
        (
            "CL+TE",
            format!("{g}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "TE+CL",
            format!("{g}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "2CL",
            format!("{g}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!{second}"),
        ),
        (
            "2CL same",
            format!("{g}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello{second}"),
        ),
        (
            "CL list",
            format!("{g}Content-Length: 5, 5\r\n\r\nhello{second}"),
        ),
        (
            "xchunked",
            format!("{g}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "chunked, identity",
            format!("{g}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "identity",
            format!("{g}Transfer-Encoding: identity\r\n\r\n{second}"),
        ),
        (
            "gzip, chunked",
            format!("{g}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "2TE",
            format!(
                "{g}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{second}"
            ),
        ),
        (
            "TE tab",
            format!("{g}Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "TE vtab",
            format!("{g}Transfer-Encoding: \u{b}chunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "TE space colon",
            format!("{g}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "TE 1.0",
            format!(
                "GET /v1/articles HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{second}"
            ),
        ),
        ("obs-fold", format!("{g}x-a: b\r\n c\r\n\r\n")),
        ("bare LF", "GET /v1/articles HTTP/1.1\nHost: a\n\n".into()),
        (
            "bare CR",
            "GET /v1/articles HTTP/1.1\r\nHost: a\r\nx-a: b\rc: d\r\n\r\n".into(),
        ),
        ("NUL header", format!("{g}x-a: b\0c\r\n\r\n")),
        (
            "leading space header",
            " GET /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
        ("leading crlf", format!("\r\n\r\n{g}\r\n")),
        (
            "space first header",
            "GET /v1/articles HTTP/1.1\r\n Host: a\r\n\r\n".into(),
        ),
        ("no colon", format!("{g}abc\r\n\r\n")),
        ("empty name", format!("{g}: abc\r\n\r\n")),
        ("CL -1", format!("{g}Content-Length: -1\r\n\r\n{second}")),
        ("CL +1", format!("{g}Content-Length: +1\r\n\r\na{second}")),
        (
            "CL hex",
            format!("{g}Content-Length: 0x5\r\n\r\nhello{second}"),
        ),
        (
            "CL huge",
            format!("{g}Content-Length: 99999999999999999999999\r\n\r\n{second}"),
        ),
        (
            "CL u64",
            format!("{g}Content-Length: 18446744073709551615\r\n\r\n{second}"),
        ),
        ("CL empty", format!("{g}Content-Length: \r\n\r\n{second}")),
        (
            "CL 5 5",
            format!("{g}Content-Length: 5 5\r\n\r\nhello{second}"),
        ),
        (
            "CL 05",
            format!("{g}Content-Length: 05\r\n\r\nhello{second}"),
        ),
        (
            "chunk overflow",
            format!(
                "{g}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n{second}"
            ),
        ),
        (
            "chunk ext",
            format!("{g}Transfer-Encoding: chunked\r\n\r\n1;a=b\r\na\r\n0\r\n\r\n{second}"),
        ),
        (
            "chunk ext LF",
            format!("{g}Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n{second}"),
        ),
        (
            "chunk bad",
            format!("{g}Transfer-Encoding: chunked\r\n\r\nzz\r\na\r\n0\r\n\r\n{second}"),
        ),
        (
            "chunk trailer",
            format!("{g}Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 4\r\n\r\n{second}"),
        ),
        ("pipelined", format!("{g}\r\n{second}{second}")),
        ("pipelined20", second.repeat(20).to_string()),
        (
            "pipelined close",
            format!("{g}Connection: close\r\n\r\n{second}"),
        ),
        (
            "GET body",
            format!("{g}Content-Length: 5\r\n\r\nhello{second}"),
        ),
        (
            "GET body unfinished",
            format!("{g}Content-Length: 5000\r\n\r\nhello"),
        ),
        (
            "GET chunk unfinished",
            format!("{g}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        ),
        (
            "expect",
            format!("{g}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n"),
        ),
        ("expect other", format!("{g}Expect: teapot\r\n\r\n")),
        ("garbage", "\u{16}\u{3}\u{1}\0\u{1}".into()),
        (
            "tls",
            "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{3}\u{3}abcdefghijklmnop\r\n\r\n".into(),
        ),
        (
            "fragment2",
            "GET /v1/articles?a#b HTTP/1.1\r\nHost: a\r\n\r\n".into(),
        ),
    ];
    let mut lines = Vec::new();
    for chunk in probes.chunks(12) {
        let mut jobs = Vec::new();
        for (name, bytes) in chunk {
            let (name, bytes, address) = (name.to_string(), bytes.clone(), app.address.clone());
            jobs.push(actix_web::rt::spawn(async move {
                let mut connection = Connection::to_address(&address).await;
                connection.send(bytes.as_bytes()).await;
                let answer = connection.answer(Duration::from_secs(7)).await;
                let text = answer.text();
                let statuses: Vec<&str> = text
                    .match_indices("HTTP/1.")
                    .map(|(at, _)| &text[at + 9..(at + 12).min(text.len())])
                    .collect();
                let shown: String = text
                    .lines()
                    .last()
                    .unwrap_or("")
                    .chars()
                    .take(150)
                    .collect();
                format!("{name:22} {statuses:?} closed={} {shown}", answer.is_closed)
            }));
        }
        for job in jobs {
            lines.push(job.await.unwrap());
        }
    }
    panic!("{}", lines.join("\n"));
}
