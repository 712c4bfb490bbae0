//! Alignment: which place of a new text is which place of the text before it, so that ids survive editing.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::reading::plain_text;
use super::{Anchor, ArticleDraft, Block, Piece, Slug, walk_blocks, walk_simple_blocks};

/// Where a new id comes from when nothing of the head revision fits.
pub struct Origin<'a> {
    /// The id of the article, or the slug of the therapy or condition.
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
    visit_article(draft, &mut |part| {
        if let Part::Section { id, .. } | Part::Piece(Piece::Place { id, .. }) = part {
            *id = ids.next().unwrap_or_else(Anchor::unassigned);
        }
    });
}

/// The same for the description of a therapy or condition.
pub fn align_blocks(blocks: &mut [Block], head: Option<&[Block]>, origin: &Origin) {
    let before = head
        .map(|head| places_of_blocks(&mut head.to_vec()))
        .unwrap_or_default();
    let mut ids = aligned(&before, &places_of_blocks(blocks), origin).into_iter();
    walk_blocks(blocks, &mut |piece| {
        if let Piece::Place { id, .. } = piece {
            *id = ids.next().unwrap_or_else(Anchor::unassigned);
        }
    });
}

/// A section, block or list item as alignment sees it.
struct Place {
    id: Anchor,
    kind: &'static str,
    /// The text of the place itself, without the places inside it.
    text: String,
}

enum Part<'a> {
    Section {
        id: &'a mut Anchor,
        heading: &'a str,
    },
    Piece(Piece<'a>),
}

fn visit_article(draft: &mut ArticleDraft, visit: &mut impl FnMut(Part)) {
    walk_blocks(&mut draft.introduction, &mut |piece| {
        visit(Part::Piece(piece))
    });
    for section in &mut draft.sections {
        visit(Part::Section {
            id: &mut section.id,
            heading: &section.heading,
        });
        walk_blocks(&mut section.blocks, &mut |piece| visit(Part::Piece(piece)));
    }
    walk_simple_blocks(&mut draft.disclaimer, &mut |piece| {
        visit(Part::Piece(piece))
    });
    if let Some(call) = &mut draft.call_to_action {
        walk_simple_blocks(&mut call.body, &mut |piece| visit(Part::Piece(piece)));
    }
}

fn places_of_article(draft: &mut ArticleDraft) -> Vec<Place> {
    let mut places = Vec::new();
    visit_article(draft, &mut |part| match part {
        Part::Section { id, heading } => places.push(Place {
            id: id.clone(),
            kind: "section",
            text: heading.to_owned(),
        }),
        Part::Piece(piece) => collect(piece, &mut places),
    });
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
        Piece::Claim(_) | Piece::Therapy(_) | Piece::Condition(_) => return,
    };
    if let Some(place) = places.last_mut() {
        place.text.push('\n');
        place.text.push_str(&words);
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

/// Places of both texts between two neighbours of the common subsequence.
struct Gap {
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
}

struct Matching<'a> {
    before: &'a [Place],
    after: &'a [Place],
    /// For each place of `after`, its id once it has one.
    ids: Vec<Option<Anchor>>,
    taken: HashSet<Anchor>,
    is_paired_before: Vec<bool>,
    is_paired_after: Vec<bool>,
}

impl<'a> Matching<'a> {
    /// Ids that an author wrote stay, and nothing else may have them.
    fn new(before: &'a [Place], after: &'a [Place]) -> Self {
        let ids: Vec<Option<Anchor>> = after
            .iter()
            .map(|place| (!place.id.is_unassigned()).then(|| place.id.clone()))
            .collect();
        Self {
            taken: ids.iter().flatten().cloned().collect(),
            ids,
            is_paired_before: vec![false; before.len()],
            is_paired_after: vec![false; after.len()],
            before,
            after,
        }
    }

    fn pair(&mut self, before: usize, after: usize) {
        self.is_paired_before[before] = true;
        self.is_paired_after[after] = true;
        let id = &self.before[before].id;
        if self.ids[after].is_none() && self.taken.insert(id.clone()) {
            self.ids[after] = Some(id.clone());
        }
    }

