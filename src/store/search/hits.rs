//! The hits of one page: ranked by the engine, each with the part in which the words are.

use std::collections::{BTreeSet, HashMap};

use super::correcting::{LAST, folded};
use super::engine::{self, Match};
use super::{SearchQuestion, named};
use crate::content::{Anchor, Marked, SearchExcerpt, SearchHit, SearchSection, SearchTerm};
use crate::error::Result;
use crate::store::Store;
use crate::store::database::Session;
use crate::store::page::{Page, Slice};
use crate::store::value::{Row, Value};

/// A page of the index that matches, before its parts are looked at.
struct Ranked {
    id: i64,
    score: i64,
    summary: String,
    hit: SearchHit,
}

/// A part that matches.
struct Part {
    section: Option<SearchSection>,
    heading: Marked,
    labels: Marked,
    text: Marked,
}

impl Store {
    pub(super) async fn hits(
        &self,
        session: &mut Session,
        question: &SearchQuestion,
        (wanted, terms): (&Match, &[SearchTerm]),
        page: &Page,
    ) -> Result<Slice<SearchHit>> {
        let rows = session
            .all(
                engine::HITS,
                with_page(question.values(wanted), page, terms),
            )
            .await?;
        let ranked = rows.iter().map(|row| self.ranked(row));
        let ranked = ranked.collect::<Result<Vec<_>>>()?;
        let key = |last: &Ranked| vec![last.score.to_string(), last.id.to_string()];
        let slice = Slice::cut(ranked, page, &question.question(), key);
        let anything = Match::any(&whole_words(session, terms).await?, &[]);
        let mut parts = parts_of(session, &slice.items, &anything).await?;
        Ok(slice.filter_map(|ranked| {
            let parts = parts.remove(&ranked.id).unwrap_or_default();
            Some(ranked.shown(parts))
        }))
    }

    fn ranked(&self, row: &Row) -> Result<Ranked> {
        let (kind, slug, locale) = named(row)?;
        Ok(Ranked {
            id: row.integer("id")?,
            score: row.integer("score")?,
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

/// The values of a question with those of its page and of its order.
fn with_page(values: [Value; 6], page: &Page, terms: &[SearchTerm]) -> [Value; 11] {
    let cursor = page.cursor.as_ref();
    let part = |at: usize| cursor.and_then(|cursor| cursor.part(at).parse::<i64>().ok());
    let [wanted, kind, locale, condition, therapy, strength] = values;
    [
        wanted,
        kind,
        locale,
        condition,
        therapy,
        strength,
        part(0).unwrap_or(i64::MAX).into(),
        part(1).unwrap_or(0).into(),
        page.size.and_one().into(),
        Match::title(terms).value(),
        Match::lead(terms).value(),
    ]
}

/// The words of some terms, with those that a beginning most often becomes.
async fn whole_words(session: &mut Session, terms: &[SearchTerm]) -> Result<Vec<SearchTerm>> {
    let whole = |words: Vec<String>| SearchTerm {
        words,
        is_beginning: false,
    };
    let mut all: Vec<SearchTerm> = terms.iter().map(|term| whole(term.words.clone())).collect();
    let beginning = terms.iter().find(|term| term.is_beginning);
    if let Some(word) = beginning.and_then(SearchTerm::word) {
        let (first, last) = (folded(word), format!("{}{LAST}", folded(word)));
        let values = [first.into(), last.into()];
        for row in session.all(engine::COMPLETIONS, values).await? {
            all.push(whole(vec![row.text("term")?]));
        }
    }
    Ok(all)
}

/// The parts of some pages that have any of the words.
async fn parts_of(
    session: &mut Session,
    ranked: &[Ranked],
    anything: &Match,
) -> Result<HashMap<i64, Vec<Part>>> {
    let asked = ranked.iter().map(|page| [page.id.into(), anything.value()]);
    let rows = session
        .all_of(engine::PARTS[0], asked.collect(), engine::PARTS[1])
        .await?;
    let mut parts: HashMap<i64, Vec<Part>> = HashMap::new();
    for row in &rows {
        let of_page = parts.entry(row.integer("page")?).or_default();
        of_page.push(Part::read(row)?);
    }
    Ok(parts)
}

impl Ranked {
    /// The hit with what its best part says; of equals the first.
    fn shown(self, parts: Vec<Part>) -> SearchHit {
        let best = parts.into_iter().rev().max_by_key(Part::weight);
        let (section, mut excerpts) = match best {
            Some(part) => {
                let excerpts = part.excerpts();
                (part.section, excerpts)
            }
            None => (None, Vec::new()),
        };
        if excerpts.is_empty() {
            excerpts.push(SearchExcerpt::beginning(&self.summary));
        }
        SearchHit {
            section,
            excerpts,
            ..self.hit
        }
    }
}

impl Part {
    fn read(row: &Row) -> Result<Self> {
        let section = row.optional_text("section")?;
        let section = section.map(|_| row.parsed::<Anchor>("section"));
        let heading = row.text("plain_heading")?;
        Ok(Self {
            section: section.transpose()?.map(|id| SearchSection { id, heading }),
            heading: Marked::read(&row.text("heading")?),
            labels: Marked::read(&row.text("labels")?),
            text: Marked::read(&row.text("text")?),
        })
    }

    /// How many different words match, how many of them in what leads in, and how many in the heading.
    fn weight(&self) -> (usize, usize, usize) {
        let heading = alike(&self.heading);
        let lead = &heading | &alike(&self.labels);
        let all = &lead | &alike(&self.text);
        (all.len(), lead.len(), heading.len())
    }

    /// What it says of the words: its text, and what leads in where that has as many words or others. Before the first heading
    /// these are keywords, which nobody reads.
    fn excerpts(&self) -> Vec<SearchExcerpt> {
        let text = self.text.excerpt();
        let (said, leading) = (alike(&self.text), alike(&self.labels));
        let labels = self.labels.excerpt().filter(|_| self.section.is_some());
        let excerpts = match leading.len() >= said.len() {
            true => [labels, text],
            false => [text, labels.filter(|_| !leading.is_subset(&said))],
        };
        excerpts.into_iter().flatten().collect()
    }
}

/// The words that match, forms of one word as one: they begin alike.
fn alike(text: &Marked) -> BTreeSet<String> {
    let beginning = |word: String| word.chars().take(4).collect();
    text.matches().into_iter().map(beginning).collect()
}
