//! What a folder has that could not be read. It is there, so what points at it is not at fault as well.

use std::collections::BTreeSet;

use super::contents::Contents;
use super::{Fault, Severity};

/// The paths of files, and of the folders of a seed, that gave nothing but errors.
#[derive(Default)]
pub struct Unread {
    paths: BTreeSet<String>,
}

impl Unread {
    pub fn of(contents: &Contents, faults: &[Fault]) -> Self {
        let articles = contents.articles.iter().map(|read| &read.path);
        let therapies = contents.therapies.iter().map(|read| &read.path);
        let conditions = contents.conditions.iter().map(|read| &read.path);
        let people = contents.people.iter().map(|read| &read.path);
        let references = contents.references.iter().map(|read| &read.path);
        let read: BTreeSet<&String> = articles
            .chain(therapies)
            .chain(conditions)
            .chain(people)
            .chain(references)
            .chain(&contents.image_paths)
            .collect();
        let paths = faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error && !read.contains(&fault.file))
            .map(|fault| fault.file.clone());
        Self {
            paths: paths.collect(),
        }
    }

    /// True if an article, therapy or condition of this name may stand in a file that could not be read.
    pub fn may_have(&self, folder: &str, name: &str) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        self.paths.contains(folder)
            || self.paths.contains(&format!("{folder}/{name}.md"))
            || self.paths.contains(&format!("{folder}/{name}.draft.md"))
    }

    pub fn may_have_image(&self, path: &str) -> bool {
        self.paths.contains("media") || self.paths.contains(path)
    }

    /// True if any bibliography could not be read: nobody knows which keys it has.
    pub fn may_have_references(&self) -> bool {
        let after = self.paths.range("references".to_owned()..).next();
        after.is_some_and(|path| path.starts_with("references"))
    }

    pub fn may_have_people(&self) -> bool {
        self.paths.contains("people.yaml")
    }
}
