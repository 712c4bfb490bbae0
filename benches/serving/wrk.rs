//! One turn of a server: wrk asks it for some seconds, and what that took is counted.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::figures::Figures;
use crate::process::Family;
use crate::tools::path_of;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/serving/wrk.lua");

/// Who asks for what.
pub struct Load<'a> {
    pub url: &'a str,
    pub headers: &'a [(&'static str, String)],
    /// A file with the paths that are asked for in turn, instead of that of the address.
    pub paths: Option<&'a Path>,
    pub connections: u32,
    pub seconds: u32,
}

/// What the script prints.
#[derive(Deserialize)]
struct Told {
    requests: u64,
    micros: u64,
    failed: u64,
    p50: u64,
    p99: u64,
}

impl Load<'_> {
    pub fn put_on(&self, family: &Family) -> Figures {
        let before = family.processor_seconds();
        let told = self.run();
        let processor_seconds = family.processor_seconds() - before;
        assert!(
            told.requests > 0 && told.failed == 0,
            "{}: {} failed",
            self.url,
            told.failed
        );
        let thousands = told.requests as f64 / 1000.0;
        Figures {
            per_second: told.requests as f64 / (told.micros as f64 / 1e6),
            p50_ms: told.p50 as f64 / 1000.0,
            p99_ms: told.p99 as f64 / 1000.0,
            processor_seconds_per_thousand: processor_seconds / thousands,
            memory_mb: family.memory_mb(),
        }
    }

    fn run(&self) -> Told {
        let threads = self.connections.min(processors());
        let mut command = Command::new(path_of("wrk"));
        command.args([format!("-t{threads}"), format!("-c{}", self.connections)]);
        command.args([format!("-d{}s", self.seconds), "--latency".to_owned()]);
        command.args(["-s", SCRIPT]);
        for (name, value) in self.headers {
            command.args(["-H", &format!("{name}: {value}")]);
        }
        command.arg(self.url);
        if let Some(paths) = self.paths {
            command.arg("--").arg(paths);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let line = said.lines().find(|line| line.starts_with('{'));
        let line = line.unwrap_or_else(|| panic!("{command:?}: {output:?}"));
        serde_json::from_str(line).unwrap()
    }
}

/// As many threads as the machine has processors, at most two: they share them with the server.
fn processors() -> u32 {
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    u32::try_from(all.min(2)).unwrap()
}
