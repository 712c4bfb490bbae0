//! The rows of pages in the index: all that stands beside their words, and then these.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::engine;
use super::indexing::Place;
use crate::content::{SearchKind, Searchable, SearchablePart, count_of_words, spellings};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::Value;
use crate::store::writing::to_json;

/// One article, therapy or condition as it is to be indexed.
pub struct Page {
    id: i64,
    place: Place,
    searchable: Searchable,
    /// Its parts with their ids, and then its other names.
    parts: Vec<(i64, SearchablePart)>,
}

/// The ids that were given last.
pub struct Ids {
    page: i64,
    part: i64,
}

impl Ids {
    pub async fn read(session: &mut Session) -> Result<Self> {
        let row = session.one(engine::LAST_IDS, []).await?;
        let row = row.ok_or_else(|| Error::Corrupt("the index has no ids".to_owned()))?;
        Ok(Self {
            page: row.integer("page")?,
            part: row.integer("part")?,
        })
    }
}

impl Page {
    /// What is indexed anew keeps its id, and with it its place among equals.
    pub fn new(id: Option<i64>, place: Place, searchable: Searchable, ids: &mut Ids) -> Self {
        let names = searchable.other_names.iter();
        let names = names.map(|name| SearchablePart::of_name(name));
        let parts = searchable.parts.iter().cloned().chain(names);
        let parts = parts.map(|part| {
            ids.part += 1;
            (ids.part, part)
        });
        Self {
            parts: parts.collect(),
            id: id.unwrap_or_else(|| {
                ids.page += 1;
                ids.page
            }),
            place,
            searchable,
        }
    }

    /// How long its text is.
    pub fn bytes(&self) -> usize {
        let parts = self.parts.iter();
        parts
            .map(|(_, part)| part.labels.len() + part.text.len())
            .sum()
    }

    fn row(&self) -> [Value; 8] {
        let Self {
            place, searchable, ..
        } = self;
        [
            self.id.into(),
            searchable.kind.as_str().into(),
            place.owner.as_str().into(),
            place.slug.as_str().into(),
            place.locale.clone().into(),
            searchable.title.as_str().into(),
            searchable.names().into(),
            searchable.summary.as_str().into(),
        ]
    }

    fn part_rows(&self) -> impl Iterator<Item = [Value; 7]> {
        let parts = (0_i64..).zip(&self.parts);
        parts.map(|(position, (id, part))| {
            let section = part.section.as_ref();
            [
                (*id).into(),
                self.id.into(),
                position.into(),
                section.map(|section| section.as_str()).into(),
                part.heading.as_str().into(),
                part.labels.as_str().into(),
                part.text.as_str().into(),
            ]
        })
    }

    fn facet_rows(&self) -> impl Iterator<Item = [Value; 3]> {
        let kind = ("kind", self.searchable.kind.as_str());
        let locale = self.place.locale.as_deref();
        let facets = self.searchable.facets.iter();
        let facets = facets.map(|(kind, value)| (*kind, value.as_str()));
        let facets = std::iter::once(kind)
            .chain(locale.map(|locale| ("locale", locale)))
            .chain(facets);
        facets.map(|(kind, value)| [self.id.into(), kind.into(), value.into()])
    }

    /// The page, and what orders it beside its words.
    fn standing(&self) -> [i64; 4] {
        let words = count_of_words(&self.searchable.title);
        [
            self.id,
            i64::try_from(words).unwrap_or(i64::MAX),
            i64::from(self.searchable.kind == SearchKind::Article),
            i64::from(self.place.is_reviewed),
        ]
    }

    fn words(&self, topics: &Topics) -> [Value; 7] {
        let searchable = &self.searchable;
        [
            self.id.into(),
            searchable.names().into(),
            searchable.labels().into(),
            searchable.headings().into(),
            searchable.text().into(),
            topics.names(searchable, "therapy").into(),
            topics.names(searchable, "condition").into(),
        ]
    }

    fn headings(&self) -> impl Iterator<Item = (i64, &str)> {
        let parts = self.parts.iter();
        parts.map(|(id, part)| (engine::heading_id(*id, part), part.heading.as_str()))
    }
}

