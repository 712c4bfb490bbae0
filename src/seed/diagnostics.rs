//! Faults as reports: for a person, and for the programs that show them elsewhere. Texts only; it writes to nothing.

mod github;
mod human;
mod json;
mod sarif;

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

use super::source_text::SourceText;
use super::{Fault, Reading, Severity};

pub use github::github;
pub use human::{Look, first_fault, human};
pub use json::json;
pub use sarif::sarif;

/// How many faults of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub errors: usize,
    pub warnings: usize,
}

impl Count {
    pub fn of(faults: &[Fault]) -> Self {
        let is_error = |fault: &&Fault| fault.severity == Severity::Error;
        let errors = faults.iter().filter(is_error).count();
        let warnings = faults.len() - errors;
        Self { errors, warnings }
    }
}

/// `3 errors, 1 warning`; what there is none of is left out.
impl std::fmt::Display for Count {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.errors, self.warnings) {
            (0, 0) => out.write_str("no errors"),
            (errors, 0) => out.write_str(&counted(errors, "error")),
            (0, warnings) => out.write_str(&counted(warnings, "warning")),
            (errors, warnings) => {
                let errors = counted(errors, "error");
                write!(out, "{errors}, {}", counted(warnings, "warning"))
            }
        }
    }
}

/// How it stands with a whole folder: the faults, or what is sound.
pub fn summary(reading: &Reading) -> String {
    let files = counted(reading.files, "file");
    let count = Count::of(&reading.faults);
    match (reading.faults.is_empty(), reading.files) {
        (true, _) => {}
        // The folder itself is at fault.
        (false, 0) => return count.to_string(),
        (false, _) => return format!("{count} in {files}"),
    }
    let library = &reading.library;
    format!(
        "no faults in {files}: {}, {}, {}, {}, {}, {}",
        counted(library.articles.len(), "article"),
        either(library.therapies.len(), "therapy", "therapies"),
        counted(library.conditions.len(), "condition"),
        either(library.people.len(), "person", "people"),
        counted(library.references.len(), "reference"),
        counted(library.media.len(), "image"),
    )
}

/// A number with its noun, which takes an `s` unless there is one of it.
pub fn counted(count: usize, noun: &str) -> String {
    either(count, noun, &format!("{noun}s"))
}

fn either(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Where a fault stands for somebody outside the folder: the folder as it was named, and the path in it.
pub fn path_from_here(folder: &Path, fault: &Fault) -> String {
    let mut parts = Vec::new();
    let mut start = "";
    for component in folder.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => start = "/",
            other => parts.push(other.as_os_str().to_string_lossy()),
        }
    }
    if !fault.file.is_empty() {
        parts.push(fault.file.as_str().into());
    }
    match parts.join("/") {
        path if path.is_empty() && start.is_empty() => ".".to_owned(),
        path => format!("{start}{path}"),
    }
}

/// The texts of the files that have faults, each ready to be asked for places.
struct Texts<'a> {
    texts: HashMap<&'a str, SourceText<'a>>,
}

impl<'a> Texts<'a> {
    fn of(reading: &'a Reading) -> Self {
        let faults = reading.faults.iter();
        let faulty: HashSet<&str> = faults.map(|fault| fault.file.as_str()).collect();
        let sources = reading.library.texts.iter().chain(&reading.drawings);
        let texts = sources
            .filter(|source| faulty.contains(source.path.as_str()))
            .map(|source| {
                // Places do not count a byte order mark.
                let text = source.text.strip_prefix('\u{FEFF}').unwrap_or(&source.text);
                (source.path.as_str(), SourceText::new(text))
            });
        Self {
            texts: texts.collect(),
        }
    }

    /// Nothing for a file that is no text.
    fn get(&self, path: &str) -> Option<&SourceText<'a>> {
        self.texts.get(path)
    }
}

#[cfg(test)]
mod tests;
