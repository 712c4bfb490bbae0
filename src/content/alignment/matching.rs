//! The pairing of places of two texts, step by step from the surest to the weakest.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Origin, Place};
use crate::content::{Anchor, Slug};

/// Places of both texts between two neighbours of the common subsequence.
pub struct Gap {
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
}

pub struct Matching<'a> {
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
    pub fn new(before: &'a [Place], after: &'a [Place]) -> Self {
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

    pub fn pair_common_subsequence(&mut self) -> Vec<Gap> {
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
    pub fn pair_unique_texts(&mut self) {
        let unique_before = unique_texts(self.before, &self.is_paired_before);
        let unique_after = unique_texts(self.after, &self.is_paired_after);
        for (text, after) in unique_after {
            if let Some(&before) = unique_before.get(&text) {
                self.pair(before, after);
            }
        }
    }

    /// What is left of one kind in one gap, paired in order.
    pub fn pair_leftovers(&mut self, gap: &Gap) {
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

    pub fn into_ids(mut self, origin: &Origin) -> Vec<Anchor> {
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
