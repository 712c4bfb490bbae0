//! A server in a process of its own, which ends with what has started it.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::process::Family;

pub struct Server {
    child: Child,
    port: u16,
}

/// How long a server may take until it listens, and until it has ended.
const PATIENCE: Duration = Duration::from_secs(60);

impl Server {
    /// Starts it, and waits until it listens on the port that the command names.
    pub fn start(command: Command, port: u16) -> Self {
        let mut server = Self::spawn(command, port);
        let begin = Instant::now();
        while TcpStream::connect(server.place()).is_err() {
            let ended = server.child.try_wait().unwrap();
            let is_late = begin.elapsed() > PATIENCE;
            assert!(
                ended.is_none() && !is_late,
                "no server at {}: {ended:?}",
                server.address()
            );
            sleep(Duration::from_millis(1));
        }
        server
    }

    /// Starts it, and does not wait.
    pub fn spawn(mut command: Command, port: u16) -> Self {
        let child = command.spawn();
        let child = child.unwrap_or_else(|cause| panic!("{command:?}: {cause}"));
        Self { child, port }
    }

    pub fn place(&self) -> (&'static str, u16) {
        ("127.0.0.1", self.port)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its processes, as they are now.
    pub fn family(&self) -> Family {
        Family::of(self.child.id())
    }
}

impl Drop for Server {
    /// As Ctrl-C would, which no server drains for; by its own id.
    fn drop(&mut self) {
        let id = self.child.id().to_string();
        drop(Command::new("kill").args(["-s", "INT", &id]).status());
        let begin = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begin.elapsed() < PATIENCE {
            sleep(Duration::from_millis(5));
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A port of this machine that nobody listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
