//! What `render` writes as seed files, the readers of this layer read back as the same content.

mod articles;
mod blocks;
mod exports;
mod formats;
mod front;
mod hostile;
mod inlines;
mod seed_folder;
mod texts;
mod topics;

use std::collections::HashMap;

pub use articles::article as generated_article;

use super::articles::read_article;
use super::{Class, Fault};
use crate::content::{ArticleDraft, Image, Locale, Piece, walk_article};
use crate::render::{SeedForm, WrittenIds};

/// The addresses under which two files of the folder are served.
pub const ADDRESSES: [(&str, &str); 2] = [
    (
        "/media/9cff41996068a2e8664902ceed147545fb17d212990b79e8bfec8469f37b4a5e.svg",
        "media/nerve.svg",
    ),
    (
        "/media/0cff41996068a2e8664902ceed147545fb17d212990b79e8bfec8469f37b4a5e.png",
        "media/a (new) <photo> & [more].png",
    ),
];

pub fn image_paths() -> HashMap<String, String> {
    ADDRESSES
        .iter()
        .map(|(address, path)| ((*address).to_owned(), (*path).to_owned()))
        .collect()
}

pub fn locale(tag: &str) -> Locale {
    Locale::parse(tag).expect("a valid tag")
}

/// An article as a file, with these ids.
pub fn written(draft: &ArticleDraft, stem: &str, is_draft: bool, ids: WrittenIds) -> String {
    let form = SeedForm {
        default_locale: &locale("en"),
        image_paths: &image_paths(),
        ids,
    };
    form.article(draft, stem, is_draft)
}

/// What a file says, with images under their addresses, or what is wrong with it.
pub fn read(stem: &str, text: &str) -> Result<(ArticleDraft, bool), Vec<String>> {
    let mut faults = Vec::new();
    let path = format!("articles/{stem}.md");
    let read = read_article(&path, text, &locale("en"), &mut faults);
    refuse_faults(&faults)?;
    let mut article = read.article.ok_or_else(Vec::new)?;
    walk_article(&mut article.draft, &mut |piece| {
        if let Piece::Image(image) = piece {
            place(image);
        }
    });
    Ok((article.draft, article.is_draft))
}

/// Faults that keep a draft from being published are not the writer's.
pub fn refuse_faults(faults: &[Fault]) -> Result<(), Vec<String>> {
    let unreadable: Vec<String> = faults
        .iter()
        .filter(|fault| fault.code.class() == Class::Unreadable)
        .map(ToString::to_string)
        .collect();
    if unreadable.is_empty() {
        return Ok(());
    }
    Err(unreadable)
}

pub fn place(image: &mut Image) {
    let known = ADDRESSES.iter().find(|(_, path)| *path == image.src);
    if let Some((address, _)) = known {
        image.src = (*address).to_owned();
        (image.width, image.height) = (Some(8), Some(5));
    }
}
