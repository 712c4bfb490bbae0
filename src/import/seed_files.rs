//! The files that an import writes: computed whole, checked as part of the seed folder, and only then written.

mod amending;
mod candidates;
mod paths;

use std::collections::HashMap;

use super::{Gathered, Note};
use crate::content::Locale;
use crate::seed::{Fault, Folder, Reading, SeedFile, Severity, read_folder};
use amending::amend;
use candidates::{Candidate, candidates_of};

/// How often files are amended before those that still have faults are left out.
const MAX_ROUNDS: usize = 4;

/// One file with what is to become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// The path in the seed folder.
    pub path: String,
    pub content: Vec<u8>,
    pub state: FileState,
}

/// How a file compares with the seed folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is not there yet.
    New,
    /// It is there with other content, and may be overwritten or only grows.
    Changed,
    /// It is there already, and says the same.
    Unchanged,
    /// It is there with other content, which stays.
    Kept,
    /// It was to be written, and could not be.
    Unwritten,
}

/// All files of an import, in the order of their paths.
#[derive(Debug, Default)]
pub struct SeedPlan {
    pub files: Vec<PlannedFile>,
    pub notes: Vec<Note>,
}

/// Plans the files for what was gathered, for a seed folder that reads as it does today. What a check would call an error is amended first: an article that cannot be
/// published becomes a draft, what cannot be stored is left out and reported. So is a new file for which `obstacle` says
/// what is in its way.
pub fn plan_files(
    gathered: &Gathered,
    seed: &Folder,
    today: &Reading,
    default_locale: &Locale,
    is_forced: bool,
    obstacle: &dyn Fn(&str) -> Option<String>,
) -> SeedPlan {
    let mut notes = Vec::new();
    let mut candidates = candidates_of(gathered, seed, today, default_locale, &mut notes);
    let existing: HashMap<&str, &[u8]> = seed
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.content.as_slice()))
        .collect();
    // Before the check, so that what rests on such a file is amended.
    candidates.retain(|candidate| {
        let is_new = !existing.contains_key(candidate.path.as_str());
        let obstacle = is_new.then(|| obstacle(&candidate.path)).flatten();
        notes.extend(obstacle.iter().map(|found| note_on(candidate, found)));
        obstacle.is_none()
    });
    let before = Before::of(seed, default_locale);
    for round in 0..=MAX_ROUNDS {
        let faults = before.faults_with(&candidates);
        if faults.is_empty() {
            break;
        }
        let is_last = round == MAX_ROUNDS;
        amend(&mut candidates, faults, is_last, &mut notes);
    }
    let files = candidates.into_iter().map(|candidate| {
        let content = existing.get(candidate.path.as_str()).copied();
        planned(candidate, content, is_forced)
    });
    let mut files: Vec<PlannedFile> = files.collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    SeedPlan { files, notes }
}

fn planned(candidate: Candidate, existing: Option<&[u8]>, is_forced: bool) -> PlannedFile {
    let state = match existing {
        None => FileState::New,
        Some(content) if *content == *candidate.content => FileState::Unchanged,
        Some(_) if is_forced || candidate.grows() => FileState::Changed,
        Some(_) => FileState::Kept,
    };
    PlannedFile {
        path: candidate.path,
        content: candidate.content,
        state,
    }
}

fn note_on(candidate: &Candidate, obstacle: &str) -> Note {
    let message = format!("{} was not written, because {obstacle}", candidate.path);
    let help = "move away what is there, or import into another folder (`--out`)";
    Note::new(candidate.source(), None, message, help)
}

/// The seed folder as it was, with the errors that it had.
struct Before<'a> {
    /// Without the bytes of images, of which only the paths count here.
    folder: Folder,
    default_locale: &'a Locale,
}

impl<'a> Before<'a> {
    fn of(seed: &Folder, default_locale: &'a Locale) -> Self {
        let files = seed.files.iter().map(|file| {
            let is_image = file.path.starts_with("media/");
            SeedFile {
                path: file.path.clone(),
                content: if is_image {
                    Vec::new()
                } else {
                    file.content.clone()
                },
            }
        });
        Self {
            folder: Folder {
                files: files.collect(),
            },
            default_locale,
        }
    }

    /// The errors that candidates would have in the folder.
    fn faults_with(&self, candidates: &[Candidate]) -> Vec<Fault> {
        let new: HashMap<&str, &Candidate> = candidates
            .iter()
            .map(|candidate| (candidate.path.as_str(), candidate))
            .collect();
        let kept = self.folder.files.iter();
        let kept = kept
            .filter(|file| !new.contains_key(file.path.as_str()))
            .cloned();
        let added = candidates.iter().map(|candidate| SeedFile {
            path: candidate.path.clone(),
            content: candidate.content.clone(),
        });
        let mut files: Vec<SeedFile<Vec<u8>>> = kept.chain(added).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let reading = read_folder(Folder { files }, self.default_locale);
        let faults = reading.faults.into_iter();
        faults
            .filter(|fault| {
                fault.severity == Severity::Error && new.contains_key(fault.file.as_str())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
