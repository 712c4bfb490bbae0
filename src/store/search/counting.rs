//! How many hits are of what.

use std::cmp::Reverse;

use super::engine;
use super::found::Found;
use crate::content::{
    ClaimStrength, KindCount, SearchFacets, SearchKind, StrengthCount, TopicCount,
};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::Row;

/// The values that narrow the search, those of most hits first.
pub async fn facets_of(session: &mut Session, found: &Found) -> Result<SearchFacets> {
    let ids = found.values().map(i64::try_from);
    let ids = ids.map(|id| Ok([id.map_err(corrupt)?.into()]));
    let [before, after] = engine::VALUES;
    let ids = ids.collect::<Result<Vec<_>>>()?;
    let rows = session.all_of(before, ids, after).await?;
    let mut facets = SearchFacets::default();
    for row in &rows {
        let id = usize::try_from(row.integer("id")?).map_err(corrupt)?;
        add(&mut facets, row, found.count_of(id))?;
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

fn add(facets: &mut SearchFacets, row: &Row, count: u32) -> Result<()> {
    let value = row.text("value")?;
    match row.text("kind")?.as_str() {
        "kind" => {
            let kind = SearchKind::parse(&value).map_err(corrupt)?;
            facets.kinds.push(KindCount { kind, count });
        }
        "strength" => {
            let known = ClaimStrength::ALL.iter().find(|(word, _)| *word == value);
            let (_, strength) = known.ok_or_else(|| corrupt(&value))?;
            let strength = *strength;
            facets.strengths.push(StrengthCount { strength, count });
        }
        "locale" => {}
        topics => {
            // What a text names and is not stored narrows nothing.
            let Some(name) = row.optional_text("name")? else {
                return Ok(());
            };
            let slug = row.parsed("value")?;
            let counts = match topics {
                "therapy" => &mut facets.therapies,
                _ => &mut facets.conditions,
            };
            counts.push(TopicCount { slug, name, count });
        }
    }
    Ok(())
}

fn corrupt(error: impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("a facet of the index: {error}"))
}
