//! Whether an address can be listened on, and who does already.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::time::Duration;

/// A server on this machine answers in less.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much of an answer is read; ours to this question is shorter.
const MAX_ANSWER_BYTES: u64 = 4096;

/// How it stands with an address.
pub enum Listening {
    Free,
    /// A Sinew has it.
    Sinew,
    /// Something else has it.
    Another,
    /// It is no address of this machine, or not ours to take.
    Refused(std::io::Error),
}

/// Takes the address for a moment; where it is taken, asks who has it.
pub fn look(address: &str) -> Listening {
    match TcpListener::bind(address) {
        Ok(_) => Listening::Free,
        Err(cause) if cause.kind() == ErrorKind::AddrInUse => match is_sinew(address) {
            true => Listening::Sinew,
            false => Listening::Another,
        },
        Err(cause) => Listening::Refused(cause),
    }
}

/// True if nobody outside this machine can reach the address.
pub fn is_loopback(address: &str) -> bool {
    let mut addresses = address.to_socket_addrs().into_iter().flatten().peekable();
    addresses.peek().is_some() && addresses.all(|address| address.ip().is_loopback())
}

fn is_sinew(address: &str) -> bool {
    let addresses = address.to_socket_addrs().into_iter().flatten();
    addresses
        .filter_map(|address| liveness(reachable(address)).ok())
        .any(|answer| answer.starts_with("HTTP/1.1 200") && answer.ends_with("{\"status\":\"ok\"}"))
}

/// What listens on every address is asked at the machine's own.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        match address {
            SocketAddr::V4(_) => address.set_ip(std::net::Ipv4Addr::LOCALHOST.into()),
            SocketAddr::V6(_) => address.set_ip(std::net::Ipv6Addr::LOCALHOST.into()),
        }
    }
    address
}

fn liveness(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET /health/live HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(MAX_ANSWER_BYTES).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
