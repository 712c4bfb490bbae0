//! Raw bytes over a socket, and what comes back: for requests that no client library would send.

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

/// How long an open connection may be silent until we take its answer as whole.
const SILENCE: Duration = Duration::from_millis(400);

/// A connection to the server of a test.
pub struct Connection(TcpStream);

/// All that came back on one connection.
#[derive(Debug)]
pub struct RawAnswer {
    pub bytes: Vec<u8>,
    /// Whether the server has ended the connection.
    pub is_closed: bool,
    /// How long it was read.
    pub took: Duration,
}

/// One of the answers on a connection.
#[derive(Debug)]
pub struct Message {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Connection {
    /// To an address such as `http://127.0.0.1:8080`.
    pub async fn to(address: &str) -> Self {
        let address = address.trim_start_matches("http://");
        Self(TcpStream::connect(address).await.unwrap())
    }

    /// Sends bytes. A server that has closed already is no failure of the test.
    pub async fn send(&mut self, bytes: &[u8]) {
        let _ = timeout(Duration::from_secs(5), self.0.write_all(bytes)).await;
    }

    /// Breaks off, so that the server finds that the client has gone.
    pub fn reset(self) {
        self.0.set_zero_linger().unwrap();
    }

    /// Says that nothing more will be sent. The server cannot tell it from a client that has gone.
    pub async fn finish(&mut self) {
        self.0.shutdown().await.unwrap();
    }

    /// Reads until these bytes have come, and gives all that came. That they do not come is a failure of the test.
    pub async fn until(&mut self, wanted: &str) -> String {
        let mut text = String::new();
        while !text.contains(wanted) {
            let more = self.more().await;
            let more = more.unwrap_or_else(|| panic!("no {wanted:?} in {text:?}"));
            text.push_str(&more);
        }
        text
    }

    /// Waits for text; none once the connection is closed, or has been silent for too long.
    pub async fn more(&mut self) -> Option<String> {
        let mut piece = vec![0; 16 * 1024];
        let came = timeout(Duration::from_secs(10), self.0.read(&mut piece)).await;
        piece.truncate(came.ok()?.ok()?);
        (!piece.is_empty()).then(|| String::from_utf8(piece).unwrap())
    }

    /// Reads until the connection is closed, or was silent after an answer, or `longest` has passed.
    pub async fn answer(&mut self, longest: Duration) -> RawAnswer {
        self.read(longest, SILENCE).await
    }

    /// Reads until the connection is closed, or `longest` has passed.
    pub async fn last_answer(&mut self, longest: Duration) -> RawAnswer {
        self.read(longest, longest).await
    }

    async fn read(&mut self, longest: Duration, silence: Duration) -> RawAnswer {
        let start = Instant::now();
        let mut bytes = Vec::new();
        let mut piece = [0; 16 * 1024];
        loop {
            let until = if bytes.is_empty() {
                start + longest
            } else {
                (start + longest).min(Instant::now() + silence)
            };
            let is_closed = match timeout_at(until, self.0.read(&mut piece)).await {
                Ok(Ok(count)) if count > 0 => {
                    bytes.extend_from_slice(&piece[..count]);
                    continue;
                }
                Ok(_) => true,
                Err(_) => false,
            };
            let took = start.elapsed();
            return RawAnswer {
                bytes,
                is_closed,
                took,
            };
        }
    }
}

impl RawAnswer {
    /// The answers that came, each with the body that its head announces.
    #[track_caller]
    pub fn messages(&self) -> Vec<Message> {
        let mut rest = self.bytes.as_slice();
        let mut messages = Vec::new();
        while !rest.is_empty() {
            let (message, after) = message(rest);
            messages.push(message);
            rest = after;
        }
        messages
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Message {
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known == name);
        header.map(|(_, value)| value.as_str())
    }

    /// The problem that the body is, with the status of the answer.
    #[track_caller]
    pub fn problem(&self) -> Value {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        problem
    }
}

#[track_caller]
fn message(bytes: &[u8]) -> (Message, &[u8]) {
    let end = find(bytes, b"\r\n\r\n").expect("a head ends with an empty line");
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let start = lines.next().unwrap();
    let status = start.split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = lines
        .map(|line| {
            line.split_once(": ")
                .unwrap_or((line.trim_end_matches(':'), ""))
        })
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut message = Message {
        status,
        headers,
        body: Vec::new(),
    };
    let length = message.header("content-length");
    let length = length.map_or(0, |length| length.parse().unwrap());
    let rest = &bytes[end + 4..];
    assert!(
        rest.len() >= length,
        "the body ends before its Content-Length"
    );
    message.body = rest[..length].to_vec();
    (message, &rest[length..])
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|found| found == wanted)
}
