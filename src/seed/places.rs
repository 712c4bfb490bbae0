//! Where in the files of a folder things stand that the checks may name.

use std::collections::HashMap;

use super::Span;
use super::contents::Contents;
use super::markdown::Target;
use crate::content::{Place, ReferenceKey};

/// Where articles and references stand, and the parts of each article.
#[derive(Debug, Default)]
pub struct Places {
    /// By the paths of their files.
    articles: HashMap<String, ArticlePlaces>,
    /// The file and the place of each reference.
    references: HashMap<ReferenceKey, (String, Span)>,
    /// Every citation.
    pub citations: Vec<Citation>,
}

/// A place at which a text rests on a reference.
#[derive(Clone, Debug)]
pub struct Citation {
    pub key: ReferenceKey,
    pub file: String,
    pub span: Span,
    /// Whether readers do not see the text.
    pub is_draft: bool,
}

/// The parts of one article.
#[derive(Clone, Debug, Default)]
pub struct ArticlePlaces {
    /// The keys of its front matter.
    pub front: HashMap<String, Span>,
    /// The first line of each section, block and list item, in the order of a walk through the article.
    pub body: Vec<Span>,
}

impl Places {
    /// Those of a folder that was read.
    pub fn of(contents: &Contents) -> Self {
        let articles = contents.articles.iter();
        let references = contents.references.iter();
        Self {
            articles: articles
                .map(|read| (read.path.clone(), read.places.clone()))
                .collect(),
            references: references
                .map(|read| {
                    let path = read.reference.source.path.clone();
                    (read.key.value.clone(), (path, read.key.span))
                })
                .collect(),
            citations: citations(contents),
        }
    }

    pub fn article(&self, path: &str) -> Option<&ArticlePlaces> {
        self.articles.get(path)
    }

    /// The file and the place of a reference.
    pub fn reference(&self, key: &ReferenceKey) -> Option<&(String, Span)> {
        self.references.get(key)
    }
}

fn citations(contents: &Contents) -> Vec<Citation> {
    let articles = contents.articles.iter();
    let articles = articles.map(|read| (&read.path, &read.pointers.uses, read.is_draft));
    let therapies = contents.therapies.iter();
    let therapies = therapies.map(|read| (&read.path, &read.uses, false));
    let conditions = contents.conditions.iter();
    let conditions = conditions.map(|read| (&read.path, &read.uses, false));
    let files = articles.chain(therapies).chain(conditions);
    files
        .flat_map(|(file, uses, is_draft)| {
            uses.iter().filter_map(move |used| match &used.target {
                Target::Reference(key) => Some(Citation {
                    key: key.clone(),
                    file: file.clone(),
                    span: used.span,
                    is_draft,
                }),
                _ => None,
            })
        })
        .collect()
}

impl ArticlePlaces {
    /// Where a finding stands: a member that is missing, at the start of the file.
    pub fn span(&self, place: Place) -> Span {
        let found = match place {
            Place::Front(member) => self.front.get(member),
            Place::Nth(nth) => self.body.get(nth),
        };
        found.copied().unwrap_or(Span::at(1, 1))
    }
}
