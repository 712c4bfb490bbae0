//! The files that say what was gathered, before they are checked.

use std::collections::HashMap;

use super::paths::Paths;
use crate::content::{Condition, Locale, MAX_TEXT_FILE_BYTES, Person, Reference, Therapy};
use crate::import::{Gathered, GatheredArticle, Note};
use crate::render::{BibliographyFormat, SeedForm, WrittenIds, bibliography};
use crate::seed::{Folder, Reading};

/// One file, with what it was written from.
pub struct Candidate {
    pub path: String,
    pub content: Vec<u8>,
    pub origin: Origin,
    pub writer: Writer,
}

/// What a file was written from.
pub enum Origin {
    Article(Box<GatheredArticle>),
    Therapy(Therapy),
    Condition(Condition),
    /// The people who are new, and the text before them.
    People(Vec<Person>, String),
    References(Vec<Reference>),
    Image,
}

/// What writing needs to know.
#[derive(Clone)]
pub struct Writer {
    default_locale: Locale,
}

impl Candidate {
    fn new(path: String, origin: Origin, writer: &Writer) -> Self {
        let mut candidate = Self {
            path,
            content: Vec::new(),
            origin,
            writer: writer.clone(),
        };
        candidate.write();
        candidate
    }

    /// Writes the file anew after its origin has changed.
    pub fn write(&mut self) {
        let image_paths = HashMap::new();
        let form = SeedForm {
            default_locale: &self.writer.default_locale,
            image_paths: &image_paths,
            ids: WrittenIds::Authored,
        };
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let text = match &self.origin {
            Origin::Article(gathered) => {
                form.article(&gathered.article.draft, stem, gathered.article.is_draft)
            }
            Origin::Therapy(therapy) => form.therapy(therapy, stem),
            Origin::Condition(condition) => form.condition(condition, stem),
            Origin::People(people, before) => format!("{before}{}", form.people(people)),
            Origin::References(references) => bibliography(references, BibliographyFormat::CslYaml),
            Origin::Image => return,
        };
        self.content = text.into_bytes();
    }

    /// The file that a note on it stands with: the one that was imported, where it is known.
    pub fn source(&self) -> &str {
        match &self.origin {
            Origin::Article(gathered) => &gathered.file,
            Origin::Therapy(_)
            | Origin::Condition(_)
            | Origin::People(..)
            | Origin::References(_)
            | Origin::Image => &self.path,
        }
    }

    /// True for a file that keeps all that it said before.
    pub fn grows(&self) -> bool {
        matches!(self.origin, Origin::People(..))
    }
}

/// One file for each article, therapy, condition, image and bibliography, and one for all people.
pub fn candidates_of(
    gathered: &Gathered,
    seed: &Folder,
    today: &Reading,
    default_locale: &Locale,
    notes: &mut Vec<Note>,
) -> Vec<Candidate> {
    let writer = Writer {
        default_locale: default_locale.clone(),
    };
    let mut origins = origins_of(gathered, &mut Paths::new(seed, today));
    if !gathered.people.is_empty() {
        match text_before(seed, "people.yaml") {
            Some(before) => {
                let people = Origin::People(gathered.people.clone(), before);
                origins.push(("people.yaml".to_owned(), people));
            }
            None => {
                let message = "the file is not UTF-8, and was left as it is".to_owned();
                let help = "save it as UTF-8, and import again";
                notes.push(Note::new("people.yaml", None, message, help));
                notes.extend(not_added(&gathered.people, "people.yaml"));
            }
        }
    }
    let images = gathered.images.iter().map(|image| Candidate {
        path: image.path.clone(),
        content: image.bytes.clone(),
        origin: Origin::Image,
        writer: writer.clone(),
    });
    let texts = origins.into_iter();
    texts
        .map(|(path, origin)| Candidate::new(path, origin, &writer))
        .chain(images)
        .collect()
}

/// What has a file of its own, with the path of that file.
fn origins_of(gathered: &Gathered, paths: &mut Paths) -> Vec<(String, Origin)> {
    let mut origins = Vec::new();
    for article in &gathered.articles {
        let path = paths.of_article(&article.article.draft);
        origins.push((path, Origin::Article(Box::new(article.clone()))));
    }
    for therapy in &gathered.therapies {
        let path = paths.free("therapies", therapy.slug.as_str(), "md");
        origins.push((path, Origin::Therapy(therapy.clone())));
    }
    for condition in &gathered.conditions {
        let path = paths.free("conditions", condition.slug.as_str(), "md");
        origins.push((path, Origin::Condition(condition.clone())));
    }
    for (name, references) in &gathered.references {
        for part in parts_of(references) {
            let path = paths.free("references", name, "yaml");
            origins.push((path, Origin::References(part)));
        }
    }
    origins
}

/// Parts of a long bibliography that each fit into a file, with room for what is added by hand.
fn parts_of(references: &[Reference]) -> Vec<Vec<Reference>> {
    const MAX_BYTES: usize = MAX_TEXT_FILE_BYTES / 2;
    let mut parts: Vec<Vec<Reference>> = Vec::new();
    let mut room = 0;
    for reference in references {
        let entry = bibliography(std::slice::from_ref(reference), BibliographyFormat::CslYaml);
        // A blank line stands between two entries.
        let size = entry.len() + 1;
        match parts.last_mut() {
            Some(part) if size <= room => {
                part.push(reference.clone());
                room -= size;
            }
            _ => {
                parts.push(vec![reference.clone()]);
                room = MAX_BYTES.saturating_sub(size);
            }
        }
    }
    parts
}

/// What a file says today, with its last line ended; nothing for one that cannot be written back as it is.
fn text_before(seed: &Folder, path: &str) -> Option<String> {
    let file = seed.files.iter().find(|file| file.path == path);
    let mut text = match file {
        Some(file) => String::from_utf8(file.content.clone()).ok()?,
        None => String::new(),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Some(text)
}

/// Notes on people whom a file cannot take.
pub fn not_added(people: &[Person], path: &str) -> impl Iterator<Item = Note> {
    people.iter().map(move |person| {
        let message = format!(
            "{} (`{}`) could not be added to it",
            person.name, person.slug
        );
        let help = "add the person by hand, in the form that the file has";
        Note::new(path, None, message, help)
    })
}
