//! What the system says to a program that it wants to end.

use std::io;

#[cfg(unix)]
use tokio::signal::unix;

/// A wish to end the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM, from a supervisor.
    Terminate,
    /// SIGINT, from a person. Where there are no signals, Ctrl-C.
    Interrupt,
}

/// The signals to come.
pub struct Signals {
    #[cfg(unix)]
    terminate: unix::Signal,
    #[cfg(unix)]
    interrupt: unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Hears signals from now on; before, they end the program.
    pub fn hear() -> io::Result<Self> {
        Ok(Self {
            terminate: unix::signal(unix::SignalKind::terminate())?,
            interrupt: unix::signal(unix::SignalKind::interrupt())?,
        })
    }

    pub async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.terminate.recv() => Signal::Terminate,
            _ = self.interrupt.recv() => Signal::Interrupt,
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    /// Hears Ctrl-C whenever it is waited for.
    pub fn hear() -> io::Result<Self> {
        Ok(Self {})
    }

    pub async fn next(&mut self) -> Signal {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Signal::Interrupt,
            // Nothing can be heard, so nothing will come.
            Err(_) => std::future::pending().await,
        }
    }
}
