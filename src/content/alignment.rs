//! Alignment: which place of a new text is which place of the text before it, so that ids survive editing.

mod matching;

use matching::Matching;

use super::reading::plain_text;
use super::{Anchor, ArticleDraft, Block, Piece, walk_article, walk_blocks};

/// Where a new id comes from when nothing of the head revision fits.
pub struct Origin<'a> {
    /// The locale and slug of the article, or the slug of the therapy or condition: what every database that holds the
    /// same folder has in common.
    pub owner: &'a str,
    /// The number of the revision that is being made.
    pub revision: i32,
}

/// Gives every place of an article that has no id the one it had in the head revision, else a new one.
pub fn align_article(draft: &mut ArticleDraft, head: Option<&ArticleDraft>, origin: &Origin) {
    let before = head
        .map(|head| places_of_article(&mut head.clone()))
        .unwrap_or_default();
    let mut ids = aligned(&before, &places_of_article(draft), origin).into_iter();
    walk_article(draft, &mut |piece| assign(piece, &mut ids));
}

/// The same for the description of a therapy or condition.
pub fn align_blocks(blocks: &mut [Block], head: Option<&[Block]>, origin: &Origin) {
    let before = head
        .map(|head| places_of_blocks(&mut head.to_vec()))
        .unwrap_or_default();
    let mut ids = aligned(&before, &places_of_blocks(blocks), origin).into_iter();
    walk_blocks(blocks, &mut |piece| assign(piece, &mut ids));
}

fn assign(piece: Piece, ids: &mut impl Iterator<Item = Anchor>) {
    if let Piece::Place { id, .. } = piece {
        *id = ids.next().unwrap_or_else(Anchor::unassigned);
    }
}

/// A section, block or list item as alignment sees it.
struct Place {
    id: Anchor,
    kind: &'static str,
    /// The text of the place itself, without the places inside it.
    text: String,
}

fn places_of_article(draft: &mut ArticleDraft) -> Vec<Place> {
    let mut places = Vec::new();
    walk_article(draft, &mut |piece| collect(piece, &mut places));
    places
}

fn places_of_blocks(blocks: &mut [Block]) -> Vec<Place> {
    let mut places = Vec::new();
    walk_blocks(blocks, &mut |piece| collect(piece, &mut places));
    places
}

fn collect(piece: Piece, places: &mut Vec<Place>) {
    let words = match piece {
        Piece::Place { kind, id } => {
            places.push(Place {
                id: id.clone(),
                kind,
                text: String::new(),
            });
            return;
        }
        Piece::Inlines(inlines) => plain_text(inlines),
        Piece::Words(words) => words.to_owned(),
        Piece::Image(image) => image.src.clone(),
        Piece::Aside(_) | Piece::Claim(_) | Piece::Therapy(_) | Piece::Condition(_) => return,
    };
    if let Some(place) = places.last_mut() {
        place.text.push_str(&words);
        place.text.push('\n');
    }
}

/// The ids of the places of `after`, in order.
fn aligned(before: &[Place], after: &[Place], origin: &Origin) -> Vec<Anchor> {
    let mut matching = Matching::new(before, after);
    let gaps = matching.pair_common_subsequence();
    matching.pair_unique_texts();
    gaps.iter().for_each(|gap| matching.pair_leftovers(gap));
    matching.into_ids(origin)
}
