//! Faults as reports: for a person, and for the programs that show them elsewhere. Texts only; it writes to nothing.

mod human;

use std::collections::HashMap;
use std::path::{Component, Path};

use super::source_text::SourceText;
use super::{Fault, Reading, Severity};

pub use human::{Look, human};

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

/// A number with its noun, which takes an `s` unless there is one of it.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
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
        let faulty: std::collections::HashSet<&str> = reading
            .faults
            .iter()
            .map(|fault| fault.file.as_str())
            .collect();
        let sources = reading.library.texts.iter();
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
