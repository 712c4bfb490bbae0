//! What the operating system counted for a process: the time of the processors that it used, and its memory. Linux only.

use std::fs;

/// Ticks of the processor time in `/proc`, on every Linux that Rust runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// A process with those that it has started.
pub struct Family(Vec<u32>);

impl Family {
    /// A process and its children, as they are now.
    pub fn of(parent: u32) -> Self {
        let all = fs::read_dir("/proc").unwrap().flatten();
        let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let children = ids.filter(|id| parent_of(*id) == Some(parent));
        Self([parent].into_iter().chain(children).collect())
    }

    /// The seconds that it has used processors for, in the system too.
    pub fn processor_seconds(&self) -> f64 {
        let ticks = |id: &u32| {
            let stat = stat(*id).unwrap();
            let [user, system] = [11, 12].map(|at| stat[at].parse::<f64>().unwrap());
            user + system
        };
        self.0.iter().map(ticks).sum::<f64>() / TICKS_PER_SECOND
    }

    /// The memory that it takes, in MB: what its processes share counts once.
    pub fn memory_mb(&self) -> f64 {
        self.0
            .iter()
            .map(|id| memory_mb(*id, "smaps_rollup", "Pss:"))
            .sum()
    }

    /// The memory that is resident, in MB, libraries that other programs use too included.
    pub fn resident_mb(&self) -> f64 {
        self.0
            .iter()
            .map(|id| memory_mb(*id, "status", "VmRSS:"))
            .sum()
    }
}

/// The most memory that a process ever had, in MB; `None` once it has ended.
pub fn peak_mb(id: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    kilobytes(&status, "VmHWM:").map(|kilobytes| kilobytes / 1024.0)
}

fn memory_mb(id: u32, file: &str, name: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{id}/{file}")).unwrap();
    kilobytes(&text, name).unwrap() / 1024.0
}

fn kilobytes(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn parent_of(id: u32) -> Option<u32> {
    stat(id)?[1].parse().ok()
}

/// The fields after the name of the program, which may have anything in it.
fn stat(id: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}
