//! Puts the addresses and sizes of image files where articles name them.

use std::collections::HashMap;

use crate::content::{
    ArticleDraft, Block, Image, Library, MediaFile, Piece, walk_blocks, walk_simple_blocks,
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
        place_in_article(&mut article.draft, &mut place);
    }
    let therapies = library.therapies.iter_mut();
    let conditions = library.conditions.iter_mut();
    let descriptions = therapies
        .map(|therapy| &mut therapy.content.description)
        .chain(conditions.map(|condition| &mut condition.content.description));
    descriptions.for_each(|blocks: &mut Vec<Block>| walk_blocks(blocks, &mut place));
}

fn place_in_article(draft: &mut ArticleDraft, place: &mut impl FnMut(Piece)) {
    if let Some(hero) = &mut draft.hero {
        place(Piece::Image(&mut hero.image));
    }
    walk_blocks(&mut draft.introduction, place);
    for section in &mut draft.sections {
        walk_blocks(&mut section.blocks, place);
    }
    walk_simple_blocks(&mut draft.disclaimer, place);
    if let Some(call) = &mut draft.call_to_action {
        walk_simple_blocks(&mut call.body, place);
    }
}

fn place_image(image: &mut Image, files: &HashMap<&str, &MediaFile>) {
    if let Some(file) = files.get(image.src.as_str()) {
        image.src = file.address();
        image.width = Some(file.width);
        image.height = Some(file.height);
    }
}
