//! Databases of the sizes that are measured, made by `sinew apply`; how long that takes, beside what plain SQLite takes for
//! the same rows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::generated;
use crate::generated::articles::Length;
use crate::plain_sqlite;
use crate::process::peak_mb;
use crate::settings::Settings;
use crate::sinew_server::bare_command;

/// A database of so many articles.
pub struct Sized {
    pub articles: usize,
    pub file: PathBuf,
    pub writing: Writing,
}

/// What it took to fill it.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Writing {
    /// Of the whole process: the folder is read and checked, too.
    pub apply_seconds: f64,
    /// Of the same rows, with their indexes, written by SQLite alone in one transaction.
    pub plain_seconds: f64,
    pub database_mb: f64,
    pub peak_memory_mb: f64,
}

pub fn of_sizes(settings: &Settings) -> Vec<Sized> {
    settings
        .articles
        .iter()
        .map(|articles| of_size(settings, *articles))
        .collect()
}

/// One that this program has made is taken as it is.
fn of_size(settings: &Settings, articles: usize) -> Sized {
    eprintln!("content of {articles} articles");
    let seed = generated::seed(articles, Length::Half);
    let folder = generated::folder(articles, Length::Half).join("serving");
    let (file, told) = (folder.join("sinew.db"), folder.join("writing.json"));
    if !is_newer(&told, &settings.sinew) {
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let writing = fill(settings, &file, &seed);
        fs::write(&told, serde_json::to_vec(&writing).unwrap()).unwrap();
    }
    let writing = serde_json::from_slice(&fs::read(&told).unwrap()).unwrap();
    Sized {
        articles,
        file,
        writing,
    }
}

fn is_newer(file: &Path, other: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|known| known.modified());
    modified(file).is_ok_and(|at| at > modified(other).unwrap())
}

fn fill(settings: &Settings, file: &Path, seed: &Path) -> Writing {
    let mut command = bare_command(settings, file, &["apply"]);
    let begin = Instant::now();
    let mut apply = command.arg(seed).stdout(Stdio::null()).spawn().unwrap();
    let mut peak_memory_mb: f64 = 0.0;
    let status = loop {
        peak_memory_mb = peak_memory_mb.max(peak_mb(apply.id()).unwrap_or(0.0));
        match apply.try_wait().unwrap() {
            Some(status) => break status,
            None => sleep(Duration::from_millis(10)),
        }
    };
    assert!(status.success(), "{command:?}: {status}");
    let apply_seconds = begin.elapsed().as_secs_f64();
    Writing {
        apply_seconds,
        plain_seconds: plain_sqlite::seconds_of_copy(file),
        database_mb: fs::metadata(file).unwrap().len() as f64 / 1e6,
        peak_memory_mb,
    }
}
