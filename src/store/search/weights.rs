//! What the terms of a query weigh, page by page: a rare word more than a common one, in a title more than in a heading.

use super::engine::{self, Field, Match};
use crate::content::SearchTerm;
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::Row;

/// What a term weighs in the title, in what leads in, and in the names of what the page is about.
const TITLE: f64 = 1000.0;
const LEAD: f64 = 500.0;
const TOPIC: f64 = 250.0;
/// What it weighs anywhere in a page whose title has another.
const ANYWHERE: f64 = 250.0;
/// Among fewer pages no word is so common that it says nothing.
const FEW_PAGES: i64 = 1000;

/// What is known of the terms of a query before any of it is matched.
#[derive(Default)]
pub struct Weights {
    all_pages: i64,
    /// How many pages have each term.
    having: Vec<i64>,
    /// What the terms weigh in each page, by its id.
    weights: Vec<i64>,
    /// How many words of the title of each page are in the query.
    in_titles: Vec<usize>,
    /// The pages that have each term in their title.
    titled: Vec<Vec<usize>>,
}

impl Weights {
    pub async fn read(session: &mut Session, terms: &[SearchTerm]) -> Result<Self> {
        let mut asked = Vec::new();
        for (term, number) in terms.iter().zip(0_i64..) {
            for (field, code) in Field::ALL.into_iter().zip(0_i64..) {
                asked.push([number.into(), code.into(), Match::term(term, field).value()]);
            }
        }
        let [before, after] = engine::TERMS;
        let rows = session.all_of(before, asked, after).await?;
        let mut weights = Self {
            having: vec![0; terms.len()],
            titled: vec![Vec::new(); terms.len()],
            ..Self::default()
        };
        for (number, term) in terms.iter().enumerate() {
            weights.add(number, term, &rows)?;
        }
        Ok(weights)
    }

    /// Adds what one term weighs: in each page where it weighs most.
    fn add(&mut self, number: usize, term: &SearchTerm, rows: &[Row]) -> Result<()> {
        let mut best: Vec<i64> = Vec::new();
        for row in rows {
            if usize::try_from(row.integer("term")?).map_err(corrupt)? != number {
                continue;
            }
            self.all_pages = row.integer("all_pages")?;
            let field = row.integer("field")?;
            if field == 0 {
                self.having[number] = row.integer("found")?;
                continue;
            }
            let pages = row.optional_text("pages")?.unwrap_or_default();
            let pages = pages.split(' ').filter(|page| !page.is_empty()).map(place);
            let pages = pages.collect::<Result<Vec<_>>>()?;
            let is_title = field == 1;
            let unit = match field {
                1 => TITLE,
                2 => LEAD,
                _ => TOPIC,
            };
            let weight = self.rarity(pages.len(), unit);
            for &page in &pages {
                if is_title {
                    *grown(&mut self.in_titles, page) += term.words.len();
                }
                let known = grown(&mut best, page);
                *grown(&mut self.weights, page) += (weight - *known).max(0);
                *known = weight.max(*known);
            }
            if is_title {
                self.titled[number] = pages;
            }
        }
        Ok(())
    }

    /// Adds what other terms weigh in what has one of them in its title, wherever it has them.
    pub async fn weigh_titled(
        &mut self,
        session: &mut Session,
        terms: &[SearchTerm],
        titled: usize,
    ) -> Result<()> {
        let others = terms.iter().zip(0_i64..);
        let others = others.filter(|(term, _)| **term != terms[titled]);
        let asked = others.map(|(term, number)| {
            let wanted = Match::titled(term, &terms[titled]);
            [number.into(), 1.into(), wanted.value()]
        });
        let [before, after] = engine::TERMS;
        for row in session.all_of(before, asked.collect(), after).await? {
            let number = usize::try_from(row.integer("term")?).map_err(corrupt)?;
            let having = usize::try_from(self.having[number]).map_err(corrupt)?;
            let weight = self.rarity(having, ANYWHERE);
            let pages = row.optional_text("pages")?.unwrap_or_default();
            for page in pages.split(' ').filter(|page| !page.is_empty()) {
                *grown(&mut self.weights, place(page)?) += weight;
            }
        }
        Ok(())
    }

    /// The term that says best what is asked for, and the pages that have it in their title: among many pages the one of some
    /// terms that fewest titles have, if these are fewer than the pages that have any of the others at all.
    pub fn subject(&self, terms: &[usize]) -> Option<(usize, &[usize])> {
        let titled = terms.iter().map(|term| (*term, &*self.titled[*term]));
        let titled = titled.filter(|(_, pages)| !pages.is_empty());
        let (subject, pages) = titled.min_by_key(|(_, pages)| pages.len())?;
        let mut others = terms.iter().filter(|term| **term != subject);
        let titles = i64::try_from(pages.len()).ok()?;
        let is_rarest = others.all(|term| titles < self.having[*term]);
        (self.all_pages >= FEW_PAGES && is_rarest).then_some((subject, pages))
    }

    /// What a term that some pages have weighs: as in BM25.
    fn rarity(&self, having: usize, unit: f64) -> i64 {
        let having = having as f64;
        let others = (self.all_pages as f64 - having).max(0.0);
        let rarity = (1.0 + (others + 0.5) / (having + 0.5)).ln();
        (rarity * unit) as i64
    }

    /// Whether no page has the term.
    pub fn is_missing(&self, term: usize) -> bool {
        self.having[term] == 0
    }

    /// Whether more than half of many pages have the term: where one says more, it need not be there.
    pub fn is_common(&self, term: usize) -> bool {
        self.all_pages >= FEW_PAGES && self.having[term] * 2 > self.all_pages
    }

    /// What a page weighs; a little more where the words of the query are more of its title, and of these pages where somebody
    /// has reviewed it.
    pub fn of(&self, page: usize, title_words: usize, is_reviewed: bool) -> i64 {
        let in_title = self.in_titles.get(page).copied().unwrap_or(0);
        let weight = self.weights.get(page).copied().unwrap_or(0);
        let share = (in_title * 100 / title_words.max(1)).min(100);
        2 * (weight + i64::try_from(share).unwrap_or(0)) + i64::from(is_reviewed)
    }
}

/// The place of a number, made if it is not there.
pub fn grown<T: Clone + Default>(places: &mut Vec<T>, at: usize) -> &mut T {
    if places.len() <= at {
        places.resize(at + 1, T::default());
    }
    &mut places[at]
}

/// No index has as many pages, or values that narrow a search.
const MOST: usize = 1 << 24;

/// The place of what has a number.
pub fn place(number: &str) -> Result<usize> {
    let place = number.parse().ok().filter(|place| *place < MOST);
    place.ok_or_else(|| corrupt(number))
}

pub fn corrupt(cause: impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("a page of the index: {cause}"))
}
