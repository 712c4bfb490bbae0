//! Puts the addresses and sizes of image files where articles name them.

use std::collections::HashMap;

use crate::content::{Block, Image, Library, MediaFile, Piece, walk_article, walk_blocks};

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

fn place_image(image: &mut Image, files: &HashMap<&str, &MediaFile>) {
    if let Some(file) = files.get(image.src.as_str()) {
        image.src = file.address();
        image.width = Some(file.width);
        image.height = Some(file.height);
    }
}
