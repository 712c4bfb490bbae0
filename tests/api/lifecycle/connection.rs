//! A connection to the server and what goes over it, byte for byte, without the patience and the repeats of a client.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than any answer takes, so that a test that waits in vain ends.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Connection {
    pub stream: BufReader<TcpStream>,
    is_open: bool,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects to an address such as `http://127.0.0.1:8080`.
    pub fn open(address: &str) -> io::Result<Self> {
        Self::over(TcpStream::connect(address.trim_start_matches("http://"))?)
    }

    pub fn over(stream: TcpStream) -> io::Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            is_open: true,
        })
    }

    /// True until an answer said that it is the last.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn get(&mut self, path: &str) -> io::Result<Reply> {
        self.send(&request(path))?;
        self.reply()
    }

    pub fn send(&mut self, bytes: &str) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes.as_bytes())
    }

    /// Reads one answer to its end.
    pub fn reply(&mut self) -> io::Result<Reply> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut body = Vec::new();
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(length) = line.strip_prefix("content-length: ") {
                body.resize(length.parse().unwrap(), 0);
            }
            self.is_open &= line != "connection: close";
        }
        self.stream.read_exact(&mut body)?;
        Ok(Reply {
            status: status.ok_or(io::ErrorKind::InvalidData)?,
            body,
        })
    }

    /// A line of the head. The end of the connection is none.
    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        match line.strip_suffix("\r\n") {
            Some(line) => Ok(line.to_owned()),
            None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// The bytes of a request.
pub fn request(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}
