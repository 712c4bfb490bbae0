//! How one exchange is known: its id in the answer, its trace in the log, and a line for it where one is asked for.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::desk::Desk;
use crate::program::Program;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// A server that logs everything, with one article.
fn talkative() -> (Desk, Program) {
    let desk = Desk::new();
    desk.apply();
    let arguments = ["--no-seed", "--log", "sinew=trace,sqlx=debug"];
    let program = Program::start(&desk.path(""), &arguments);
    (desk, program)
}

/// The answer to a request with more header lines.
fn get(program: &Program, target: &str, headers: &str) -> String {
    let address = program.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The request id that an answer carries.
fn id_of(answer: &str) -> &str {
    let mut lines = answer.lines().filter_map(|line| line.split_once(": "));
    let (_, id) = lines
        .find(|(name, _)| name.eq_ignore_ascii_case("x-request-id"))
        .unwrap();
    id
}

/// The lines of the log of one request.
fn lines_of(log: &str, id: &str) -> Vec<Value> {
    let lines = log.lines().map(|line| serde_json::from_str(line).unwrap());
    lines
        .filter(|line: &Value| line["span"]["request_id"] == id)
        .collect()
}

#[test]
fn the_id_of_the_caller_is_in_the_answer_and_in_every_line() {
    let (_desk, program) = talkative();

    let answer = get(
        &program,
        "/v1/articles/a?locale=en",
        &format!("X-Request-Id: mine-1\r\ntraceparent: 00-{TRACE}-00f067aa0ba902b7-01\r\n"),
    );
    let (_, log) = program.stop();

    assert_eq!(id_of(&answer), "mine-1");
    let lines = lines_of(&log, "mine-1");
    let of_target = |target: &str| lines.iter().filter(|line| line["target"] == target).count();
    assert!(of_target("sqlx::query") > 0, "{log}");
    assert_eq!(of_target("sinew::access"), 1);
    for line in &lines {
        assert_eq!(line["span"]["trace_id"], TRACE);
        assert_eq!(line["span"]["parent_id"], "00f067aa0ba902b7");
        assert_eq!(line["span"]["path"], "/v1/articles/a");
    }
}

#[test]
fn an_answer_without_an_id_of_the_caller_gets_one_that_leads_to_its_line() {
    let (_desk, program) = talkative();

    let answers = [
        "",
        "X-Request-Id: two words\r\n",
        "X-Request-Id: a\r\nX-Request-Id: a\r\n",
    ]
    .map(|headers| get(&program, "/v1/articles/unknown", headers));
    let (_, log) = program.stop();

    for answer in &answers {
        let id = id_of(answer);
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let problem: Value = serde_json::from_str(body).unwrap();
        assert_eq!(problem["request_id"], id);
        assert_eq!(id.len(), 36, "{id}");
        let lines = lines_of(&log, id);
        let access = lines.iter().find(|line| line["target"] == "sinew::access");
        assert_eq!(access.unwrap()["status"], 404);
    }
    assert_ne!(id_of(&answers[0]), id_of(&answers[1]));
}

#[test]
fn the_access_line_tells_of_the_route_and_not_of_the_client() {
    let (_desk, program) = talkative();

    let answer = get(&program, "/v1/articles/a", "X-Request-Id: mine\r\n");
    let (_, log) = program.stop();

    let lines = lines_of(&log, "mine");
    let access = lines.iter().find(|line| line["target"] == "sinew::access");
    let access = access.unwrap();
    assert_eq!(access["level"], "INFO");
    assert_eq!(access["status"], 200);
    assert_eq!(access["route"], "/v1/articles/{slug}");
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(access["bytes"], body.len());
    assert!(access["micros"].as_u64().unwrap() > 0);
    assert!(!log.contains("127.0.0.1:"), "{log}");
}
