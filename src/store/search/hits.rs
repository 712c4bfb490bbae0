//! The hits of one page: ranked by the engine, each with the part in which the words are.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::attempts::Attempt;
use super::engine;
use super::weights::{corrupt, place};
use super::{SearchQuestion, named};
use crate::content::{Anchor, Marked, SearchExcerpt, SearchHit, SearchSection, Sought};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::database::Session;
use crate::store::page::{Page, Slice};
use crate::store::value::{Row, Value};

/// What a page weighs counts above its score by BM25, of which none is as much.
const WEIGHT: i64 = 1_000_000_000_000;

/// A page of the index that matches, before its parts are looked at.
struct Ranked {
    id: i64,
    score: i64,
    summary: String,
    hit: SearchHit,
}

/// A part of a page as it is stored.
struct Part {
    section: Option<Anchor>,
    heading: String,
    labels: String,
    text: String,
}

/// The same with the places where the words of the query are.
struct MarkedPart<'p> {
    part: &'p Part,
    heading: Marked<'p>,
    labels: Marked<'p>,
    text: Marked<'p>,
}

impl Store {
    pub(super) async fn hits(
        &self,
        session: &mut Session,
        (question, page): (&SearchQuestion, &Page),
        attempt: &Attempt,
    ) -> Result<Slice<SearchHit>> {
        let ranked = self.best(session, page, attempt).await?;
        let key = |last: &Ranked| vec![last.score.to_string(), last.id.to_string()];
        let slice = Slice::cut(ranked, page, &question.question(), key);
        let mut parts = parts_of(session, &slice.items).await?;
        let sought = Sought::of(&attempt.terms);
        Ok(slice.filter_map(|ranked| {
            let parts = parts.remove(&ranked.id).unwrap_or_default();
            Some(ranked.shown(&parts, &sought))
        }))
    }

    /// The best of what was found, after the cursor. Only those pages get a score by which they may come into this part of the
    /// list: most often few.
    async fn best(
        &self,
        session: &mut Session,
        page: &Page,
        attempt: &Attempt,
    ) -> Result<Vec<Ranked>> {
        let size = page.size.and_one();
        let cursor = page.cursor.as_ref();
        let part = |at: usize| cursor.and_then(|cursor| cursor.part(at).parse::<i64>().ok());
        let (score, id) = (part(0).unwrap_or(i64::MAX), part(1).unwrap_or(0));
        let places = usize::try_from(size).unwrap_or(usize::MAX);
        let runs = attempt.found.runs(score / WEIGHT, places);
        if runs.concat().is_empty() {
            return Ok(Vec::new());
        }
        let values = [
            attempt.wanted.value(),
            Value::Bytes(mask(&runs)),
            (score % WEIGHT).into(),
            id.into(),
            // The second run is not in the order of its weights, and shorter than what is asked for.
            (2 * size).into(),
        ];
        let rows = session.all(engine::HITS, values).await?;
        let weights = runs.concat().into_iter().filter_map(weight_by_id).collect();
        let ranked = rows.iter().map(|row| self.ranked(row, &weights));
        let mut ranked = ranked.collect::<Result<Vec<_>>>()?;
        ranked.sort_by_key(|page| (Reverse(page.score), page.id));
        ranked.truncate(places);
        Ok(ranked)
    }

    fn ranked(&self, row: &Row, weights: &HashMap<i64, i64>) -> Result<Ranked> {
        let (kind, slug, locale) = named(row)?;
        let id = row.integer("id")?;
        let weight = weights.get(&id).copied().unwrap_or(0);
        Ok(Ranked {
            id,
            score: row.integer("score")? + weight * WEIGHT,
            summary: row.text("summary")?,
            hit: SearchHit {
                kind,
                link: self.link_of(kind, &slug, locale.as_ref()),
                slug,
                locale,
                title: row.text("title")?,
                section: None,
                excerpts: Vec::new(),
            },
        })
    }
}

fn weight_by_id((weight, id): (i64, usize)) -> Option<(i64, i64)> {
    Some((i64::try_from(id).ok()?, weight))
}

