//! The form in which an entry is kept: as a file of a seed folder says it. What is sent is written as that file and read
//! back by the reader of folders, so that both ways of writing mean the same.

use std::collections::HashMap;

use serde_json::Value;

use super::form::differences;
use super::kept_places::Places;
use crate::content::{
    Authored, Class, Code, Condition, Entry, Image, Library, Locale, Origin, Person, Piece,
    Reference, Source, Therapy, align_blocks, walk_blocks,
};
use crate::error::Violation;
use crate::render::{BibliographyFormat, SeedForm, WrittenIds, bibliography};
use crate::seed::{Fault, Folder, SeedFile, read_folder};
use crate::store::ImageSize;

/// The most faults that one answer names.
const MAX_FAULTS: usize = 100;

/// The files of ours that a text shows, by their addresses.
pub type Images = HashMap<String, ImageSize>;

/// An entry that a file of a folder can say.
pub trait Filed: Entry {
    /// Where its file stands when no folder has said so.
    fn path(id: &str) -> String;

    /// False for what stands in one file with others.
    fn has_file_of_its_own() -> bool;

    /// The file that says it and nothing else. `stem` is its name without `.md`.
    fn file(&self, form: &SeedForm, stem: &str) -> String;

    /// What a folder with that file holds.
    fn found(library: Library) -> Vec<Authored<Self>>;
}

impl Filed for Therapy {
    fn path(id: &str) -> String {
        format!("therapies/{id}.md")
    }

    fn has_file_of_its_own() -> bool {
        true
    }

    fn file(&self, form: &SeedForm, stem: &str) -> String {
        form.therapy(self, stem)
    }

    fn found(library: Library) -> Vec<Authored<Self>> {
        library.therapies
    }
}

impl Filed for Condition {
    fn path(id: &str) -> String {
        format!("conditions/{id}.md")
    }

    fn has_file_of_its_own() -> bool {
        true
    }

    fn file(&self, form: &SeedForm, stem: &str) -> String {
        form.condition(self, stem)
    }

    fn found(library: Library) -> Vec<Authored<Self>> {
        library.conditions
    }
}

impl Filed for Person {
    fn path(_: &str) -> String {
        "people.yaml".to_owned()
    }

    fn has_file_of_its_own() -> bool {
        false
    }

    fn file(&self, form: &SeedForm, _: &str) -> String {
        form.people(std::slice::from_ref(self))
    }

    fn found(library: Library) -> Vec<Authored<Self>> {
        library.people
    }
}

impl Filed for Reference {
    fn path(_: &str) -> String {
        "references.yaml".to_owned()
    }

    fn has_file_of_its_own() -> bool {
        false
    }

    fn file(&self, _: &SeedForm, _: &str) -> String {
        bibliography(std::slice::from_ref(self), BibliographyFormat::CslYaml)
    }

    fn found(library: Library) -> Vec<Authored<Self>> {
        library.references
    }
}

/// What was sent with the text of its file, or every way in which that file would say something else.
pub fn kept<T: Filed>(
    mut sent: T,
    path: String,
    images: &Images,
    default_locale: &Locale,
) -> Result<Authored<T>, Vec<Violation>> {
    each_image(&mut sent, |image| add_size(image, images));
    let stem = path.rsplit('/').next().unwrap_or(&path);
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let form = SeedForm {
        default_locale,
        image_paths: &HashMap::new(),
        ids: WrittenIds::Authored,
    };
    let text = sent.file(&form, stem);
    let folder = Folder {
        files: vec![SeedFile {
            path: path.clone(),
            content: text.clone().into_bytes(),
        }],
    };
    let reading = read_folder(folder, default_locale);
    let faults: Vec<&Fault> = reading.faults.iter().filter(|fault| stops(fault)).collect();
    if !faults.is_empty() {
        let places = Places::of(&sent, &text, &form, stem);
        let faults = faults.into_iter().take(MAX_FAULTS);
        return Err(faults.map(|fault| violation_of(fault, &places)).collect());
    }
    let violations = match T::found(reading.library).pop() {
        Some(kept) => changes(&sent, kept.content, images),
        None => vec![unreadable()],
    };
    if !violations.is_empty() {
        return Err(violations);
    }
    let source = Source::of(&path, &text);
    Ok(Authored {
        content: sent,
        source,
    })
}

/// Whether a fault keeps an entry from being stored. What is missing of what it points at is asked of the database when
/// it is written; here it is alone in its folder.
fn stops(fault: &Fault) -> bool {
    match fault.code {
        Code::MissingAlt | Code::HeadingSkipped => true,
        code => code.class() == Class::Unreadable,
    }
}

fn violation_of<T: Filed>(fault: &Fault, places: &Places<T>) -> Violation {
    let message = format!("{}; {}", fault.message, fault.help);
    let pointer = places.pointer(fault.span.line);
    Violation::of_member(&pointer, fault.code.as_str(), message)
}

/// A file that says nothing, and has no fault either.
fn unreadable() -> Violation {
    Violation::of_member("#", "form", "a seed folder cannot say this".to_owned())
}

/// How what was sent would come back otherwise.
fn changes<T: Filed>(sent: &T, mut kept: T, images: &Images) -> Vec<Violation> {
    each_image(&mut kept, |image| {
        if image.src.starts_with("media/") {
            image.src = format!("/{}", image.src);
        }
        add_size(image, images);
    });
    // Ids that follow from the text stand in no file: what reads alike has the ones that were sent.
    let mut sent = sent.clone();
    let origin = Origin {
        owner: "",
        revision: 0,
    };
    if let Some(blocks) = sent.description_mut() {
        align_blocks(blocks, None, &origin);
    }
    let sent_blocks = sent.description().to_vec();
    if let Some(blocks) = kept.description_mut() {
        align_blocks(blocks, Some(&sent_blocks), &origin);
    }
    differences(&json(&sent), &json(&kept))
}

/// Content of ours always has a JSON form.
fn json(content: &impl serde::Serialize) -> Value {
    serde_json::to_value(content).unwrap_or_default()
}

/// Changes every image of a description.
pub fn each_image<T: Filed>(content: &mut T, mut change: impl FnMut(&mut Image)) {
    if let Some(blocks) = content.description_mut() {
        walk_blocks(blocks, &mut |piece| {
            if let Piece::Image(image) = piece {
                change(image);
            }
        });
    }
}

/// The size of a file of ours follows from the file.
fn add_size(image: &mut Image, images: &Images) {
    if let Some(size) = images.get(&image.src) {
        image.width.get_or_insert(size.width);
        image.height.get_or_insert(size.height);
    }
}
