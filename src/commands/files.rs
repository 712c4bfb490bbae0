//! Writes files so that a reader never finds one in part, and a full disk leaves a folder as it was.

use std::fs;
use std::path::{Path, PathBuf};

use sinew::error::{Error, Result};

use super::terminal::Progress;

/// A file that is written under a hidden name until all of them are.
struct Unfinished {
    hidden: PathBuf,
    path: PathBuf,
}

/// Writes files, by path and content: all under hidden names first, so that nothing changes when one of them fails.
pub fn write_files(files: &[(PathBuf, &[u8])]) -> Result<()> {
    let progress = Progress::new("writing", files.len());
    let mut unfinished = Vec::with_capacity(files.len());
    for (path, content) in files {
        progress.step();
        match write_hidden(path, content) {
            Ok(hidden) => unfinished.push(Unfinished {
                hidden,
                path: path.clone(),
            }),
            Err(cause) => {
                remove(&unfinished);
                return Err(failed(path, cause));
            }
        }
    }
    progress.finish();
    for at in 0..unfinished.len() {
        let Unfinished { hidden, path } = &unfinished[at];
        if let Err(cause) = fs::rename(hidden, path) {
            remove(&unfinished[at..]);
            return Err(failed(path, cause));
        }
    }
    Ok(())
}

/// Writes content under a hidden name beside a file, where readers of the folder pass over it.
fn write_hidden(path: &Path, content: &[u8]) -> std::io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hidden = path.with_file_name(format!(".{name}.unfinished"));
    let outcome = fs::write(&hidden, content);
    if outcome.is_err() {
        // If this fails too, the first cause is the one to tell.
        let _ = fs::remove_file(&hidden);
    }
    outcome.map(|()| hidden)
}

fn remove(unfinished: &[Unfinished]) {
    for file in unfinished {
        let _ = fs::remove_file(&file.hidden);
    }
}

/// What went wrong with a file.
pub fn failed(path: &Path, cause: std::io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        cause,
    }
}
