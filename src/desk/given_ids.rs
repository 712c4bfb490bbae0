//! Which ids of a draft its author wrote, as far as its JSON tells.

use std::collections::HashSet;

use crate::content::{Anchor, ArticleDraft, Piece, walk_article};
use crate::error::{Error, Result, Violation};

/// The ids that the author of a draft wrote, in reading order: those that it names, and those that the draft before did
/// not have. Where it names none, those that were written before go on being so.
pub fn written_ids(
    draft: &ArticleDraft,
    has_written_ids: bool,
    before: Option<&ArticleDraft>,
) -> Result<Vec<Anchor>> {
    let given = ids_of(draft);
    refuse_unfit(draft, &given)?;
    let known: HashSet<Anchor> = before.map(ids_of).into_iter().flatten().collect();
    let named: HashSet<&Anchor> = match (has_written_ids, before) {
        (false, Some(before)) => before.written_ids.iter().collect(),
        _ => draft.written_ids.iter().collect(),
    };
    let is_written = |id: &Anchor| named.contains(id) || !known.contains(id);
    Ok(given.into_iter().filter(is_written).collect())
}

/// The ids of all places that have one, in reading order.
fn ids_of(draft: &ArticleDraft) -> Vec<Anchor> {
    let mut ids = Vec::new();
    walk_article(&mut draft.clone(), &mut |piece| {
        if let Piece::Place { id, .. } = piece
            && !id.is_unassigned()
        {
            ids.push(id.clone());
        }
    });
    ids
}

fn refuse_unfit(draft: &ArticleDraft, given: &[Anchor]) -> Result<()> {
    let given: HashSet<&Anchor> = given.iter().collect();
    let mut seen = HashSet::new();
    let mut violations = Vec::new();
    for (at, id) in draft.written_ids.iter().enumerate() {
        let (code, message) = match (given.contains(id), seen.insert(id)) {
            (true, true) => continue,
            (false, _) => ("unknown", format!("no place has the id `{id}`")),
            (true, false) => ("unique", format!("the id `{id}` stands twice")),
        };
        let pointer = format!("#/written_ids/{at}");
        violations.push(Violation::of_member(&pointer, code, message));
    }
    if violations.is_empty() {
        return Ok(());
    }
    Err(Error::Unfit(violations))
}
