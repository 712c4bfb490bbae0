//! The seed folder that an import writes to: what it holds, and how files get into it.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use sinew::content::{Library, Locale};
use sinew::error::Error;
use sinew::import::{FileState, Note, PlannedFile};
use sinew::seed::{self, Folder, Severity};

use crate::commands::Failure;

/// The folder as it is before the import.
pub struct Target {
    path: PathBuf,
    pub folder: Folder,
    pub library: Library,
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
            library: seed::read_folder(folder.clone(), default_locale).library,
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

    /// Writes the files that are new or change: all under names of their own first, so that a full disk leaves the
    /// folder as it was.
    pub fn write(&self, files: &[PlannedFile]) -> Result<(), Failure> {
        let wanted =
            |file: &&PlannedFile| matches!(file.state, FileState::New | FileState::Changed);
        let mut written: Vec<(PathBuf, PathBuf)> = Vec::new();
        for file in files.iter().filter(wanted) {
            let path = self.path.join(&file.path);
            match write_beside(&path, &file.content) {
                Ok(beside) => written.push((beside, path)),
                Err(cause) => {
                    written
                        .iter()
                        .for_each(|(beside, _)| drop(fs::remove_file(beside)));
                    return Err(Failure::Error(Error::File { path, cause }));
                }
            }
        }
        for (beside, path) in written {
            fs::rename(beside, &path)
                .map_err(|cause| Failure::Error(Error::File { path, cause }))?;
        }
        Ok(())
    }

    /// The errors that written files have after all, each a mistake of this program.
    pub fn errors_after(&self, files: &[PlannedFile], default_locale: &Locale) -> Vec<Note> {
        let written: HashMap<&str, ()> = files
            .iter()
            .filter(|file| matches!(file.state, FileState::New | FileState::Changed))
            .map(|file| (file.path.as_str(), ()))
            .collect();
        if written.is_empty() {
            return Vec::new();
        }
        let faults = seed::read(&self.path, default_locale).faults.into_iter();
        faults
            .filter(|fault| {
                fault.severity == Severity::Error && written.contains_key(fault.file.as_str())
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

/// Writes content under a name of its own in the folder of a file, and gives that name.
fn write_beside(path: &Path, content: &[u8]) -> std::io::Result<PathBuf> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)?;
    let outcome = file.write_all(content).and_then(|()| file.sync_all());
    if let Err(cause) = outcome {
        drop(fs::remove_file(&beside));
        return Err(cause);
    }
    Ok(beside)
}
