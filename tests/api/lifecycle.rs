//! The end of a server: what was asked is answered, and it ends in bounded time.

pub mod connection;

use std::io::Read;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::folder::Folder;
use crate::program::Program;
use connection::{Connection, request};

#[test]
fn sigterm_in_the_middle_of_load_fails_no_request() {
    let directory = TempDir::new().unwrap();
    let seed = std::fs::canonicalize("seed").unwrap();
    let arguments = ["--seed", seed.to_str().unwrap()];
    let program = Program::start_with(
        directory.path(),
        &arguments,
        &[("SINEW_DRAIN_SECONDS", "3")],
    );
    let clients: Vec<_> = (0..8)
        .map(|_| program.address.clone())
        .map(|address| thread::spawn(move || ask_while_ready(&address)))
        .collect();

    thread::sleep(Duration::from_millis(500));
    let (status, log) = program.stop();

    for client in clients {
        let answered = client.join().unwrap();
        assert!(
            answered.as_ref().is_ok_and(|count| *count > 0),
            "{answered:?} {log}"
        );
    }
    assert!(status.success(), "{status} {log}");
    assert_eq!(files(directory.path()), ["sinew.db"]);
}

/// Asks as a balancer does: readiness first, and then what its clients want. How many answers came, or what went wrong.
fn ask_while_ready(address: &str) -> Result<usize, String> {
    let mut connection = Connection::open(address).map_err(|error| error.to_string())?;
    let mut is_ready = true;
    let mut count = 0;
    while is_ready {
        for path in [
            "/health/ready",
            "/v1/articles",
            "/v1/therapies",
            "/v1/conditions",
        ] {
            if !connection.is_open() {
                let opened = Connection::open(address);
                connection = opened.map_err(|error| format!("after {count} no {path}: {error}"))?;
            }
            let reply = connection.get(path);
            let reply = reply.map_err(|error| format!("after {count} {path}: {error}"))?;
            match (path, reply.status) {
                (_, 200) => count += 1,
                // What is on its way when readiness turns is answered too, so the round is ended.
                ("/health/ready", 503) => is_ready = false,
                (path, status) => return Err(format!("after {count} {path}: {status}")),
            }
        }
    }
    Ok(count)
}

#[test]
fn an_answer_that_is_being_read_is_read_to_its_end() {
    let directory = TempDir::new().unwrap();
    let folder = large_image();
    let arguments = ["--seed", folder.path().to_str().unwrap()];
    let program = Program::start(directory.path(), &arguments);
    let image = image(&program.address);
    let mut slow = Connection::open(&program.address).unwrap();
    slow.send(&request(&image)).unwrap();
    let mut start = [0; 1000];
    slow.stream.get_mut().read_exact(&mut start).unwrap();

    program.signal("TERM");
    wait_until_closed(&program.address);
    let mut rest = Vec::new();
    slow.stream.get_mut().read_to_end(&mut rest).unwrap();
    let (status, log) = program.end();

    assert!(start.len() + rest.len() > IMAGE_BYTES, "{}", rest.len());
    assert!(rest.ends_with(b"</svg>"));
    assert!(status.success(), "{status} {log}");
}

#[test]
fn idle_connections_and_unfinished_heads_do_not_delay_the_end() {
    let directory = TempDir::new().unwrap();
    let program = Program::start(directory.path(), &[]);
    let mut idle = Connection::open(&program.address).unwrap();
    idle.get("/health/live").unwrap();
    let mut unfinished = Connection::open(&program.address).unwrap();
    unfinished.send("GET /health/live HTTP/1.1\r\nHos").unwrap();
    let started = Instant::now();

    let (status, log) = program.stop();

    assert!(status.success(), "{status} {log}");
    assert!(
        started.elapsed() < Duration::from_secs(25),
        "not after 30 s"
    );
    assert!(idle.reply().is_err());
    assert!(unfinished.reply().is_err());
}

#[test]
fn a_second_signal_ends_the_program_at_once() {
    for second in ["TERM", "INT"] {
        let directory = TempDir::new().unwrap();
        let settings = [("SINEW_DRAIN_SECONDS", "600")];
        let program = Program::start_with(directory.path(), &[], &settings);

        program.signal("TERM");
        // It still answers, so it has not been ended by the first.
        thread::sleep(Duration::from_millis(500));
        let mut connection = Connection::open(&program.address).unwrap();
        assert_eq!(connection.get("/health/live").unwrap().status, 200);
        program.signal(second);
        let (status, log) = program.end();

        assert!(status.success(), "{status} {log}");
        assert_eq!(files(directory.path()), ["sinew.db"]);
    }
}

#[test]
fn a_second_signal_does_not_wait_for_who_never_reads() {
    let directory = TempDir::new().unwrap();
    let folder = large_image();
    let arguments = ["--seed", folder.path().to_str().unwrap()];
    let program = Program::start(directory.path(), &arguments);
    let image = image(&program.address);
    let mut stuck = Connection::open(&program.address).unwrap();
    stuck.send(&request(&image)).unwrap();
    stuck.stream.get_mut().read_exact(&mut [0; 1000]).unwrap();

    program.signal("TERM");
    wait_until_closed(&program.address);
    let started = Instant::now();
    program.signal("TERM");
    let (status, log) = program.end();

    assert!(status.success(), "{status} {log}");
    assert!(started.elapsed() < Duration::from_secs(15), "{log}");
    assert_eq!(files(directory.path()), ["sinew.db"]);
}

#[test]
fn control_c_does_not_wait_for_balancers() {
    let directory = TempDir::new().unwrap();
    let settings = [("SINEW_DRAIN_SECONDS", "600")];
    let program = Program::start_with(directory.path(), &[], &settings);

    program.signal("INT");
    let (status, log) = program.end();

    assert!(status.success(), "{status} {log}");
    assert_eq!(files(directory.path()), ["sinew.db"]);
}

/// More than the buffers between server and client hold.
pub const IMAGE_BYTES: usize = 15_000_000;

/// A folder with one article that shows a large image.
pub fn large_image() -> Folder {
    let folder = Folder::with_entries();
    let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"50\"><title>Nerve</title><desc>";
    let filling = "words ".repeat(IMAGE_BYTES / 6);
    folder.write("media/nerve.svg", &format!("{start}{filling}</desc></svg>"));
    folder.article("a", "![Nerve](media/nerve.svg)");
    folder
}

/// The path of the image that the article shows.
pub fn image(address: &str) -> String {
    let article = Connection::open(address)
        .unwrap()
        .get("/v1/articles/a")
        .unwrap();
    let article: serde_json::Value = serde_json::from_slice(&article.body).unwrap();
    article["introduction"][0]["image"]["src"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Returns when nobody listens any more.
fn wait_until_closed(address: &str) {
    while Connection::open(address).is_ok() {
        thread::sleep(Duration::from_millis(20));
    }
}

fn files(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}
