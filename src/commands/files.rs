//! Writes files so that a reader never finds one in part, and a full disk leaves a folder as it was.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sinew::error::{Error, Result};
use tempfile::{Builder, NamedTempFile};

use super::terminal::Progress;

/// Writes files, by path and content: all under names of their own first, so that nothing changes when one of them fails.
pub fn write_files(files: &[(PathBuf, &[u8])]) -> Result<()> {
    let progress = Progress::new("writing", files.len());
    let mut beside = Vec::with_capacity(files.len());
    for (path, content) in files {
        progress.step();
        beside.push(write_beside(path, content).map_err(|cause| failed(path, cause))?);
    }
    progress.finish();
    for (beside, (path, _)) in beside.into_iter().zip(files) {
        beside
            .persist(path)
            .map_err(|refused| failed(path, refused.error))?;
    }
    Ok(())
}

/// Writes content under a hidden name of its own in the folder of a file, where readers of the folder pass over it. It is
/// gone again unless it gets that file's name.
pub fn write_beside(path: &Path, content: &[u8]) -> io::Result<NamedTempFile<File>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // As any other file is made: a temporary one of its kind could be read by its owner alone.
    let make = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
    let mut beside = Builder::new().make_in(folder, make)?;
    beside.write_all(content)?;
    Ok(beside)
}

/// What went wrong with a file.
pub fn failed(path: &Path, cause: io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        cause,
    }
}
