//! Reads the files of a seed folder and sorts them by where they stand. What has no place, cannot be read or is too
//! large is a fault; nothing outside the folder is ever read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Code, Fault, Span};
use crate::content::MAX_TEXT_FILE_BYTES;

/// The largest image file, in bytes.
const MAX_MEDIA_BYTES: u64 = 16 * 1024 * 1024;
/// The folders of a seed.
const FOLDERS: [&str; 5] = ["articles", "conditions", "media", "references", "therapies"];

/// A file with its path in the folder, with forward slashes.
#[derive(Clone, Debug)]
pub struct SeedFile<T> {
    pub path: String,
    pub content: T,
}

/// The files of a folder by what they hold, each kind in the order of its paths.
#[derive(Debug, Default)]
pub struct Files {
    pub articles: Vec<SeedFile<String>>,
    pub therapies: Vec<SeedFile<String>>,
    pub conditions: Vec<SeedFile<String>>,
    pub people: Vec<SeedFile<String>>,
    pub bibtex: Vec<SeedFile<String>>,
    pub csl_yaml: Vec<SeedFile<String>>,
    pub media: Vec<SeedFile<Vec<u8>>>,
}

/// What a file holds, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Article,
    Therapy,
    Condition,
    People,
    Bibtex,
    CslYaml,
    Media,
    /// A bibliography in a format that is not read yet.
    LaterFormat,
}

impl Files {
    /// Reads every file of a folder.
    pub fn read(folder: &Path, faults: &mut Vec<Fault>) -> Self {
        let mut files = Self::default();
        let mut paths = Vec::new();
        let earlier = faults.len();
        let name = folder.display().to_string();
        match root_of(folder) {
            Ok(root) => list_paths(&root, &root, "", &mut paths, faults),
            Err((message, help)) => faults.push(file_fault(&name, message, help)),
        }
        if paths.is_empty() && faults.len() == earlier {
            let message = "the folder holds no content".to_owned();
            let help = "put files into its folder `articles`, or name another folder";
            faults.push(file_fault(&name, message, help).as_warning());
        }
        paths.sort();
        for path in paths {
            files.take(folder, path, faults);
        }
        files
    }

    fn take(&mut self, folder: &Path, path: String, faults: &mut Vec<Fault>) {
        let Some(place) = place_of(&path) else {
            faults.push(file_fault(
                &path,
                "the file has no place in a seed folder".to_owned(),
                "move it out, or to where its kind belongs: articles/*.md, therapies/*.md, conditions/*.md, \
                 people.yaml, references.bib, references.yaml, references/*.bib, references/*.yaml, media/*",
            ));
            return;
        };
        if place == Place::LaterFormat {
            faults.push(file_fault(
                &path,
                "bibliographies in this format are not read yet".to_owned(),
                "save it as BibTeX (.bib) or CSL-YAML (.yaml)",
            ));
            return;
        }
        let limit = if place == Place::Media {
            MAX_MEDIA_BYTES
        } else {
            MAX_TEXT_FILE_BYTES as u64
        };
        match read_limited(&folder.join(&path), limit) {
            Ok(bytes) => self.sort_in(place, path, bytes, faults),
            Err(message) => {
                let help = "make the file readable, or smaller, or remove it";
                faults.push(file_fault(&path, message, help));
            }
        }
    }

