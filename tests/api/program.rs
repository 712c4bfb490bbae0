//! The program itself, started as a user starts it and stopped by its own id.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// A running `sinew`.
pub struct Program {
    child: Child,
    log: File,
    pub address: String,
    /// The line that says where to look.
    pub greeting: String,
}

/// `sinew` with nothing of this machine's settings.
pub fn sinew() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sinew"));
    for name in [
        "DATABASE_URL",
        "SINEW_LISTEN",
        "SINEW_SEED",
        "SINEW_NO_SEED",
        "SINEW_LOCALE",
        "SINEW_PUBLIC_URL",
        "SINEW_KEY",
        "SINEW_LOG",
        "SINEW_RAISE",
        "SINEW_MAX_READING_GRADE",
        "NO_COLOR",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    // Any free port, so that no test meets a server of somebody else.
    command.env("SINEW_LISTEN", "127.0.0.1:0");
    // There is no balancer to wait for.
    command.env("SINEW_DRAIN_SECONDS", "0");
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).output().unwrap()
}

impl Program {
    /// Starts serving a database in a directory, on a free port; waits for the greeting.
    pub fn start(directory: &Path, arguments: &[&str]) -> Self {
        Self::start_with(directory, arguments, &[])
    }

    /// The same with settings from the environment.
    pub fn start_with(directory: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let log = tempfile::tempfile().unwrap();
        let mut child = sinew()
            .current_dir(directory)
            .args(arguments)
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // A pipe that nobody reads would stop a talkative program.
            .stderr(log.try_clone().unwrap())
            .spawn()
            .unwrap();
        let mut greeting = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut greeting)
            .unwrap();
        let address = greeting
            .split_whitespace()
            .find(|word| word.starts_with("http://"));
        let address = address
            .map(|word| word.trim_end_matches(':').to_owned())
            .unwrap_or_default();
        Self {
            child,
            log,
            address,
            greeting,
        }
    }

    /// Stops it as a supervisor does, and gives its status and what it logged.
    pub fn stop(self) -> (std::process::ExitStatus, String) {
        self.signal("TERM");
        self.end()
    }

    /// Sends it a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let kill = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
    }

    /// Waits for its end, and gives its status and what it logged.
    pub fn end(mut self) -> (std::process::ExitStatus, String) {
        let status = self.child.wait().unwrap();
        let mut log = String::new();
        self.log.rewind().unwrap();
        self.log.read_to_string(&mut log).unwrap();
        (status, log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
