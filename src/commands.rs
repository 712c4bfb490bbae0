//! The commands of the program, one file each. They ask the layers and speak with the terminal.

pub mod terminal;

mod files;
mod reading;
mod remote;

mod apply;
mod audit;
mod check;
mod doctor;
mod export;
mod import;
mod keys;
mod plan;
mod retractions;
mod serve;
mod watch;

pub use apply::apply;
pub use audit::audit;
pub use check::check;
pub use doctor::doctor;
pub use export::export;
pub use import::import;
pub use keys::keys;
pub use plan::plan;
pub use retractions::retractions;
pub use serve::serve;
pub use watch::watch;

use sinew::error::Error;

/// Why the program ends without having done its work.
pub enum Failure {
    /// It cannot.
    Error(Error),
    /// The seed folder has faults that stop it, which have been reported.
    Faults,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}
