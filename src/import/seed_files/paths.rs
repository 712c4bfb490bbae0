//! Where each file of an import goes: to the file that holds the same article today, else to a new one.

use std::collections::{HashMap, HashSet};

use crate::content::{ArticleDraft, Library, Locale, Slug};
use crate::seed::Folder;

/// The paths that are taken.
pub struct Paths {
    taken: HashSet<String>,
    /// The files of the seed folder whose articles could not be read: what they hold is not known.
    unreadable: HashSet<String>,
    articles: HashMap<(Locale, Slug), String>,
}

impl Paths {
    pub fn new(seed: &Folder, library: &Library) -> Self {
        let articles = library.articles.iter();
        // A file and its newer draft have one address; what is published is what an import would write.
        let published = articles.filter(|article| article.draft_of.is_none());
        let read: HashSet<&str> = library
            .articles
            .iter()
            .map(|article| article.source.path.as_str())
            .collect();
        let paths = seed.files.iter().map(|file| file.path.clone());
        Self {
            unreadable: paths
                .filter(|path| path.starts_with("articles/") && !read.contains(path.as_str()))
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
        // A faulty file of the same name is most likely the same article, and is not written twice.
        if self.unreadable.remove(&wished) || self.taken.insert(wished.clone()) {
            return wished;
        }
        let name = format!(
            "{}-{}",
            draft.slug,
            draft.locale.as_str().to_ascii_lowercase()
        );
        self.free("articles", &name, "md")
    }

    /// A path that no file has, with a number if need be.
    pub fn free(&mut self, folder: &str, name: &str, ending: &str) -> String {
        let mut path = format!("{folder}/{name}.{ending}");
        let mut number = 2;
        while !self.taken.insert(path.clone()) {
            path = format!("{folder}/{name}-{number}.{ending}");
            number += 1;
        }
        path
    }
}
