//! How many hits there are, and of what.

use super::engine;
use crate::content::{
    ClaimStrength, KindCount, SearchFacets, SearchKind, StrengthCount, TopicCount,
};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::{Row, Value};

/// All hits, by what narrows the search.
pub struct Counts {
    pub total: u32,
    pub facets: SearchFacets,
}

pub async fn count(session: &mut Session, values: [Value; 6]) -> Result<Counts> {
    let rows = session.all(engine::COUNTS, values).await?;
    let mut counts = Counts {
        total: 0,
        facets: SearchFacets::default(),
    };
    for row in &rows {
        counts.add(row)?;
    }
    Ok(counts)
}

impl Counts {
    fn add(&mut self, row: &Row) -> Result<()> {
        let (kind, value) = (row.text("kind")?, row.text("value")?);
        let count = u32::try_from(row.integer("count")?).map_err(corrupt)?;
        match kind.as_str() {
            "kind" => {
                let kind = SearchKind::parse(&value).map_err(corrupt)?;
                self.total += count;
                self.facets.kinds.push(KindCount { kind, count });
            }
            "strength" => {
                let known = ClaimStrength::ALL.iter().find(|(word, _)| *word == value);
                let (_, strength) = known.ok_or_else(|| corrupt(&value))?;
                self.facets.strengths.push(StrengthCount {
                    strength: *strength,
                    count,
                });
            }
            topics => {
                // What a text names and is not stored narrows nothing.
                let Some(name) = row.optional_text("name")? else {
                    return Ok(());
                };
                let slug = row.parsed("value")?;
                let counts = match topics {
                    "therapy" => &mut self.facets.therapies,
                    _ => &mut self.facets.conditions,
                };
                counts.push(TopicCount { slug, name, count });
            }
        }
        Ok(())
    }
}

fn corrupt(error: impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("a facet of the index: {error}"))
}
