//! Where each file of an import goes: to the file that holds the same article today, else to a new one.

use std::collections::{HashMap, HashSet};

use crate::content::{ArticleDraft, Library, Locale, Slug};
use crate::seed::{Folder, Reading, Severity};

/// The paths that are taken.
pub struct Paths {
    taken: HashSet<String>,
    /// The files of the seed folder of which nothing could be read: what they hold is not known.
    unreadable: HashSet<String>,
    articles: HashMap<(Locale, Slug), String>,
}

impl Paths {
    pub fn new(seed: &Folder, today: &Reading) -> Self {
        let library = &today.library;
        let articles = library.articles.iter();
        // A file and its newer draft have one address; what is published is what an import would write.
        let published = articles.filter(|article| article.draft_of.is_none());
        let read = paths_read(library);
        let faults = today.faults.iter();
        Self {
            unreadable: faults
                .filter(|fault| fault.severity == Severity::Error)
                .filter(|fault| !read.contains(fault.file.as_str()))
                .map(|fault| fault.file.clone())
                .collect(),
            taken: seed.files.iter().map(|file| file.path.clone()).collect(),
            articles: published
                .map(|article| {
                    let draft = &article.draft;
                    let address = (draft.locale.clone(), draft.slug.clone());
                    (address, article.source.path.clone())
                })
                .collect(),
        }
    }

    /// The file of an article: the one that has its address today, else one with its slug for a name.
    pub fn of_article(&mut self, draft: &ArticleDraft) -> String {
        let address = (draft.locale.clone(), draft.slug.clone());
        if let Some(path) = self.articles.get(&address) {
            return path.clone();
        }
        let wished = format!("articles/{}.md", draft.slug);
        if self.is_free(&wished) {
            return wished;
        }
        let name = format!(
            "{}-{}",
            draft.slug,
            draft.locale.as_str().to_ascii_lowercase()
        );
        self.free("articles", &name, "md")
    }

    /// A path that no readable file has, with a number if need be.
    pub fn free(&mut self, folder: &str, name: &str, ending: &str) -> String {
        let mut path = format!("{folder}/{name}.{ending}");
        let mut number = 2;
        while !self.is_free(&path) {
            path = format!("{folder}/{name}-{number}.{ending}");
            number += 1;
        }
        path
    }

    /// A faulty file of the same name is most likely the same content, and is not written twice.
    fn is_free(&mut self, path: &str) -> bool {
        self.unreadable.remove(path) || self.taken.insert(path.to_owned())
    }
}

/// The files that gave the library anything.
fn paths_read(library: &Library) -> HashSet<&str> {
    let articles = library.articles.iter().map(|article| &article.source);
    let therapies = library.therapies.iter().map(|therapy| &therapy.source);
    let conditions = library.conditions.iter().map(|found| &found.source);
    let references = library.references.iter().map(|found| &found.source);
    articles
        .chain(therapies)
        .chain(conditions)
        .chain(references)
        .map(|source| source.path.as_str())
        .collect()
}
