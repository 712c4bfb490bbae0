//! The sections and blocks of a text that are new, gone, moved or changed.

use std::collections::{HashMap, HashSet};

use super::words::{changed_words, text_of};
use super::{BlockDifference, Difference, Part, PlaceChange, SectionDifference, SectionHead};
use crate::content::{Anchor, ArticleDraft, Block, Section, SimpleBlock};

/// Where a block stands: the part, and the section where it is one.
type Place = (Part, Option<Anchor>);

/// Blocks with the place that each stands in, in reading order.
pub type Body = Vec<(Place, Block)>;

/// The sections that differ.
pub fn differences_of_sections(before: &[Section], after: &[Section]) -> Vec<Difference> {
    let was = heads_of(before);
    let is = heads_of(after);
    let ids = |sections: &[Section]| -> Vec<Anchor> {
        sections.iter().map(|section| section.id.clone()).collect()
    };
    let (before, after) = (ids(before), ids(after));
    let staying = in_same_order(&before, &after);
    let mut differences = Vec::new();
    let mut tell = |change, id: &Anchor| {
        differences.push(Difference::Section(SectionDifference {
            change,
            id: id.clone(),
            before: was.get(id).cloned(),
            after: is.get(id).cloned(),
        }));
    };
    for id in &after {
        let change = change_of(was.get(id), is.get(id), staying.contains(id));
        change.into_iter().for_each(|change| tell(change, id));
    }
    for id in before.iter().filter(|id| !is.contains_key(*id)) {
        tell(PlaceChange::Removed, id);
    }
    differences
}

/// The blocks that differ.
pub fn differences_of_blocks(before: &Body, after: &Body) -> Vec<Difference> {
    let was = by_id(before);
    let is = by_id(after);
    let staying = staying_blocks(before, after);
    let mut differences = Vec::new();
    let mut tell = |change, place: &Place, id: &Anchor| {
        let (before, after) = (was.get(id).copied(), is.get(id).copied());
        differences.push(block_difference(change, place, before, after));
    };
    for (place, block) in after {
        let id = block.id();
        let was_block = was.get(id).copied();
        let change = change_of(was_block, Some(block), staying.contains(id));
        change
            .into_iter()
            .for_each(|change| tell(change, place, id));
    }
    for (place, block) in before
        .iter()
        .filter(|(_, block)| !is.contains_key(block.id()))
    {
        tell(PlaceChange::Removed, place, block.id());
    }
    differences.into_iter().flatten().collect()
}

/// The blocks of an article with their places.
pub fn article_blocks(draft: &ArticleDraft) -> Body {
    let introduction = draft.introduction.iter().cloned();
    let mut body: Body = introduction
        .map(|block| ((Part::Introduction, None), block))
        .collect();
    for section in &draft.sections {
        let place = (Part::Section, Some(section.id.clone()));
        let blocks = section.blocks.iter().cloned();
        body.extend(blocks.map(|block| (place.clone(), block)));
    }
    let disclaimer = draft.disclaimer.iter().cloned();
    body.extend(disclaimer.map(|block| ((Part::Disclaimer, None), block_of(block))));
    body
}

/// The blocks of a description with their place.
pub fn description_blocks(blocks: &[Block]) -> Body {
    let blocks = blocks.iter().cloned();
    blocks
        .map(|block| ((Part::Description, None), block))
        .collect()
}

fn heads_of(sections: &[Section]) -> HashMap<Anchor, SectionHead> {
    let head = |section: &Section| SectionHead {
        level: section.level,
        heading: section.heading.clone(),
        purpose: section.purpose,
    };
    sections
        .iter()
        .map(|section| (section.id.clone(), head(section)))
        .collect()
}

fn by_id(body: &Body) -> HashMap<&Anchor, &Block> {
    let blocks = body.iter().map(|(_, block)| block);
    blocks.map(|block| (block.id(), block)).collect()
}

/// `None` for a block that neither side has.
fn block_difference(
    change: PlaceChange,
    (part, section): &Place,
    before: Option<&Block>,
    after: Option<&Block>,
) -> Option<Difference> {
    let words = match (change, before, after) {
        (PlaceChange::Changed, Some(before), Some(after)) => {
            changed_words(&text_of(before), &text_of(after))
        }
        _ => Vec::new(),
    };
    Some(Difference::Block(BlockDifference {
        change,
        id: after.or(before)?.id().clone(),
        part: *part,
        section: section.clone(),
        before: before.cloned().map(Box::new),
        after: after.cloned().map(Box::new),
        words,
    }))
}

/// The blocks that stand in the same part as before, in the same order among those that do.
fn staying_blocks(before: &Body, after: &Body) -> HashSet<Anchor> {
    let by_place = |body: &Body| {
        let mut places: HashMap<Place, Vec<Anchor>> = HashMap::new();
        for (place, block) in body {
            let ids = places.entry(place.clone()).or_default();
            ids.push(block.id().clone());
        }
        places
    };
    let was = by_place(before);
    by_place(after)
        .iter()
        .filter_map(|(place, ids)| Some(in_same_order(was.get(place)?, ids)))
        .flatten()
        .collect()
}

/// What happened to a place that is there now: nothing, one thing, or it was both moved and changed.
fn change_of<T: PartialEq>(was: Option<&T>, is: Option<&T>, is_staying: bool) -> Vec<PlaceChange> {
    if was.is_none() {
        return vec![PlaceChange::Added];
    }
    let moved = (!is_staying).then_some(PlaceChange::Moved);
    let changed = (was != is).then_some(PlaceChange::Changed);
    moved.into_iter().chain(changed).collect()
}

/// The most ids that both sequences have in one order. As an id stands once in each, this is the longest run of rising
/// positions, which takes no more time for texts that have nothing in common.
fn in_same_order(before: &[Anchor], after: &[Anchor]) -> HashSet<Anchor> {
    let positions: HashMap<&Anchor, usize> = before.iter().zip(0..).collect();
    let found: Vec<(usize, &Anchor)> = after
        .iter()
        .filter_map(|id| Some((*positions.get(id)?, id)))
        .collect();
    // For each length the run of that length that ends lowest, by its last member; and for each member the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for (at, (position, _)) in found.iter().enumerate() {
        let length = ends.partition_point(|&end| found[end].0 < *position);
        previous.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    std::iter::successors(ends.last().copied(), |&at| previous[at])
        .map(|at| found[at].1.clone())
        .collect()
}

fn block_of(block: SimpleBlock) -> Block {
    match block {
        SimpleBlock::Paragraph(paragraph) => Block::Paragraph(paragraph),
        SimpleBlock::List(list) => Block::List(list),
    }
}
