//! What is imported, written as a seed folder and read again.

use std::collections::HashMap;

use super::*;
use crate::content::{ArticleDraft, Piece, walk_article};
use crate::render::{BibliographyFormat, SeedForm, WrittenIds, bibliography};
use crate::seed::{Fault, Folder, SeedFile, Severity, read_folder};

/// Fails unless the folder has no errors and says of the article what was imported.
pub fn check(imported: &Imported) {
    let locale = locale();
    let reading = read_folder(folder_of(imported, &locale), &locale);

    let is_error = |fault: &&Fault| fault.severity == Severity::Error;
    let errors: Vec<String> = reading
        .faults
        .iter()
        .filter(is_error)
        .map(ToString::to_string)
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let paths: HashMap<String, String> = reading
        .library
        .media
        .iter()
        .map(|file| (file.address(), file.path.clone()))
        .collect();
    for (written, read) in imported.articles.iter().zip(&reading.library.articles) {
        let mut read = read.draft.clone();
        let mut restore = |piece: Piece| {
            if let Piece::Image(image) = piece
                && let Some(path) = paths.get(&image.src)
            {
                image.src = path.clone();
                (image.width, image.height) = (None, None);
            }
        };
        walk_article(&mut read, &mut restore);
        assert_same(&written.draft, &read);
    }
    assert_eq!(reading.library.references.len(), imported.references.len());
}

/// Names what differs, where a whole article would be too long to read.
fn assert_same(written: &ArticleDraft, read: &ArticleDraft) {
    assert_eq!(written.title, read.title);
    assert_eq!(written.summary, read.summary);
    assert_eq!(written.introduction, read.introduction);
    for (written, read) in written.sections.iter().zip(&read.sections) {
        assert_eq!(written, read);
    }
    assert_eq!(written, read);
}

fn folder_of(imported: &Imported, locale: &Locale) -> Folder {
    let image_paths = HashMap::new();
    let form = SeedForm {
        default_locale: locale,
        image_paths: &image_paths,
        ids: WrittenIds::Authored,
    };
    let text = |path: String, text: String| SeedFile {
        path,
        content: text.into_bytes(),
    };
    let mut files = Vec::new();
    for article in &imported.articles {
        let stem = article.draft.slug.as_str();
        let written = form.article(&article.draft, stem, article.is_draft);
        files.push(text(format!("articles/{stem}.md"), written));
    }
    for therapy in &imported.therapies {
        let stem = therapy.slug.as_str();
        files.push(text(
            format!("therapies/{stem}.md"),
            form.therapy(therapy, stem),
        ));
    }
    for condition in &imported.conditions {
        let stem = condition.slug.as_str();
        files.push(text(
            format!("conditions/{stem}.md"),
            form.condition(condition, stem),
        ));
    }
    for image in &imported.images {
        files.push(SeedFile {
            path: image.path.clone(),
            content: image.bytes.clone(),
        });
    }
    if !imported.people.is_empty() {
        files.push(text(
            "people.yaml".to_owned(),
            form.people(&imported.people),
        ));
    }
    if !imported.references.is_empty() {
        let written = bibliography(&imported.references, BibliographyFormat::CslYaml);
        files.push(text("references.yaml".to_owned(), written));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Folder { files }
}
