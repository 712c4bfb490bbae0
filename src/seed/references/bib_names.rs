//! Names of BibTeX as names of CSL.

use biblatex::{Chunk, ChunksExt, Person};

use super::bibtex::BibField;
use crate::content::CslName;

/// Stands for an equals sign in braces; no text has this character.
const EQUALS: &str = "\u{10FFFE}";

/// The people of an `author` or `editor` field. A name without parts, such as one in braces, is a literal.
pub fn names_of(field: &BibField) -> Vec<CslName> {
    let mut chunks = field.chunks.clone();
    for chunk in &mut chunks {
        // The parser takes a name with an equals sign for a list of parts, also where braces say that it is none.
        if let Chunk::Verbatim(text) = &mut chunk.v {
            *text = text.replace('=', EQUALS);
        }
    }
    let people: Vec<Person> = chunks.parse().unwrap_or_default();
    people.into_iter().filter_map(name_of).collect()
}

fn name_of(person: Person) -> Option<CslName> {
    let family = part(&person.name);
    let given = part(&person.given_name);
    let particle = part(&person.prefix);
    let suffix = part(&person.suffix);
    let is_whole = given.is_none() && particle.is_none() && suffix.is_none();
    if is_whole {
        return family.map(|name| match name.as_str() {
            "others" => CslName::literal("et al.".to_owned()),
            _ => CslName::literal(name),
        });
    }
    let Some(family) = family else {
        let parts = [given, particle, suffix].into_iter().flatten();
        return Some(CslName::literal(parts.collect::<Vec<_>>().join(" ")));
    };
    // BibTeX prints the particle with the family name unless `useprefix` says otherwise.
    let (dropping_particle, non_dropping_particle) = match person.use_prefix {
        Some(false) => (particle, None),
        Some(true) | None => (None, particle),
    };
    Some(CslName {
        family: Some(family),
        given,
        dropping_particle,
        non_dropping_particle,
        suffix,
        literal: None,
    })
}

fn part(text: &str) -> Option<String> {
    let text = text.replace(EQUALS, "=");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
