//! The age of connections. The framework bounds how long the first head of a connection may take and how long it may be
//! idle, but not a later head that never ends: without a last moment, who begins one and stops, or is cut off, would hold
//! a connection for ever.

use std::any::Any;
use std::io;
use std::net::Shutdown;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::rt;
use actix_web::rt::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

/// How long connections are used.
#[derive(Clone, Copy, Debug)]
pub struct Ages {
    /// After this, an answer says that it is the last of its connection.
    pub last_answer: Duration,
    /// After this, nothing more is read. What is being answered is still written.
    pub last_byte: Duration,
}

impl Ages {
    /// Longer than a balancer gains from keeping a connection. Between the two is time for a body that arrives slowly, and
    /// for a connection in use to see its last answer.
    pub const OF_THE_SERVER: Self = Self {
        last_answer: Duration::from_secs(600),
        last_byte: Duration::from_secs(720),
    };
}

/// What is known of a connection. It is dropped with it.
struct Connection {
    opened_at: Instant,
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

/// Bounds the age of each connection of a server, as its `on_connect`.
pub fn bounded(ages: Ages) -> impl Fn(&dyn Any, &mut Extensions) + Send + Sync + 'static {
    move |stream, data| {
        let stream = stream.downcast_ref::<TcpStream>();
        // Without a second handle, for which the system may have no room, only the last answer is said.
        let handle = stream.and_then(|stream| second_handle(stream).ok());
        let end = handle.map(|handle| {
            rt::spawn(async move {
                sleep(ages.last_byte).await;
                // It fails when the client has gone, and then there is nothing to end.
                let _ = handle.shutdown(Shutdown::Read);
            })
        });
        data.insert(Connection {
            opened_at: Instant::now(),
            last_answer: ages.last_answer,
            end,
        });
    }
}

/// True if the connection of a request is so old that this answer should be its last.
pub fn is_old(request: &HttpRequest) -> bool {
    let connection = request.conn_data::<Connection>();
    connection.is_some_and(|connection| connection.opened_at.elapsed() > connection.last_answer)
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
