//! The pages that match a query and that its filters let through: how many there are, of what, and which come first.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::SearchQuestion;
use super::engine::{self, Match};
use super::weights::{Weights, corrupt, grown, place};
use crate::error::Result;
use crate::store::database::Session;
use crate::store::value::Row;

/// What was found.
#[derive(Default)]
pub struct Found {
    pub total: u32,
    /// How many pages have each value, by its number.
    counts: Vec<u32>,
    /// What each page weighs, and its id: those that weigh most first.
    pages: Vec<(i64, usize)>,
}

/// Numbers of values for each filter: a page must have one of each.
pub struct Filters(Vec<Vec<usize>>);

impl Found {
    pub async fn read(
        session: &mut Session,
        (wanted, weights): (&Match, &Weights),
        filters: &Filters,
    ) -> Result<Self> {
        let row = session.one(engine::MATCHES, [wanted.value()]).await?;
        let pages = row.map(|row| row.optional_text("pages")).transpose()?;
        let mut found = Self::default();
        let mut values = Vec::new();
        for page in pages.flatten().unwrap_or_default().split(';') {
            let mut numbers = page.split(' ').filter(|number| !number.is_empty());
            let (Some(id), Some(title_words), Some(is_reviewed)) =
                (numbers.next(), numbers.next(), numbers.next())
            else {
                continue;
            };
            values.clear();
            for value in numbers {
                values.push(place(value)?);
            }
            if filters.let_through(&values) {
                let id = place(id)?;
                let weight = weights.of(id, place(title_words)?, is_reviewed == "1");
                found.add(weight, id, &values);
            }
        }
        found
            .pages
            .sort_unstable_by_key(|(weight, id)| (Reverse(*weight), *id));
        Ok(found)
    }

    fn add(&mut self, weight: i64, page: usize, values: &[usize]) {
        self.total += 1;
        self.pages.push((weight, page));
        for value in values {
            *grown(&mut self.counts, *value) += 1;
        }
    }

    /// The pages among which the first so many are that come after one of a weight, in runs: those that weigh the same as it;
    /// those that are surely among them; those that weigh the same as the last of them.
    pub fn runs(&self, at_most: i64, size: usize) -> [&[(i64, usize)]; 3] {
        let begin = self.pages.partition_point(|(weight, _)| *weight > at_most);
        let rest = &self.pages[begin..];
        let (first, rest) = rest.split_at(rest.partition_point(|(weight, _)| *weight == at_most));
        let last = rest.get(size.saturating_sub(1)).or(rest.last());
        let weight = last.map_or(0, |(weight, _)| *weight);
        let (head, tail) = rest.split_at(rest.partition_point(|(other, _)| *other > weight));
        let end = tail.partition_point(|(other, _)| *other == weight);
        [first, head, &tail[..end]]
    }

    /// Whether one of these pages was found.
    pub fn has_any(&self, pages: &[usize]) -> bool {
        self.pages.iter().any(|(_, page)| pages.contains(page))
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
