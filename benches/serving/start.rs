//! How long Sinew takes from its start to its first answer, and how much memory it has when nobody asks.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::database::Sized;
use crate::figures::median;
use crate::generated::articles;
use crate::server::{Server, free_port};
use crate::settings::Settings;
use crate::sinew_server::{self, Look};

/// How often it is started; the first time warms up the disk.
const STARTS: usize = 12;
const PATIENCE: Duration = Duration::from_secs(60);

/// The resident memory of a server with the content of this repository, in MB.
pub struct IdleMemory {
    /// After it has filled its database.
    pub filled_mb: f64,
    /// After it was started again.
    pub started_mb: f64,
}

/// The milliseconds from the start to the first answer of an article, for each size.
pub fn measure(databases: &[Sized], settings: &Settings) -> Vec<f64> {
    let of_size = |database: &Sized| {
        let path = format!("/v1/articles/{}", articles::slug(database.articles / 2));
        let start = || {
            let port = free_port();
            let command = sinew_server::command(settings, &database.file, Look::Default, port);
            first_answer(command, port, &path).0
        };
        let times: Vec<f64> = (0..STARTS).map(|_| start()).collect();
        median(times.into_iter().skip(1))
    };
    databases.iter().map(of_size).collect()
}

pub fn idle_memory(settings: &Settings) -> IdleMemory {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = folder.path().join("sinew.db");
    let resident_mb = |seed: &[&str]| {
        let port = free_port();
        let mut command = sinew_server::bare_command(settings, &file, &["serve"]);
        command
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(seed)
            .stderr(Stdio::null());
        let (_, server) = first_answer(command, port, "/v1/articles/massage-for-sciatica");
        server.family().resident_mb()
    };
    IdleMemory {
        filled_mb: resident_mb(&["--seed", "seed"]),
        started_mb: resident_mb(&["--no-seed"]),
    }
}

/// Asks from the start on until there is an answer.
fn first_answer(mut command: Command, port: u16, path: &str) -> (f64, Server) {
    command.stdout(Stdio::null());
    let begin = Instant::now();
    let server = Server::spawn(command, port);
    while !is_answered(&server, path) {
        assert!(
            begin.elapsed() < PATIENCE,
            "no answer from {}",
            server.address()
        );
        sleep(Duration::from_micros(200));
    }
    (begin.elapsed().as_secs_f64() * 1000.0, server)
}

/// Whether a server that may not listen yet answers with 200.
fn is_answered(server: &Server, path: &str) -> bool {
    let mut connection = match TcpStream::connect(server.place()) {
        Ok(connection) => connection,
        Err(cause) if cause.kind() == ErrorKind::ConnectionRefused => return false,
        Err(cause) => panic!("{}: {cause}", server.address()),
    };
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let mut answer = Vec::new();
    let exchanged = connection
        .write_all(request.as_bytes())
        .and_then(|()| connection.read_to_end(&mut answer));
    exchanged.is_ok() && answer.starts_with(b"HTTP/1.1 200 ")
}
