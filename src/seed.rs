//! From a folder of files to checked content. No HTTP; what it reads is handed to the store as one library.

mod fault;
mod nearest;
pub(crate) mod report;
mod source_text;

mod fields;
mod front_matter;
mod json;
pub(crate) mod yaml;

mod file_text;
mod files;
mod folder;
mod markdown;

mod articles;
mod media;
mod people;
mod pointers;
mod references;
mod topics;

mod contents;
mod images;
mod places;

mod export;
mod lone_article;
mod retractions;
mod saved_plan;

mod advice;
mod cross_check;
mod existence;
mod slugs;
mod translations;
mod unread;

pub mod diagnostics;

use std::collections::BTreeSet;
use std::path::Path;

pub use advice::{advise, set_advice_aside};
pub use export::{Export, export};
pub use fault::{Fault, Severity, Span};
pub use folder::{Folder, SeedFile};
pub use images::place_found_images;
pub use lone_article::LoneArticle;
pub use media::{image_format, read_media};
pub use references::{
    LenientReading, LenientReference, ReferenceFormat, ReferenceIdentifier, read_leniently,
};

pub use retractions::{RefusedFile, RetractionFile, RowReport, read_retractions};
pub use saved_plan::SavedPlan;

use crate::content::{Class, Code, Library, Locale, MediaFile, Source};
use contents::Contents;
use cross_check::cross_check;
use files::Files;
use places::Places;

/// What a folder says, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Reading {
    /// All that could be read. It is whole only when no fault is an error.
    pub library: Library,
    /// Every fault of every file, by file, line and column.
    pub faults: Vec<Fault>,
    /// The SVG files that have faults, so that their lines can be shown.
    pub drawings: Vec<Source>,
    /// Where things stand that checks may name.
    pub places: Places,
    /// How many files were looked at.
    pub files: usize,
}

/// A folder in memory, some of whose images are stored already and are not read again.
#[derive(Debug, Default)]
pub struct SentFolder {
    pub folder: Folder,
    /// By their paths in the folder, without their bytes.
    pub uploaded: Vec<MediaFile>,
}

/// Reads and checks a whole seed folder on the disk. Articles that name no locale are in the default one.
pub fn read(path: &Path, default_locale: &Locale) -> Reading {
    let mut faults = Vec::new();
    let folder = Folder::open(path, &mut faults);
    read_files(folder, Vec::new(), default_locale, faults)
}

/// The same for a folder in memory.
pub fn read_folder(folder: Folder, default_locale: &Locale) -> Reading {
    read_files(folder, Vec::new(), default_locale, Vec::new())
}

/// The same for one that was sent.
pub fn read_sent(sent: SentFolder, default_locale: &Locale) -> Reading {
    read_files(sent.folder, sent.uploaded, default_locale, Vec::new())
}

fn read_files(
    folder: Folder,
    uploaded: Vec<MediaFile>,
    default_locale: &Locale,
    mut faults: Vec<Fault>,
) -> Reading {
    let files = folder.files.iter().map(|file| &file.path);
    let files = files.chain(uploaded.iter().map(|file| &file.path));
    let paths: BTreeSet<String> = files.cloned().collect();
    let files = Files::sort(folder, &mut faults);
    let mut contents = Contents::read(files, default_locale, &mut faults);
    contents.take_uploaded(uploaded, &mut faults);
    cross_check(&contents, default_locale, &mut faults);
    faults.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    // What could not be opened is not among the files, but was looked at.
    let unread: BTreeSet<&str> = faults
        .iter()
        .map(|fault| fault.file.as_str())
        .filter(|path| !path.is_empty() && !paths.contains(*path))
        .collect();
    Reading {
        files: paths.len() + unread.len(),
        drawings: std::mem::take(&mut contents.drawings),
        places: Places::of(&contents),
        library: contents.into_library(),
        faults,
    }
}

#[cfg(test)]
mod round_trip;
#[cfg(test)]
pub use round_trip::generated_article;
#[cfg(test)]
mod tests;
