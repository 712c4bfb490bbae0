//! The files of a folder by what they hold. What has no place, is too large or is not text is a fault.

use super::file_text::{FileText, text_of};
use super::folder::{Folder, SeedFile};
use super::references::ReferenceFormat;
use super::{Code, Fault, Span};
use crate::content::{MAX_TEXT_FILE_BYTES, Source};

/// The largest image file, in bytes.
const MAX_MEDIA_BYTES: u64 = 16 * 1024 * 1024;

/// The files of a folder by what they hold, each kind in the order of its paths.
#[derive(Debug, Default)]
pub struct Files {
    pub articles: Vec<SeedFile<String>>,
    pub therapies: Vec<SeedFile<String>>,
    pub conditions: Vec<SeedFile<String>>,
    pub people: Vec<SeedFile<String>>,
    pub bibliographies: Vec<SeedFile<String>>,
    pub media: Vec<SeedFile<Vec<u8>>>,
    /// All texts as they stand in their files, in the order of their paths.
    pub texts: Vec<Source>,
}

/// What a file holds, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Article,
    Therapy,
    Condition,
    People,
    Bibliography,
    Media,
}

impl Files {
    /// Sorts the files of a folder.
    pub fn sort(folder: Folder, faults: &mut Vec<Fault>) -> Self {
        let mut files = Self::default();
        for SeedFile { path, content } in folder.files {
            files.take(path, content, faults);
        }
        files
    }

    fn take(&mut self, path: String, bytes: Vec<u8>, faults: &mut Vec<Fault>) {
        let Some(place) = place_of(&path) else {
            faults.push(file_fault(
                &path,
                "the file has no place in a seed folder".to_owned(),
                "move it out, or to where its kind belongs: articles/*.md, therapies/*.md, conditions/*.md, \
                 people.yaml, references.* and references/* in .bib, .yaml, .json, .ris or .nbib, media/*",
            ));
            return;
        };
        let limit = limit_of(&path);
        if bytes.len() as u64 > limit {
            let message = format!("the file is larger than {} MiB", limit / 1024 / 1024);
            faults.push(file_fault(&path, message, "make it smaller, or remove it"));
            return;
        }
        self.sort_in(place, path, bytes, faults);
    }

    fn sort_in(&mut self, place: Place, path: String, bytes: Vec<u8>, faults: &mut Vec<Fault>) {
        if place == Place::Media {
            let content = bytes;
            self.media.push(SeedFile { path, content });
            return;
        }
        let FileText { text, is_readable } = text_of(&path, bytes, faults);
        self.texts.push(Source::of(&path, &text));
        if !is_readable {
            return;
        }
        // Editors on some systems put a byte order mark first; it says nothing.
        let content = text
            .strip_prefix('\u{FEFF}')
            .map_or(text.clone(), str::to_owned);
        let texts = match place {
            Place::Article => &mut self.articles,
            Place::Therapy => &mut self.therapies,
            Place::Condition => &mut self.conditions,
            Place::People => &mut self.people,
            Place::Bibliography => &mut self.bibliographies,
            Place::Media => return,
        };
        texts.push(SeedFile { path, content });
    }
}

/// The most bytes that a file may have, by its path; nothing for one without a place.
pub fn limit_of(path: &str) -> u64 {
    match place_of(path) {
        Some(Place::Media) => MAX_MEDIA_BYTES,
        Some(_) => MAX_TEXT_FILE_BYTES as u64,
        None => 0,
    }
}

fn place_of(path: &str) -> Option<Place> {
    let of_bibliography =
        |ending: &str| ReferenceFormat::of_ending(ending).map(|_| Place::Bibliography);
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

/// A fault of a whole file.
pub fn file_fault(path: &str, message: String, help: &str) -> Fault {
    Fault::error(Code::File, path, Span::at(1, 1), message, help.to_owned())
}