    fn sort_in(&mut self, place: Place, path: String, bytes: Vec<u8>, faults: &mut Vec<Fault>) {
        if place == Place::Media {
            let content = bytes;
            self.media.push(SeedFile { path, content });
            return;
        }
        let Some(content) = text_of(&path, bytes, faults) else {
            return;
        };
        let texts = match place {
            Place::Article => &mut self.articles,
            Place::Therapy => &mut self.therapies,
            Place::Condition => &mut self.conditions,
            Place::People => &mut self.people,
            Place::Bibtex => &mut self.bibtex,
            Place::CslYaml => &mut self.csl_yaml,
            Place::Media | Place::LaterFormat => return,
        };
        texts.push(SeedFile { path, content });
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
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let name = folder.display().to_string();
            let shown = if prefix.is_empty() { &name } else { prefix };
            let message = format!("the folder cannot be read: {error}");
            faults.push(file_fault(shown, message, "make it readable"));
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "README.md" {
            continue;
        }
        let path = format!("{prefix}{name}");
        match kind_of(root, &entry) {
            Ok(Kind::File) => paths.push(path),
            Ok(Kind::Folder) if prefix.is_empty() && FOLDERS.contains(&name.as_str()) => {
                list_paths(root, &entry.path(), &format!("{name}/"), paths, faults);
            }
            Ok(Kind::Folder) => faults.push(file_fault(
                &path,
                "the folder has no place in a seed folder".to_owned(),
                "move it out; files stand directly in articles, conditions, media, references and therapies",
            )),
            Err(message) => {
                let help = "put the file itself there, under a plain name";
                faults.push(file_fault(&path, message.to_owned(), help));
            }
        }
    }
}

enum Kind {
    File,
    Folder,
}

/// Says what an entry is; a link is followed only to a file inside the folder.
fn kind_of(root: &Path, entry: &fs::DirEntry) -> Result<Kind, &'static str> {
    if entry.file_name().to_str().is_none() {
        return Err("the file's name is not UTF-8");
    }
    let file_type = entry
        .file_type()
        .map_err(|_| "the kind of the file cannot be read")?;
    if file_type.is_dir() {
        return Ok(Kind::Folder);
    }
    if file_type.is_file() {
        return Ok(Kind::File);
    }
    if !file_type.is_symlink() {
        return Err("it is neither a file nor a folder");
    }
    match fs::canonicalize(entry.path()) {
        Ok(target) if !target.starts_with(root) => Err("the link leads out of the folder"),
        Ok(target) if target.is_file() => Ok(Kind::File),
        Ok(_) => Err("the link does not lead to a file"),
        Err(_) => Err("the link leads nowhere"),
    }
}

fn place_of(path: &str) -> Option<Place> {
    let of_bibliography = |ending: &str| match ending {
        "bib" => Some(Place::Bibtex),
        "yaml" => Some(Place::CslYaml),
        "json" | "ris" | "nbib" => Some(Place::LaterFormat),
        _ => None,
    };
    match path.split_once('/') {
        None if path == "people.yaml" => Some(Place::People),
        None => path.strip_prefix("references.").and_then(of_bibliography),
        Some(("articles", name)) if name.ends_with(".md") => Some(Place::Article),
        Some(("therapies", name)) if name.ends_with(".md") => Some(Place::Therapy),
        Some(("conditions", name)) if name.ends_with(".md") => Some(Place::Condition),
        Some(("media", _)) => Some(Place::Media),
        Some(("references", name)) => name
            .rsplit_once('.')
            .and_then(|(_, ending)| of_bibliography(ending)),
        Some(_) => None,
    }
}

/// One byte more than the limit is enough to know that a file is too large.
fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("the file cannot be read: {error}");
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(format!(
            "the file is larger than {} MiB",
            limit / 1024 / 1024
        ));
    }
    Ok(bytes)
}

fn text_of(path: &str, bytes: Vec<u8>, faults: &mut Vec<Fault>) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{FEFF}') => {
            let message = "the file begins with a byte order mark".to_owned();
            faults.push(file_fault(path, message, "save it as UTF-8 without a mark"));
            None
        }
        Ok(text) => Some(text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            let source = super::source_text::SourceText::new(&before);
            let mut fault =
                file_fault(path, "the file is not UTF-8".to_owned(), "save it as UTF-8");
            fault.span = source.span(valid..valid);
            faults.push(fault);
            None
        }
    }
}

fn file_fault(path: &str, message: String, help: &str) -> Fault {
    Fault::error(Code::File, path, Span::at(1, 1), message, help.to_owned())
}

#[cfg(test)]
mod tests;
