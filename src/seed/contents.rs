//! All files of a folder as they were read, before they are a library. Whether they fit together is not its business.

use std::collections::HashMap;
use std::num::NonZero;
use std::thread;

use super::Fault;
use super::articles::{ReadArticle, is_draft_file, read_article};
use super::files::Files;
use super::folder::SeedFile;
use super::images::place_images;
use super::media::{has_right_ending, read_media};
use super::people::{ReadPerson, read_people};
use super::references::{self, ReadReference};
use super::topics::{ReadTopic, read_condition, read_therapy};
use crate::content::{
    AuthoredArticle, Condition, Library, Locale, MediaFile, Slug, Source, Therapy,
};

/// What the files of a folder say, with the places that checks need.
pub struct Contents {
    pub articles: Vec<ReadArticle>,
    pub therapies: Vec<ReadTopic<Therapy>>,
    pub conditions: Vec<ReadTopic<Condition>>,
    pub people: Vec<ReadPerson>,
    pub references: Vec<ReadReference>,
    /// The paths of all images, also of those that have faults.
    pub image_paths: Vec<String>,
    pub media: Vec<MediaFile>,
    pub texts: Vec<Source>,
    /// The SVG files that have faults.
    pub drawings: Vec<Source>,
}

impl Contents {
    /// Reads every file by itself.
    pub fn read(files: Files, default_locale: &Locale, faults: &mut Vec<Fault>) -> Self {
        let references = each(&files.bibliographies, |file| {
            references::read_bibliography(file, faults)
        });
        let people = each(&files.people, |file| {
            read_people(&file.path, &file.content, faults)
        });
        let image_paths = each(&files.media, |file| file.path.clone());
        let mut media = Vec::new();
        let mut drawings = Vec::new();
        for file in files.media {
            match read_media(file, faults) {
                Ok(image) => media.push(image),
                Err(drawing) => drawings.extend(drawing),
            }
        }
        Self {
            articles: read_articles(&files.articles, default_locale, faults),
            therapies: each(&files.therapies, |file| {
                read_therapy(&file.path, &file.content, faults)
            }),
            conditions: each(&files.conditions, |file| {
                read_condition(&file.path, &file.content, faults)
            }),
            people: people.into_iter().flatten().collect(),
            references: references.into_iter().flatten().collect(),
            image_paths,
            media,
            texts: files.texts,
            drawings,
        }
    }

    /// Takes in images that are stored already; only their names can be at fault.
    pub fn take_uploaded(&mut self, uploaded: Vec<MediaFile>, faults: &mut Vec<Fault>) {
        for image in uploaded {
            self.image_paths.push(image.path.clone());
            if has_right_ending(&image, faults) {
                self.media.push(image);
            }
        }
        self.media.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Keeps the content, and lets its images be found.
    pub fn into_library(self) -> Library {
        let originals = self.originals();
        let articles = self.articles.into_iter().filter_map(|read| {
            let draft_of = if is_draft_file(&read.path) {
                originals.get(&read.stem).cloned()
            } else {
                None
            };
            Some(AuthoredArticle {
                draft_of,
                ..read.article?
            })
        });
        let therapies = self.therapies.into_iter();
        let conditions = self.conditions.into_iter();
        let references = self.references.into_iter();
        let mut library = Library {
            articles: articles.collect(),
            therapies: therapies.filter_map(|read| read.topic).collect(),
            conditions: conditions.filter_map(|read| read.topic).collect(),
            people: self.people.into_iter().map(|read| read.person).collect(),
            references: references.map(|read| read.reference).collect(),
            media: self.media,
            texts: self.texts,
        };
        place_images(&mut library);
        library
    }

    /// The slug of each `x.md` by what it has in common with its `x.draft.md`.
    fn originals(&self) -> HashMap<String, Slug> {
        let originals = self
            .articles
            .iter()
            .filter(|read| !is_draft_file(&read.path));
        originals
            .filter_map(|read| Some((read.stem.clone(), read.article.as_ref()?.draft.slug.clone())))
            .collect()
    }
}

/// Articles are most of a folder, and each is read by itself: every processor takes a part of them.
fn read_articles(
    files: &[SeedFile<String>],
    default_locale: &Locale,
    faults: &mut Vec<Fault>,
) -> Vec<ReadArticle> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let part = files.len().div_ceil(processors).max(1);
    let read = |files: &[SeedFile<String>]| {
        let mut faults = Vec::new();
        let articles = each(files, |file| {
            read_article(&file.path, &file.content, default_locale, &mut faults)
        });
        (articles, faults)
    };
    thread::scope(|scope| {
        let parts = files.chunks(part);
        let readers: Vec<_> = parts.map(|part| scope.spawn(move || read(part))).collect();
        let mut articles = Vec::with_capacity(files.len());
        for reader in readers {
            match reader.join() {
                Ok((read, found)) => {
                    articles.extend(read);
                    faults.extend(found);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        articles
    })
}

fn each<F, T>(files: &[SeedFile<F>], read: impl FnMut(&SeedFile<F>) -> T) -> Vec<T> {
    files.iter().map(read).collect()
}