/// A byte for each id from 1: 3 for the pages of the first run, then 2, then 1; 0 for all others.
fn mask(runs: &[&[(i64, usize)]; 3]) -> Vec<u8> {
    let ids = runs.iter().copied().flatten().map(|(_, id)| *id);
    let mut mask = vec![0; ids.max().unwrap_or(0)];
    for (run, byte) in runs.iter().zip([3, 2, 1]) {
        for (_, id) in run.iter().filter(|(_, id)| *id > 0) {
            mask[id - 1] = byte;
        }
    }
    mask
}

/// The parts of some pages, in their order.
async fn parts_of(session: &mut Session, ranked: &[Ranked]) -> Result<HashMap<i64, Vec<Part>>> {
    let asked = ranked.iter().map(|page| [page.id.into()]);
    let [before, after] = engine::PARTS;
    let rows = session.all_of(before, asked.collect(), after).await?;
    let parts = rows
        .iter()
        .map(|row| Ok((row.integer("page")?, Part::all_of(row)?)));
    parts.collect()
}

impl Ranked {
    /// The hit with what its best part says; of equals the first.
    fn shown(self, parts: &[Part], sought: &Sought) -> SearchHit {
        let marked = parts.iter().rev().map(|part| part.marked(sought));
        let best = marked.max_by_key(MarkedPart::weight);
        let mut excerpts = best.as_ref().map_or(Vec::new(), MarkedPart::excerpts);
        if excerpts.is_empty() {
            excerpts.push(SearchExcerpt::beginning(&self.summary));
        }
        let section = best
            .filter(|best| best.weight() > (0, 0, 0))
            .and_then(|best| best.part.section());
        SearchHit {
            section,
            excerpts,
            ..self.hit
        }
    }
}

impl Part {
    /// The parts of a page, cut out of its texts.
    fn all_of(row: &Row) -> Result<Vec<Self>> {
        let (lengths, texts) = (row.text("lengths")?, row.text("texts")?);
        let mut lengths = lengths.split(' ').map(place).peekable();
        let mut rest = texts.as_str();
        let mut parts = Vec::new();
        while lengths.peek().is_some() {
            let mut next = || {
                let length = lengths.next().unwrap_or_else(|| Err(corrupt("a length")))?;
                let cut = rest.split_at_checked(length);
                let (text, after) = cut.ok_or_else(|| corrupt("a length of its texts"))?;
                rest = after;
                Ok::<_, Error>(text.to_owned())
            };
            let section = next()?;
            let section = (!section.is_empty()).then(|| Anchor::parse(&section));
            parts.push(Self {
                section: section.transpose().map_err(corrupt)?,
                heading: next()?,
                labels: next()?,
                text: next()?,
            });
        }
        Ok(parts)
    }

    fn marked(&self, sought: &Sought) -> MarkedPart<'_> {
        MarkedPart {
            part: self,
            heading: sought.mark(&self.heading),
            labels: sought.mark(&self.labels),
            text: sought.mark(&self.text),
        }
    }

    fn section(&self) -> Option<SearchSection> {
        let id = self.section.clone()?;
        let heading = self.heading.clone();
        Some(SearchSection { id, heading })
    }
}

impl MarkedPart<'_> {
    /// How many different words match, how many of them in what leads in, and how many in the heading.
    fn weight(&self) -> (usize, usize, usize) {
        let heading = self.heading.terms();
        let lead = &heading | &self.labels.terms();
        let all = &lead | &self.text.terms();
        (all.len(), lead.len(), heading.len())
    }

    /// What it says of the words: its text, and what leads in where that has as many words or others. Before the first heading
    /// these are keywords, which nobody reads.
    fn excerpts(&self) -> Vec<SearchExcerpt> {
        let text = self.text.excerpt();
        let (said, leading) = (self.text.terms(), self.labels.terms());
        let labels = self.labels.excerpt();
        let labels = labels.filter(|_| self.part.section.is_some());
        let excerpts = match leading.len() >= said.len() {
            true => [labels, text],
            false => [text, labels.filter(|_| !leading.is_subset(&said))],
        };
        excerpts.into_iter().flatten().collect()
    }
}