    fn pair_common_subsequence(&mut self) -> Vec<Gap> {
        let key = |place: &'a Place| (place.kind, place.text.as_str());
        let before: Vec<_> = self.before.iter().map(key).collect();
        let after: Vec<_> = self.after.iter().map(key).collect();
        let mut gaps = Vec::new();
        let (mut gap_before, mut gap_after) = (0, 0);
        for operation in capture_diff_slices(Algorithm::Myers, &before, &after) {
            let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = operation
            else {
                continue;
            };
            gaps.push(Gap {
                before: gap_before..old_index,
                after: gap_after..new_index,
            });
            (0..len).for_each(|at| self.pair(old_index + at, new_index + at));
            (gap_before, gap_after) = (old_index + len, new_index + len);
        }
        gaps.push(Gap {
            before: gap_before..before.len(),
            after: gap_after..after.len(),
        });
        gaps
    }

    /// The same text anywhere, if it stands once in what is left of each text.
    fn pair_unique_texts(&mut self) {
        let unique_before = unique_texts(self.before, &self.is_paired_before);
        let unique_after = unique_texts(self.after, &self.is_paired_after);
        for (text, after) in unique_after {
            if let Some(&before) = unique_before.get(&text) {
                self.pair(before, after);
            }
        }
    }

    /// What is left of one kind in one gap, paired in order.
    fn pair_leftovers(&mut self, gap: &Gap) {
        let mut left: Vec<usize> = gap
            .before
            .clone()
            .filter(|&at| !self.is_paired_before[at])
            .collect();
        for after in gap.after.clone() {
            if self.is_paired_after[after] {
                continue;
            }
            let same_kind = left
                .iter()
                .position(|&before| self.before[before].kind == self.after[after].kind);
            if let Some(at) = same_kind {
                let before = left.remove(at);
                self.pair(before, after);
            }
        }
    }

    fn into_ids(mut self, origin: &Origin) -> Vec<Anchor> {
        let places = self.after;
        let ids = std::mem::take(&mut self.ids);
        ids.into_iter()
            .zip(places)
            .enumerate()
            .map(|(position, (id, place))| {
                id.unwrap_or_else(|| self.new_id(place, position, origin))
            })
            .collect()
    }

    fn new_id(&mut self, place: &Place, position: usize, origin: &Origin) -> Anchor {
        let stem = if place.kind == "section" {
            section_stem(&place.text)
        } else {
            None
        };
        for attempt in 1_u32.. {
            let candidate = match (&stem, attempt) {
                (Some(stem), 1) => stem.clone(),
                (Some(stem), _) => format!("{stem}-{attempt}"),
                (None, _) => derived(place.kind, position, attempt, origin),
            };
            if let Ok(id) = Anchor::parse(&candidate)
                && self.taken.insert(id.clone())
            {
                return id;
            }
        }
        unreachable!("a text has fewer places than there are attempts")
    }
}

fn unique_texts<'a>(
    places: &'a [Place],
    is_paired: &[bool],
) -> HashMap<(&'static str, &'a str), usize> {
    let mut found: HashMap<_, Option<usize>> = HashMap::new();
    for (at, place) in places
        .iter()
        .enumerate()
        .filter(|&(at, place)| !is_paired[at] && !place.text.is_empty())
    {
        found
            .entry((place.kind, place.text.as_str()))
            .and_modify(|only| *only = None)
            .or_insert(Some(at));
    }
    found
        .into_iter()
        .filter_map(|(text, only)| Some((text, only?)))
        .collect()
}

/// The id that a heading suggests; room is left for a number behind it.
fn section_stem(heading: &str) -> Option<String> {
    let slug = Slug::from_title(heading)?.to_string();
    let mut stem = if slug.starts_with(|c: char| c.is_ascii_digit()) {
        format!("s-{slug}")
    } else {
        slug
    };
    stem.truncate(100);
    Some(stem.trim_end_matches('-').to_owned())
}

fn derived(kind: &str, position: usize, attempt: u32, origin: &Origin) -> String {
    let name = format!("{}/{}/{position}/{attempt}", origin.owner, origin.revision);
    format!("{kind}-{}", &blake3::hash(name.as_bytes()).to_hex()[..8])
}
