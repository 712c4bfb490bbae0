//! What is found in the bibliographies of a folder beside its texts: sources that nothing uses, that stand twice, and that
//! readers could not find.

use std::collections::{HashMap, HashSet};

use crate::content::{
    Block, Code, Found, Inline, Library, Piece, Reference, ReferenceKey, check_reference,
    walk_article, walk_blocks,
};

/// What is found in the references of a folder, each with the reference that it is about. Those that articles use were
/// checked with them.
pub fn check_bibliography(library: &Library) -> Vec<Found> {
    let by_articles = used_by_articles(library);
    let by_entries = used_by_entries(library);
    let mut found = Vec::new();
    let mut sources: HashMap<(String, i32), Vec<&Reference>> = HashMap::new();
    for reference in library.references.iter().map(|read| &read.content) {
        if !by_articles.contains(&reference.key) {
            found.extend(check_reference(reference));
            if !by_entries.contains(&reference.key) {
                found.push(uncited(reference));
            }
        }
        let Some(known) = name_of(reference).map(|name| sources.entry(name).or_default()) else {
            continue;
        };
        if let Some(first) = known.iter().find(|first| is_same(first, reference)) {
            found.push(twice(first, reference));
        }
        known.push(reference);
    }
    found
}

fn uncited(reference: &Reference) -> Found {
    let message = format!(
        "no article, therapy or condition cites or lists `{}`",
        reference.key
    );
    let advice = "cite it, list it as further reading under `references`, or remove it";
    Found::of_reference(
        Code::UncitedReference,
        reference.key.clone(),
        message,
        advice,
    )
}

fn twice(first: &Reference, second: &Reference) -> Found {
    let message = format!(
        "`{}` has the title and the year of `{}`",
        second.key, first.key
    );
    let advice = "if both are one source, keep one and cite it everywhere by its key";
    Found::of_reference(Code::SameSourceTwice, second.key.clone(), message, advice)
}

/// What two entries of one source have in common however they are written: the letters of the title, and the year.
fn name_of(reference: &Reference) -> Option<(String, i32)> {
    let year = reference.issued.as_ref()?.year?;
    let letters = folded(&reference.title);
    (!letters.is_empty()).then_some((letters, year))
}

/// Sources with one name differ where others wrote them, where a register has two numbers for them, or where they are parts
/// of different things: many volumes have an `Introduction`.
fn is_same(first: &Reference, second: &Reference) -> bool {
    let identifiers = first.shared_identifiers();
    let have_two_numbers = second.shared_identifiers().iter().any(|identifier| {
        let same_kind = identifiers
            .iter()
            .find(|known| known.member == identifier.member);
        same_kind.is_some_and(|known| known.folded != identifier.folded)
    });
    let author = |reference: &Reference| {
        let first = reference.author.first()?;
        let name = first.family.as_ref().or(first.literal.as_ref())?;
        Some(folded(name))
    };
    let container = |reference: &Reference| reference.container_title.as_deref().map(folded);
    let edition = |reference: &Reference| reference.edition.as_deref().map(folded);
    !have_two_numbers
        && is_one(author(first), author(second))
        && is_one(container(first), container(second))
        && is_one(edition(first), edition(second))
}

/// What only one of two says does not tell them apart.
fn is_one(first: Option<String>, second: Option<String>) -> bool {
    first.is_none() || second.is_none() || first == second
}

fn folded(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn used_by_articles(library: &Library) -> HashSet<ReferenceKey> {
    let mut used = HashSet::new();
    for article in &library.articles {
        used.extend(article.draft.references.iter().cloned());
        walk_article(&mut article.draft.clone(), &mut |piece| {
            add_cited(piece, &mut used);
        });
    }
    used
}

fn used_by_entries(library: &Library) -> HashSet<ReferenceKey> {
    let therapies = library.therapies.iter();
    let conditions = library.conditions.iter();
    let descriptions = therapies
        .map(|therapy| &therapy.content.description)
        .chain(conditions.map(|condition| &condition.content.description));
    let mut used = HashSet::new();
    for description in descriptions {
        let mut blocks: Vec<Block> = description.clone();
        walk_blocks(&mut blocks, &mut |piece| add_cited(piece, &mut used));
    }
    used
}

fn add_cited(piece: Piece, used: &mut HashSet<ReferenceKey>) {
    if let Piece::Inlines(inlines) = piece {
        for inline in inlines.iter() {
            if let Inline::Citation(citation) = inline {
                used.extend(citation.references.iter().cloned());
            }
        }
    }
}

#[cfg(test)]
mod tests;
