//! What can be set on the command line, and how a measurement is told to stop.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Parser, value_parser};

/// Measures Sinew, nginx and a bare actix handler in turn, on this machine, and prints the ratios.
#[derive(Parser, Clone)]
#[command(name = "cargo bench --bench serving --")]
pub struct Settings {
    /// How many articles the database has. With several numbers, in order and with commas between them, what questions cost
    /// at each size is measured too; the servers are compared with the size in the middle.
    #[arg(long, value_delimiter = ',', default_value = "10000", value_parser = at_least_one)]
    pub articles: Vec<usize>,

    /// How long one server is asked one thing at a time.
    #[arg(long, default_value_t = 5, value_parser = value_parser!(u32).range(1..))]
    pub seconds: u32,

    /// How often each of them has its turn; the medians count.
    #[arg(long, default_value_t = 5, value_parser = at_least_one)]
    pub rounds: usize,

    /// How many clients ask at once, each over its own connection.
    #[arg(long, default_value_t = 32, value_parser = value_parser!(u32).range(1..))]
    pub connections: u32,

    /// Compare only answers whose name has this in it.
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub only: String,

    /// Measure this program instead of the one that was just built.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_sinew"), value_name = "FILE", hide_default_value = true)]
    pub sinew: PathBuf,

    /// Keep the tables and the chart in `benches`, and show them in the README.
    #[arg(long)]
    pub keep: bool,

    /// Serve the answers of this folder, as the bare handler that Sinew is compared with.
    #[arg(long, hide = true, requires = "port")]
    pub bare: Option<PathBuf>,

    #[arg(long, hide = true, default_value_t = 0)]
    pub port: u16,

    /// Cargo adds it.
    #[arg(long, hide = true)]
    pub bench: bool,
}

impl Settings {
    /// How long a turn is. The first round only warms up.
    pub fn seconds_of(&self, round: usize) -> u32 {
        if round == 0 { 1 } else { self.seconds }
    }
}

/// Whether somebody wants the measurement to end.
#[derive(Clone)]
pub struct Interruption(Arc<AtomicBool>);

/// Ctrl-C ends a measurement between two turns, so that the servers are stopped in their order.
pub fn interruption() -> Interruption {
    let wanted = Arc::new(AtomicBool::new(false));
    let told = wanted.clone();
    ctrlc::set_handler(move || told.store(true, Ordering::Relaxed)).unwrap();
    Interruption(wanted)
}

impl Interruption {
    pub fn check(&self) {
        assert!(!self.0.load(Ordering::Relaxed), "interrupted");
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..) => Ok(number),
        _ => Err("must be a number from 1 on".to_owned()),
    }
}