/// Writes some pages, and counts their words. All their rows come before all their words: a statement of several rows makes the
/// engine put down the words that it still holds, which page by page takes far longer than the rest.
pub async fn write(
    session: &mut Session,
    mut pages: Vec<Page>,
    mut words: WordCounts,
) -> Result<()> {
    // The engine puts down all words that it holds before it takes a lower id than the last.
    pages.sort_unstable_by_key(|page| page.id);
    for page in &pages {
        let parts = page.parts.iter().map(|(_, part)| part);
        words.count(
            parts.map(|part| [&*part.heading, &*part.labels, &*part.text]),
            1,
        );
    }
    let topics = Topics::read(session, &pages).await?;
    write_rows(session, &pages).await?;
    words.write(session).await?;
    for page in &pages {
        session
            .execute(engine::INSERT_PAGE, page.words(&topics))
            .await?;
    }
    let mut headings: Vec<_> = pages.iter().flat_map(Page::headings).collect();
    headings.sort_unstable();
    for (id, heading) in headings {
        session
            .execute(engine::INSERT_HEADING, [id.into(), heading.into()])
            .await?;
    }
    Ok(())
}

async fn write_rows(session: &mut Session, pages: &[Page]) -> Result<()> {
    let rows = pages.iter().map(Page::row).collect();
    session
        .insert_rows(
            "INSERT INTO search_page (id, kind, owner, slug, locale, title, names, summary)",
            rows,
            "",
        )
        .await?;
    let parts = pages.iter().flat_map(Page::part_rows).collect();
    session
        .insert_rows(
            "INSERT INTO search_part (id, page, position, section, heading, labels, text)",
            parts,
            "",
        )
        .await?;
    let facets = pages.iter().flat_map(Page::facet_rows).collect();
    session
        .insert_rows("INSERT INTO search_facet (page, kind, value)", facets, "")
        .await?;
    let standings: Vec<_> = pages.iter().map(Page::standing).collect();
    let standings = to_json(&standings)?;
    for sql in [engine::INSERT_VALUES, engine::INSERT_DIGESTS] {
        session.execute(sql, [standings.as_str().into()]).await?;
    }
    Ok(())
}

/// All names of the therapies and conditions that some pages are about.
struct Topics(HashMap<(String, String), String>);

impl Topics {
    async fn read(session: &mut Session, pages: &[Page]) -> Result<Self> {
        let articles = pages.iter().map(|page| &page.searchable);
        let articles = articles.filter(|page| page.kind == SearchKind::Article);
        let facets: BTreeSet<_> = articles.flat_map(|page| &page.facets).collect();
        let rows = session
            .all_about(
                "SELECT n.kind, n.id, n.name FROM",
                facets
                    .into_iter()
                    .map(|(kind, value)| [(*kind).into(), value.as_str().into()])
                    .collect(),
                "named
                 CROSS JOIN topic_name n
                 WHERE n.kind = named.column1 AND n.id = named.column2
                 ORDER BY n.kind, n.id, n.position",
            )
            .await?;
        let mut topics: HashMap<_, String> = HashMap::new();
        for row in rows {
            let names = topics.entry((row.text("kind")?, row.text("id")?));
            let names = names.or_default();
            names.push_str(&row.text("name")?);
            names.push('\n');
        }
        Ok(Self(topics))
    }

    /// The names of all of one kind that an article is about, each in a line. An entry is found by its own alone.
    fn names(&self, searchable: &Searchable, kind: &str) -> String {
        let facets = searchable.facets.iter();
        let topics = facets.filter(|(of, _)| searchable.kind == SearchKind::Article && *of == kind);
        topics
            .filter_map(|(kind, id)| self.0.get(&((*kind).to_owned(), id.clone())))
            .map(String::as_str)
            .collect()
    }
}

/// How many pages more, or less, have each word.
#[derive(Default)]
pub struct WordCounts(BTreeMap<String, i64>);

impl WordCounts {
    /// Counts so many pages for each of the words of one page's parts: of their headings, labels and texts.
    pub fn count<'t>(&mut self, parts: impl Iterator<Item = [&'t str; 3]>, pages: i64) {
        let words: BTreeSet<String> = parts.flatten().flat_map(spellings).collect();
        for word in words {
            *self.0.entry(word).or_default() += pages;
        }
    }

    /// Writes what has changed.
    async fn write(self, session: &mut Session) -> Result<()> {
        let changed = self.0.into_iter().filter(|(_, pages)| *pages != 0);
        let rows: Vec<_> = changed
            .map(|(word, pages)| -> [Value; 3] {
                let length = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
                [word.into(), length.into(), pages.into()]
            })
            .collect();
        session
            .insert_rows(
                "INSERT INTO search_word (word, length, pages)",
                rows,
                "ON CONFLICT (word) DO UPDATE SET pages = search_word.pages + excluded.pages",
            )
            .await?;
        session
            .execute("DELETE FROM search_word WHERE pages = 0", [])
            .await
    }
}
