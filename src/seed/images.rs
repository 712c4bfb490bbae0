//! Puts the addresses and sizes of image files where articles name them.

use std::collections::HashMap;

use crate::content::{
    ArticleDraft, Block, FoundNames, Image, Library, MediaFile, Piece, walk_article, walk_blocks,
};

/// Replaces the paths of files in `media/` by the addresses at which they are served. Addresses elsewhere stay.
pub fn place_images(library: &mut Library) {
    let files: HashMap<&str, &MediaFile> = library
        .media
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let mut place = |piece: Piece| {
        if let Piece::Image(image) = piece {
            place_image(image, &files);
        }
    };
    for article in &mut library.articles {
        walk_article(&mut article.draft, &mut place);
    }
    let therapies = library.therapies.iter_mut();
    let conditions = library.conditions.iter_mut();
    let descriptions = therapies
        .map(|therapy| &mut therapy.content.description)
        .chain(conditions.map(|condition| &mut condition.content.description));
    descriptions.for_each(|blocks: &mut Vec<Block>| walk_blocks(blocks, &mut place));
}

/// The same for one article and images that were looked up. What is named by the hash of its bytes has its address
/// before they are there.
pub fn place_found_images(draft: &mut ArticleDraft, found: &FoundNames) {
    walk_article(draft, &mut |piece| {
        if let Piece::Image(image) = piece {
            place_found_image(image, found);
        }
    });
}

fn place_found_image(image: &mut Image, found: &FoundNames) {
    let path = image.src.strip_prefix('/').unwrap_or(&image.src);
    if let Some(stored) = found.images.get(path) {
        image.src.clone_from(&stored.address);
        image.width = Some(stored.width);
        image.height = Some(stored.height);
    } else if Image::is_named_by_hash(path) {
        image.src = format!("/{path}");
        image.width = None;
        image.height = None;
    }
}

fn place_image(image: &mut Image, files: &HashMap<&str, &MediaFile>) {
    if let Some(file) = files.get(image.src.as_str()) {
        image.src = file.address();
        image.width = Some(file.width);
        image.height = Some(file.height);
    }
}
