//! How content differs from what it was: field by field, and inside a text block by block.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Anchor, ArticleDraft, Block, Purpose, Section, SimpleBlock};

/// One way in which content differs from what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Difference {
    /// A value outside the text.
    Field {
        field: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Value>,
    },
    /// A section by itself; what happens to its blocks is told of each.
    Section {
        change: PlaceChange,
        id: Anchor,
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<SectionHead>,
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<SectionHead>,
    },
    /// A block of the text.
    Block {
        change: PlaceChange,
        id: Anchor,
        /// Where it stands, or stood.
        #[serde(flatten)]
        part: Part,
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<Box<Block>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Box<Block>>,
    },
}

/// What happened to a section or block. One that was moved and changed is told of twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceChange {
    Added,
    Changed,
    Moved,
    Removed,
}

/// The part of a text that a block stands in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "part", content = "section", rename_all = "snake_case")]
pub enum Part {
    Introduction,
    Section(Anchor),
    Disclaimer,
    Description,
}

/// What a section says besides its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionHead {
    pub level: u8,
    pub heading: String,
    pub purpose: Purpose,
}

/// The members of a document that are told of by section and block.
const TEXT_MEMBERS: [&str; 4] = ["introduction", "sections", "disclaimer", "description"];

/// How an article differs from what it was. Both have their ids.
pub fn differences_of_articles(before: &ArticleDraft, after: &ArticleDraft) -> Vec<Difference> {
    let mut differences = differences_of_fields(before, after);
    differences.extend(differences_of_sections(&before.sections, &after.sections));
    differences.extend(differences_of_blocks(&body_of(before), &body_of(after)));
    differences
}

/// How an entry differs from what it was, with the blocks of its description, if its kind has one.
pub fn differences_of_entries<T: Serialize>(
    (before, before_blocks): (&T, &[Block]),
    (after, after_blocks): (&T, &[Block]),
) -> Vec<Difference> {
    let body = |blocks: &[Block]| -> Body {
        let blocks = blocks.iter().cloned();
        blocks.map(|block| (Part::Description, block)).collect()
    };
    let mut differences = differences_of_fields(before, after);
    differences.extend(differences_of_blocks(
        &body(before_blocks),
        &body(after_blocks),
    ));
    differences
}

/// How two documents of one kind differ, member by member, but for their texts.
fn differences_of_fields<T: Serialize>(before: &T, after: &T) -> Vec<Difference> {
    let (before, after) = (members_of(before), members_of(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| !TEXT_MEMBERS.contains(&name.as_str()))
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Difference::Field {
            field: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

/// The members that say something: those without a value are left out, like empty lists.
fn members_of(content: &impl Serialize) -> HashMap<String, Value> {
    let Ok(Value::Object(members)) = serde_json::to_value(content) else {
        return HashMap::new();
    };
    let is_something =
        |value: &Value| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
    members
        .into_iter()
        .filter(|(_, value)| is_something(value))
        .collect()
}

fn differences_of_sections(before: &[Section], after: &[Section]) -> Vec<Difference> {
    let was = heads_of(before);
    let is = heads_of(after);
    let ids = |sections: &[Section]| -> Vec<Anchor> {
        sections.iter().map(|section| section.id.clone()).collect()
    };
    let (before, after) = (ids(before), ids(after));
    let staying = common_subsequence(&before, &after);
    let mut differences = Vec::new();
    let mut tell = |change, id: &Anchor| {
        differences.push(Difference::Section {
            change,
            id: id.clone(),
            before: was.get(id).cloned(),
            after: is.get(id).cloned(),
        });
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

/// Blocks with the part that each stands in, in reading order.
type Body = Vec<(Part, Block)>;

fn differences_of_blocks(before: &Body, after: &Body) -> Vec<Difference> {
    let by_id = |body: &'_ Body| -> HashMap<Anchor, Block> {
        let blocks = body.iter();
        blocks
            .map(|(_, block)| (block.id().clone(), block.clone()))
            .collect()
    };
    let was = by_id(before);
    let is = by_id(after);
    let staying = staying_blocks(before, after);
    let mut differences = Vec::new();
    let mut tell = |change, id: &Anchor, part: &Part| {
        differences.push(Difference::Block {
            change,
            id: id.clone(),
            part: part.clone(),
            before: was.get(id).cloned().map(Box::new),
            after: is.get(id).cloned().map(Box::new),
        });
    };
    for (part, block) in after {
        let id = block.id();
        let change = change_of(was.get(id), Some(block), staying.contains(id));
        change.into_iter().for_each(|change| tell(change, id, part));
    }
    for (part, block) in before
        .iter()
        .filter(|(_, block)| !is.contains_key(block.id()))
    {
        tell(PlaceChange::Removed, block.id(), part);
    }
    differences
}

/// The blocks that stand in the same part as before, in the same order among those that do.
fn staying_blocks(before: &Body, after: &Body) -> HashSet<Anchor> {
    let by_part = |body: &Body| {
        let mut parts: HashMap<Part, Vec<Anchor>> = HashMap::new();
        for (part, block) in body {
            parts
                .entry(part.clone())
                .or_default()
                .push(block.id().clone());
        }
        parts
    };
    let was = by_part(before);
    by_part(after)
        .iter()
        .filter_map(|(part, ids)| Some(common_subsequence(was.get(part)?, ids)))
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

/// What two sequences have in common, in order.
fn common_subsequence(before: &[Anchor], after: &[Anchor]) -> HashSet<Anchor> {
    capture_diff_slices(Algorithm::Myers, before, after)
        .into_iter()
        .filter_map(|operation| match operation {
            DiffOp::Equal { old_index, len, .. } => Some(&before[old_index..old_index + len]),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
        })
        .flatten()
        .cloned()
        .collect()
}

fn body_of(draft: &ArticleDraft) -> Body {
    let introduction = draft.introduction.iter().cloned();
    let mut body: Body = introduction
        .map(|block| (Part::Introduction, block))
        .collect();
    for section in &draft.sections {
        let blocks = section.blocks.iter().cloned();
        body.extend(blocks.map(|block| (Part::Section(section.id.clone()), block)));
    }
    let disclaimer = draft.disclaimer.iter().cloned();
    body.extend(disclaimer.map(|block| (Part::Disclaimer, block_of(block))));
    body
}

fn block_of(block: SimpleBlock) -> Block {
    match block {
        SimpleBlock::Paragraph(paragraph) => Block::Paragraph(paragraph),
        SimpleBlock::List(list) => Block::List(list),
    }
}

#[cfg(test)]
mod tests;
