//! The pages that match a query and that its filters let through: how many there are, of what, and which come first.

use std::collections::HashMap;

use super::SearchQuestion;
use super::engine::{self, Match};
use crate::content::SearchTerm;
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::Row;

/// What pages count above their scores, more than any score of BM25: those that match somewhere; those with all words in the
/// words that lead in; those with all in the title. Among few pages most words are so common that BM25 alone cannot tell
/// these apart.
pub const TIERS: [i64; 3] = [0, 1_000_000_000_000, 2_000_000_000_000];
/// No index has as many pages, or values that narrow a search.
const MOST: usize = 1 << 24;

/// What was found.
#[derive(Default)]
pub struct Found {
    pub total: u32,
    /// How many pages have each value, by its number.
    counts: Vec<u32>,
    /// For each page 1 in the tier in which it is, as a statement takes it.
    tiers: [Vec<u8>; TIERS.len()],
}

/// Numbers of values for each filter: a page must have one of each.
pub struct Filters(Vec<Vec<usize>>);

impl Found {
    pub async fn read(
        session: &mut Session,
        (wanted, terms): (&Match, &[SearchTerm]),
        filters: &Filters,
    ) -> Result<Self> {
        let values = [wanted, &Match::lead(terms), &Match::title(terms)].map(Match::value);
        let rows = session.all(engine::MATCHES, values).await?;
        let mut found = Self::default();
        for row in &rows {
            let pages = row.optional_text("pages")?.unwrap_or_default();
            let pages = pages.split(';').filter(|page| !page.is_empty());
            match usize::try_from(row.integer("tier")?).map_err(corrupt)? {
                0 => found.count(pages, filters)?,
                tier => found.raise(pages, tier)?,
            }
        }
        Ok(found)
    }

    /// Pages that match, each with its values.
    fn count<'t>(&mut self, pages: impl Iterator<Item = &'t str>, filters: &Filters) -> Result<()> {
        let mut values = Vec::new();
        for page in pages {
            let mut numbers = page.split(' ').map(number);
            let id = numbers.next().transpose()?.unwrap_or_default();
            values.clear();
            for value in numbers {
                values.push(value?);
            }
            if !filters.let_through(&values) {
                continue;
            }
            self.total += 1;
            *grown(&mut self.tiers[0], id) = 1;
            for value in &values {
                *grown(&mut self.counts, *value) += 1;
            }
        }
        Ok(())
    }

    /// Pages of a higher tier, among them those that do not match all of the query.
    fn raise<'t>(&mut self, pages: impl Iterator<Item = &'t str>, tier: usize) -> Result<()> {
        for page in pages {
            let id = number(page)?;
            if let Some(place) = self.tiers[tier - 1].get_mut(id)
                && std::mem::take(place) == 1
            {
                *grown(&mut self.tiers[tier], id) = 1;
            }
        }
        Ok(())
    }

    /// The pages of a tier, a byte for each id from 1; none where it has no page.
    pub fn pages_of(&self, tier: usize) -> Option<Vec<u8>> {
        let pages = &self.tiers[tier];
        pages.contains(&1).then(|| pages[1..].to_vec())
    }

    /// The numbers of the values that any page has.
    pub fn values(&self) -> impl Iterator<Item = usize> {
        let counts = self.counts.iter().enumerate();
        counts
            .filter(|(_, count)| **count > 0)
            .map(|(value, _)| value)
    }

    /// How many pages have the value of a number.
    pub fn count_of(&self, value: usize) -> u32 {
        self.counts.get(value).copied().unwrap_or(0)
    }
}

impl Filters {
    pub async fn read(session: &mut Session, question: &SearchQuestion) -> Result<Self> {
        let accepted = question.accepted();
        let asked = accepted.iter().flatten();
        let asked = asked.map(|(kind, value)| [(*kind).into(), (*value).into()]);
        let [before, after] = engine::NUMBERS;
        let rows = session.all_of(before, asked.collect(), after).await?;
        let known = rows.iter().map(|row: &Row| {
            let id = usize::try_from(row.integer("id")?).map_err(corrupt)?;
            Ok(((row.text("kind")?, row.text("value")?), id))
        });
        let known: HashMap<(String, String), usize> = known.collect::<Result<_>>()?;
        let id = |(kind, value): &(&str, &str)| {
            let value = ((*kind).to_owned(), (*value).to_owned());
            known.get(&value).copied()
        };
        let numbers = accepted.iter();
        let numbers = numbers.map(|values| values.iter().filter_map(id).collect());
        Ok(Self(numbers.collect()))
    }

    fn let_through(&self, values: &[usize]) -> bool {
        let mut filters = self.0.iter();
        filters.all(|accepted| accepted.iter().any(|value| values.contains(value)))
    }
}

/// The place of a number, made if it is not there.
fn grown<T: Clone + Default>(places: &mut Vec<T>, at: usize) -> &mut T {
    if places.len() <= at {
        places.resize(at + 1, T::default());
    }
    &mut places[at]
}

fn number(text: &str) -> Result<usize> {
    let number = text.parse().ok().filter(|number| *number < MOST);
    number.ok_or_else(|| corrupt(text))
}

fn corrupt(cause: impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("a page of the index: {cause}"))
}
