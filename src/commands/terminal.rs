//! What the program writes to its streams, its progress and its log.

mod log;

use std::io::{BufRead, ErrorKind, IsTerminal, Write};
use std::time::{Duration, Instant};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sinew::error::{Error, Result};
use sinew::seed::diagnostics::Look;
use terminal_size::terminal_size;

pub use log::start_log;

use super::Failure;

/// Writes what a command answers to standard output. A reader that has gone away, such as `head`, wants no more: what
/// the command did stands all the same.
pub fn print(text: &str) -> std::result::Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(file_error("standard output", cause).into())
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a line for a person. Where nobody can read it, nothing can be done about it.
pub fn report(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Asks before something is removed. Where nobody can be asked, `--yes` must have been given.
pub fn agree_to_remove(count: usize) -> Result<()> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::Configuration(format!(
            "{count} would be removed and nobody can be asked; add --yes to remove them"
        )));
    }
    let mut err = std::io::stderr().lock();
    let asked = write!(err, "Remove {count}? [y/N] ").and_then(|()| err.flush());
    asked.map_err(|cause| file_error("standard error", cause))?;
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|cause| file_error("standard input", cause))?;
    match answer.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(Error::Configuration("nothing was changed".to_owned())),
    }
}

/// How a report for a person is drawn on standard error.
pub fn report_look() -> Look {
    look_of(&std::io::stderr())
}

/// How an answer for a person is drawn on standard output.
pub fn answer_look() -> Look {
    look_of(&std::io::stdout())
}

/// With colours on a terminal, unless NO_COLOR or CLICOLOR say otherwise, and as wide as that.
fn look_of<S: RawStream>(stream: &S) -> Look {
    let size = terminal_size().filter(|_| stream.is_terminal());
    Look {
        is_coloured: AutoStream::choice(stream) != ColorChoice::Never,
        width: size.map_or(Look::default().width, |(width, _)| width.0.into()),
    }
}

/// What went wrong with something that is like a file.
pub fn file_error(what: &str, cause: std::io::Error) -> Error {
    Error::File {
        path: what.into(),
        cause,
    }
}

/// A bar on the standard error stream, drawn only on a terminal, and only for what takes longer than a blink.
pub struct Progress {
    bar: ProgressBar,
    since: Instant,
}

/// How long a blink is.
const BLINK: Duration = Duration::from_millis(300);

impl Progress {
    pub fn new(verb: &'static str, length: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(verb);
        Self {
            bar,
            since: Instant::now(),
        }
    }

    /// One more piece is done.
    pub fn step(&self) {
        if self.bar.is_hidden() && self.since.elapsed() > BLINK {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
