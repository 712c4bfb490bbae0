//! The log of the program: lines for machines, with nothing in them that a request keeps for itself.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::desk::Desk;
use crate::program::Program;

/// What looks like a key, and like words about somebody's health.
const SECRETS: [&str; 6] = [
    "sinew_live_kkkkkkkk_headersecret",
    "querysecret",
    "bodysecret",
    "cookiesecret",
    "lengthsecret",
    "chunksecret",
];

/// Sends bytes and reads until the server closes.
fn send(program: &Program, request: &str) -> String {
    let address = program.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Requests that carry secrets in every place, sound ones and broken ones.
fn tell_secrets(program: &Program) {
    let [key, query, body, cookie, length, chunk] = SECRETS;
    for (method, target) in [
        ("GET", format!("/v1/articles?q={query}")),
        ("GET", format!("/v1/articles/a?locale={query}")),
        ("GET", format!("/v1/articles/unknown?{query}={query}")),
        ("PUT", format!("/v1/articles/a/draft?{query}")),
        ("POST", format!("/v1/articles?{query}")),
        ("HEAD", format!("/v1/search?q={query}")),
    ] {
        send(
            program,
            &format!(
                "{method} {target} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\nCookie: {cookie}\r\n\
                 Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            ),
        );
    }
    for head in [
        format!("Content-Length: {length}"),
        format!("Content-Length: 1\r\nContent-Length: {length}"),
        format!("Transfer-Encoding: {length}"),
        format!("Transfer-Encoding: chunked\r\n\r\n{chunk}\r\n{chunk}\r\n0\r\n\r\n"),
        format!("Authorization: Bearer {key}\u{1}"),
        format!("Expect: {key}"),
    ] {
        let request = format!(
            "POST /v1/articles?q={query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{head}\r\n\r\n{body}"
        );
        send(program, &request);
    }
    send(program, &format!("GET /?{query} NONSENSE/{key}\r\n\r\n"));
}

#[test]
fn no_key_query_or_body_is_logged_however_talkative_the_log_is() {
    for filter in [
        "trace",
        "trace,actix_http::h1::decoder=trace,actix_http=trace",
        "debug",
    ] {
        let desk = Desk::new();
        desk.apply();
        let program = Program::start(&desk.path(""), &["--no-seed", "--log", filter]);

        tell_secrets(&program);
        let (_, log) = program.stop();

        assert!(log.contains("\"level\":\"DEBUG\""), "{filter} says little");
        for line in log.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let text = line.to_string();
            for secret in SECRETS {
                assert!(!text.contains(secret), "{filter}: {text}");
            }
        }
    }
}

#[test]
fn every_line_is_json_with_time_level_target_and_message() {
    let desk = Desk::new();
    let seed = desk.folder.path().to_str().unwrap().to_owned();

    let program = Program::start(&desk.path(""), &["--seed", &seed]);
    let (_, log) = program.stop();

    assert!(log.contains("the seed folder was applied"), "{log}");
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for member in ["timestamp", "level", "target", "message"] {
            assert!(line[member].is_string(), "{line}");
        }
    }
}

#[test]
fn the_default_log_has_no_line_for_each_request() {
    let desk = Desk::new();
    desk.apply();
    let program = Program::start(&desk.path(""), &["--no-seed"]);

    for path in [
        "/v1/articles",
        "/v1/articles/unknown",
        "/v1/articles?limit=x",
    ] {
        send(
            &program,
            &format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        );
    }
    let (_, log) = program.stop();

    assert_eq!(log, "");
}
