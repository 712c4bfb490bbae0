//! The files of a seed folder in memory, and how they are read from the disk. Nothing outside the folder is ever read.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Fault;
use super::files::{file_fault, limit_of};

/// The folders of a seed.
const FOLDERS: [&str; 5] = ["articles", "conditions", "media", "references", "therapies"];

/// A file with its path in the folder, with forward slashes.
#[derive(Clone, Debug)]
pub struct SeedFile<T> {
    pub path: String,
    pub content: T,
}

/// The files of a seed folder, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    pub files: Vec<SeedFile<Vec<u8>>>,
}

impl Folder {
    /// True for a path at which a seed folder has content.
    pub fn has_place(path: &str) -> bool {
        limit_of(path) > 0
    }

    /// True for a path that a folder on the disk can have: a plain name, directly in one of the folders of a seed or beside
    /// them. Whatever else somebody sends could lead out of the folder that it is written to.
    pub fn can_have(path: &str) -> bool {
        let name = match path.split_once('/') {
            Some((folder, name)) if FOLDERS.contains(&folder) => name,
            Some(_) => return false,
            None => path,
        };
        let is_plain = |character: char| !character.is_control() && !"/\\".contains(character);
        !name.is_empty() && name.chars().all(is_plain) && !is_passed_over(name)
    }

    /// Reads every file of a folder on the disk. One that is too large is cut off behind its limit, and one without a
    /// place is not read: both are refused when the files are sorted.
    pub fn open(folder: &Path, faults: &mut Vec<Fault>) -> Self {
        let mut paths = Vec::new();
        match root_of(folder) {
            Ok(root) => list_paths(&root, &root, "", &mut paths, faults),
            Err((message, help)) => faults.push(file_fault("", message, help)),
        }
        let earlier = faults.len();
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            match read_limited(&folder.join(&path), limit_of(&path)) {
                Ok(content) => files.push(SeedFile { path, content }),
                Err(error) => {
                    let message = format!("the file cannot be read: {error}");
                    let help = "make the file readable, or remove it";
                    faults.push(file_fault(&path, message, help));
                }
            }
        }
        if files.is_empty() && faults.len() == earlier && earlier == 0 {
            let message = "the folder holds no content".to_owned();
            let help = "put files into its folder `articles`, or name another folder";
            faults.push(file_fault("", message, help).as_warning());
        }
        Self { files }
    }
}

/// The folder itself, or why there is none, and what to do.
fn root_of(folder: &Path) -> Result<PathBuf, (String, &'static str)> {
    match fs::canonicalize(folder) {
        Ok(root) if root.is_dir() => Ok(root),
        Ok(_) => Err((
            "this is a file, not a folder".to_owned(),
            "name the folder that holds `articles`",
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err((
            "there is no such folder".to_owned(),
            "name the folder that holds `articles`, or create it",
        )),
        Err(error) => Err((
            format!("the folder cannot be read: {error}"),
            "make it readable, or name another folder",
        )),
    }
}

/// Lists the files of one folder, and of the folders that have a place in it.
fn list_paths(
    root: &Path,
    folder: &Path,
    prefix: &str,
    paths: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) {
    let refused = |error: io::Error| {
        let message = format!("the folder cannot be read: {error}");
        file_fault(prefix.trim_end_matches('/'), message, "make it readable")
    };
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => list_entry(root, &entry, prefix, paths, faults),
                    Err(error) => faults.push(refused(error)),
                }
            }
        }
        Err(error) => faults.push(refused(error)),
    }
}

fn list_entry(
    root: &Path,
    entry: &DirEntry,
    prefix: &str,
    paths: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) {
    let name = entry.file_name().to_string_lossy().into_owned();
    if is_passed_over(&name) {
        return;
    }
    let path = format!("{prefix}{name}");
    match kind_of(root, entry) {
        Ok(Kind::File) => paths.push(path),
        Ok(Kind::Folder) if prefix.is_empty() && FOLDERS.contains(&name.as_str()) => {
            list_paths(root, &entry.path(), &format!("{name}/"), paths, faults);
        }
        Ok(Kind::Folder) => faults.push(file_fault(
            &path,
            "the folder has no place in a seed folder".to_owned(),
            "move it out; files stand directly in articles, conditions, media, references and therapies",
        )),
        Err((message, help)) => faults.push(file_fault(&path, message, help)),
    }
}

/// True for hidden files, read-me files, and the copies that editors leave beside what they have open.
fn is_passed_over(name: &str) -> bool {
    let is_copy = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    name.starts_with('.') || name == "README.md" || is_copy
}

enum Kind {
    File,
    Folder,
}

/// Says what an entry is, or what is wrong with it and what to do. A link is followed only to a file inside the folder.
fn kind_of(root: &Path, entry: &DirEntry) -> Result<Kind, (String, &'static str)> {
    const HELP: &str = "put the file itself there, under a plain name";
    let refused = |message: &str| Err((message.to_owned(), HELP));
    if entry.file_name().to_str().is_none() {
        return refused("the file's name is not UTF-8");
    }
    if entry
        .file_name()
        .to_string_lossy()
        .contains(char::is_control)
    {
        return refused("the file's name has control characters");
    }
    let file_type = entry
        .file_type()
        .map_err(|error| (format!("its kind cannot be read: {error}"), HELP))?;
    if file_type.is_dir() {
        return Ok(Kind::Folder);
    }
    if file_type.is_file() {
        return Ok(Kind::File);
    }
    if !file_type.is_symlink() {
        return refused("it is neither a file nor a folder");
    }
    match fs::canonicalize(entry.path()) {
        Ok(target) if !target.starts_with(root) => refused("the link leads out of the folder"),
        Ok(target) if target.is_file() => Ok(Kind::File),
        Ok(target) if target.is_dir() => Err((
            "the link leads to a folder".to_owned(),
            "put the folder itself there; only links to files are followed",
        )),
        Ok(_) => refused("the link leads to neither a file nor a folder"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => refused("the link leads nowhere"),
        Err(error) => Err((format!("the link cannot be followed: {error}"), HELP)),
    }
}

/// One byte more than the limit is enough to know that a file is too large.
fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
