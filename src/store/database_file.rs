//! The file of an SQLite database, watched from outside: whether it is still the one that was opened, and its size.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The file that was opened.
#[derive(Clone, Debug)]
pub struct DatabaseFile {
    path: PathBuf,
    identity: Option<Identity>,
}

/// What tells a file from another one that has taken its path: device and number on it.
type Identity = (u64, u64);

impl DatabaseFile {
    /// The file at a path, which has just been opened.
    pub fn opened(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            identity: identity(path),
        }
    }

    /// SQLite goes on with a file that was deleted or replaced, as if nothing had happened; what is written is lost.
    pub fn refuse_lost(&self) -> Result<()> {
        let came = identity(&self.path);
        if came.is_some() && came == self.identity {
            return Ok(());
        }
        let what = match came {
            Some(_) => {
                "another file has taken the place of the database that was opened; start again"
            }
            None => "the database was deleted while it was open; restore a backup and start again",
        };
        Err(Error::File {
            path: self.path.clone(),
            cause: io::Error::new(io::ErrorKind::NotFound, what),
        })
    }

    /// The sizes of the file and of its write-ahead log; what is not there has none.
    pub fn bytes(&self) -> (u64, u64) {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        let bytes = |path: &Path| path.metadata().map_or(0, |file| file.len());
        (bytes(&self.path), bytes(Path::new(&log)))
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|file| (file.dev(), file.ino()))
}

/// Elsewhere an open file cannot be replaced; that it is there is enough.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.metadata().ok().map(|_| (0, 0))
}
