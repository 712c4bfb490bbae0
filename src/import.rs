//! Turns what people have into seed files, and reports what it could not place. Neither HTTP nor the database.

mod encoding;
mod format;

mod html;
mod page;
mod reference_line;
mod references;
mod text_page;

mod markdown;
mod wordpress;

mod dates;
mod embeds;
mod emptiness;
mod next_mark;
mod own_links;
mod pictures;
mod slugs;
mod words;

mod gathering;
mod seed_files;

pub use encoding::{Refusal, parse_encoding, text_of};
pub use format::{Format, format_of};
pub use gathering::{Counts, Gathered, GatheredArticle, Gathering};
pub use markdown::import_markdown;
pub use page::{PageMeta, PageSource, import_html_body, import_html_page, import_text_page};
pub use pictures::format_of_image;
pub use reference_line::{ReadLine, ReferenceLine, read_reference_line};
pub use references::{bibliography_format_of, import_references};
pub use seed_files::{FileState, PlannedFile, SeedPlan, plan_files};
pub use slugs::{percent_decoded, slug_of};
pub use wordpress::import_wordpress;

use crate::content::{ArticleDraft, Condition, Person, Reference, ReferenceKey, Therapy};

/// What was understood of one source, and what was not.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    pub articles: Vec<ImportedArticle>,
    pub therapies: Vec<Therapy>,
    pub conditions: Vec<Condition>,
    pub people: Vec<Person>,
    pub references: Vec<Reference>,
    /// Keys that a bibliography writes otherwise than `references` has them: texts may cite them.
    pub written_keys: Vec<(String, ReferenceKey)>,
    pub images: Vec<ImportedImage>,
    pub notes: Vec<Note>,
}

/// An article whose ids are not assigned yet.
#[derive(Clone, Debug)]
pub struct ImportedArticle {
    pub draft: ArticleDraft,
    /// True when it was not public, or when something is missing without which it cannot be published.
    pub is_draft: bool,
}

/// An image file that stands beside a saved page.
#[derive(Clone, Debug)]
pub struct ImportedImage {
    /// The path that it gets in the seed folder, such as `media/nerve.png`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Something that could not be placed, was changed on the way, or that only a person can add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The file that was imported.
    pub file: String,
    /// Its line, where one is known.
    pub line: Option<usize>,
    /// What it is about, in one sentence without a full stop.
    pub message: String,
    /// What to do, in one sentence without a full stop.
    pub help: String,
}

impl Note {
    /// A note on a file, or on one of its lines.
    pub fn new(file: &str, line: Option<usize>, message: impl Into<String>, help: &str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
            help: help.to_owned(),
        }
    }
}
