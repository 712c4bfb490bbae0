//! Sinew as it is served: on a database, from memory or not, with a line in the log for each request or not.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::server::{Server, free_port};
use crate::settings::Settings;

/// What differs from the defaults.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    Default,
    /// No answer is kept: each is made anew.
    Cold,
    /// Each request has a line in the log.
    Logging,
}

/// A server on a database that is there.
pub fn start(settings: &Settings, database: &Path, look: Look) -> Server {
    let port = free_port();
    Server::start(command(settings, database, look, port), port)
}

pub fn command(settings: &Settings, database: &Path, look: Look, port: u16) -> Command {
    let mut command = bare_command(settings, database, &["serve"]);
    command.args(["--listen", &format!("127.0.0.1:{port}"), "--no-seed"]);
    match look {
        Look::Default => {}
        Look::Cold => drop(command.args(["--cache-mb", "0"])),
        Look::Logging => drop(command.args(["--log", "warn,sinew=info,actix_http=off"])),
    }
    let log = File::create(database.with_extension(format!("{port}.log"))).unwrap();
    command.stdout(Stdio::null()).stderr(log);
    command
}

/// A command of Sinew on a database. What the environment sets is left out, so that all machines measure the same.
pub fn bare_command(settings: &Settings, database: &Path, name: &[&str]) -> Command {
    let mut command = Command::new(&settings.sinew);
    let variables =
        std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SINEW_"));
    for (name, _) in variables {
        command.env_remove(name);
    }
    let url = format!("sqlite:{}", database.display());
    command.args(name).args(["--database-url", &url]);
    command
}
