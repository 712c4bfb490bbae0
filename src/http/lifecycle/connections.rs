//! How long connections are kept. The framework bounds how long the first head of a connection may take and how long it
//! may be silent, but not a later head that never ends: without a last moment, who begins one and stops, or sends a byte
//! now and then, would hold a connection for ever.

use std::any::Any;
use std::cell::Cell;
use std::io;
use std::net::Shutdown;
use std::rc::Rc;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::rt;
use actix_web::rt::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use super::{HEAD_TIME, IDLE_TIME};

/// How long connections are used.
#[derive(Clone, Copy, Debug)]
pub struct Ages {
    /// After this, an answer says that it is the last of its connection.
    pub last_answer: Duration,
    /// After this, nothing more is read. What is being answered is still written.
    pub last_byte: Duration,
    /// The same, once no request has been worked on for so long.
    pub unused: Duration,
}

impl Ages {
    /// Longer than a balancer gains from keeping a connection. Between the two is time for a body that arrives slowly, and
    /// for a connection in use to see its last answer.
    pub const OF_THE_SERVER: Self = Self {
        last_answer: Duration::from_secs(600),
        last_byte: Duration::from_secs(720),
        // The head of the next request may begin at the last moment.
        unused: IDLE_TIME.saturating_add(HEAD_TIME),
    };
}

/// What is known of a connection. It is dropped with it.
struct Connection {
    usage: Rc<Usage>,
    last_answer: Duration,
    end: Option<JoinHandle<()>>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(end) = &self.end {
            end.abort();
        }
    }
}

/// Since when a connection is there, and since when it is not used.
struct Usage {
    opened_at: Instant,
    requests: Cell<usize>,
    unused_since: Cell<Instant>,
}

impl Usage {
    fn new() -> Self {
        let opened_at = Instant::now();
        Self {
            opened_at,
            requests: Cell::new(0),
            unused_since: Cell::new(opened_at),
        }
    }

    /// How long the connection is kept if nothing happens on it.
    fn time_left(&self, ages: Ages) -> Duration {
        let unused_since = match self.requests.get() {
            0 => self.unused_since.get(),
            _ => Instant::now(),
        };
        let end = (unused_since + ages.unused).min(self.opened_at + ages.last_byte);
        end.saturating_duration_since(Instant::now())
    }
}

/// A request that is worked on or whose answer is being sent: until this is dropped, its connection is in use.
pub struct InUse(Rc<Usage>);

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.requests.set(self.0.requests.get() - 1);
        self.0.unused_since.set(Instant::now());
    }
}

/// Bounds how long each connection of a server is kept, as its `on_connect`.
pub fn bounded(ages: Ages) -> impl Fn(&dyn Any, &mut Extensions) + Send + Sync + 'static {
    move |stream, data| {
        let stream = stream.downcast_ref::<TcpStream>();
        let usage = Rc::new(Usage::new());
        // Without a second handle, for which the system may have no room, only the last answer is said.
        let handle = stream.and_then(|stream| second_handle(stream).ok());
        let end = handle.map(|handle| rt::spawn(end(handle, Rc::clone(&usage), ages)));
        data.insert(Connection {
            usage,
            last_answer: ages.last_answer,
            end,
        });
    }
}

/// Waits for the last moment of a connection, and ends what is read from it.
async fn end(handle: std::net::TcpStream, usage: Rc<Usage>, ages: Ages) {
    loop {
        let time_left = usage.time_left(ages);
        if time_left.is_zero() {
            break;
        }
        sleep(time_left).await;
    }
    // It fails when the client has gone, and then there is nothing to end.
    let _ = handle.shutdown(Shutdown::Read);
}

/// Says that the connection of a request is in use, until what this gives is dropped.
pub fn in_use(request: &HttpRequest) -> Option<InUse> {
    let usage = Rc::clone(&request.conn_data::<Connection>()?.usage);
    usage.requests.set(usage.requests.get() + 1);
    Some(InUse(usage))
}

/// True if the connection of a request is so old that this answer should be its last.
pub fn is_old(request: &HttpRequest) -> bool {
    let connection = request.conn_data::<Connection>();
    connection
        .is_some_and(|connection| connection.usage.opened_at.elapsed() > connection.last_answer)
}

#[cfg(unix)]
fn second_handle(stream: &TcpStream) -> io::Result<std::net::TcpStream> {
    use std::os::fd::AsFd;
    stream.as_fd().try_clone_to_owned().map(Into::into)
}

#[cfg(windows)]
fn second_handle(stream: &TcpStream) -> io::Result<std::net::TcpStream> {
    use std::os::windows::io::AsSocket;
    stream.as_socket().try_clone_to_owned().map(Into::into)
}

#[cfg(test)]
mod tests;
