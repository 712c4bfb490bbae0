//! How many hits are of what.

use std::cmp::Reverse;

use super::engine;
use super::found::Found;
use super::weights::place;
use crate::content::{
    ClaimStrength, KindCount, SearchFacets, SearchKind, Slug, StrengthCount, TopicCount,
};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::writing::to_json;

/// The values that narrow the search, those of most hits first.
pub async fn facets_of(session: &mut Session, found: &Found) -> Result<SearchFacets> {
    let ids = to_json(&found.values().collect::<Vec<_>>())?;
    let row = session.one(engine::VALUES, [ids.into()]).await?;
    let lines = row.map(|row| row.optional_text("facets")).transpose()?;
    let mut facets = SearchFacets::default();
    for line in lines.flatten().unwrap_or_default().lines() {
        let mut words = line.splitn(4, ' ');
        let mut word = || words.next().ok_or_else(|| corrupt(line));
        let count = found.count_of(place(word()?)?);
        add(&mut facets, (word()?, word()?, word()?), count)?;
    }
    let SearchFacets {
        kinds,
        conditions,
        therapies,
        strengths,
    } = &mut facets;
    kinds.sort_by_key(|kind| (Reverse(kind.count), kind.kind.as_str()));
    strengths.sort_by_key(|strength| (Reverse(strength.count), strength.strength.as_str()));
    for topics in [conditions, therapies] {
        topics.sort_by(|one, other| (other.count, &one.slug).cmp(&(one.count, &other.slug)));
    }
    Ok(facets)
}

/// Adds what has a kind, a value and, for what is stored as a therapy or condition, a name.
fn add(facets: &mut SearchFacets, facet: (&str, &str, &str), count: u32) -> Result<()> {
    match facet {
        ("kind", value, _) => {
            let kind = SearchKind::parse(value).map_err(corrupt)?;
            facets.kinds.push(KindCount { kind, count });
        }
        ("strength", value, _) => {
            let known = ClaimStrength::ALL.iter().find(|(word, _)| *word == value);
            let (_, strength) = known.ok_or_else(|| corrupt(value))?;
            let strength = *strength;
            facets.strengths.push(StrengthCount { strength, count });
        }
        // What a text names and is not stored narrows nothing.
        ("locale", ..) | (_, _, "") => {}
        (kind, value, name) => {
            let slug = Slug::parse(value).map_err(corrupt)?;
            let counts = match kind {
                "therapy" => &mut facets.therapies,
                _ => &mut facets.conditions,
            };
            let name = name.to_owned();
            counts.push(TopicCount { slug, name, count });
        }
    }
    Ok(())
}

fn corrupt(error: impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("a facet of the index: {error}"))
}
