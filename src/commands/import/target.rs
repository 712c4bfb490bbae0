//! The seed folder that an import writes to: what it holds, and how files get into it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use sinew::content::Locale;
use sinew::error::Error;
use sinew::import::{FileState, Note, PlannedFile};
use sinew::seed::{self, Folder, Reading, Severity};

use crate::commands::Failure;
use crate::commands::files::write_beside;

/// The folder as it is before the import.
pub struct Target {
    path: PathBuf,
    pub folder: Folder,
    pub today: Reading,
}

/// The files that writing did not come to, and what stopped it.
pub struct Unwritten {
    pub paths: HashSet<String>,
    pub failure: Failure,
}

impl Target {
    /// Reads the folder. One that is not there yet is an empty one; its faults are not the import's business.
    pub fn read(path: &Path, default_locale: &Locale) -> Result<Self, Failure> {
        if path.exists() && !path.is_dir() {
            return Err(Failure::Error(Error::Configuration(format!(
                "{} is a file: `--out` names the folder that seed files are written to",
                path.display()
            ))));
        }
        let mut faults = Vec::new();
        let folder = match path.exists() {
            true => Folder::open(path, &mut faults),
            false => Folder::default(),
        };
        Ok(Self {
            path: path.to_owned(),
            today: seed::read_folder(folder.clone(), default_locale),
            folder,
        })
    }

    /// The images of the folder by their paths.
    pub fn images(&self) -> HashMap<String, Vec<u8>> {
        let files = self.folder.files.iter();
        files
            .filter(|file| file.path.starts_with("media/"))
            .map(|file| (file.path.clone(), file.content.clone()))
            .collect()
    }

    /// What is in the way of a file that the folder was read without. Neither through a link nor over anything that is
    /// there may an import write.
    pub fn obstacle(&self, path: &str) -> Option<String> {
        let found = |path: &str| match fs::symlink_metadata(self.path.join(path)) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("{path} cannot be looked at: {error}")),
        };
        if let Some((folder, _)) = path.rsplit_once('/') {
            match found(folder) {
                Ok(Some(metadata)) if metadata.is_symlink() => {
                    return Some(format!("{folder} is a link"));
                }
                Ok(Some(metadata)) if !metadata.is_dir() => {
                    return Some(format!("{folder} is no folder"));
                }
                Ok(Some(_)) => {}
                Ok(None) => return None,
                Err(message) => return Some(message),
            }
        }
        match found(path) {
            Ok(Some(metadata)) if metadata.is_symlink() => {
                Some("a link is there that is no part of the seed".to_owned())
            }
            Ok(Some(_)) => Some("something is there that is no part of the seed".to_owned()),
            Ok(None) => None,
            Err(message) => Some(message),
        }
    }

    /// Writes the files that are new or change: all under names of their own first, so that a full disk leaves the
    /// folder as it was.
    pub fn write(&self, files: &[PlannedFile]) -> Result<(), Unwritten> {
        let wanted = files
            .iter()
            .filter(|file| matches!(file.state, FileState::New | FileState::Changed));
        let wanted: Vec<&PlannedFile> = wanted.collect();
        let unwritten = |first: usize, at: usize, cause: io::Error| Unwritten {
            paths: wanted[first..]
                .iter()
                .map(|file| file.path.clone())
                .collect(),
            failure: Failure::Error(Error::File {
                path: self.path.join(&wanted[at].path),
                cause,
            }),
        };
        let mut beside = Vec::new();
        for (at, file) in wanted.iter().enumerate() {
            let written = write_beside(&self.path.join(&file.path), &file.content)
                .and_then(|beside| beside.as_file().sync_all().map(|()| beside));
            beside.push(written.map_err(|cause| unwritten(0, at, cause))?);
        }
        for (at, (beside, file)) in beside.into_iter().zip(&wanted).enumerate() {
            let path = self.path.join(&file.path);
            // What came to be there since the look at the folder stays too.
            let named = match file.state {
                FileState::New => beside.persist_noclobber(path),
                FileState::Changed
                | FileState::Unchanged
                | FileState::Kept
                | FileState::Unwritten => beside.persist(path),
            };
            named.map_err(|failed| unwritten(at, at, failed.error))?;
        }
        Ok(())
    }

    /// The errors that written files have after all, each a mistake of this program.
    pub fn errors_after(&self, files: &[PlannedFile], default_locale: &Locale) -> Vec<Note> {
        let written: HashSet<&str> = files
            .iter()
            .filter(|file| matches!(file.state, FileState::New | FileState::Changed))
            .map(|file| file.path.as_str())
            .collect();
        if written.is_empty() {
            return Vec::new();
        }
        let faults = seed::read(&self.path, default_locale).faults.into_iter();
        faults
            .filter(|fault| {
                fault.severity == Severity::Error && written.contains(fault.file.as_str())
            })
            .map(|fault| Note {
                file: fault.file.clone(),
                line: Some(fault.span.line),
                message: format!(
                    "the import wrote what a check refuses: {} [{}]",
                    fault.message,
                    fault.code.as_str()
                ),
                help: fault.help,
            })
            .collect()
    }
}
