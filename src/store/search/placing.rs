//! The rows of one page in the index: what stands beside its words, and then these.

use std::collections::{BTreeMap, BTreeSet};

use super::engine;
use super::indexing::Place;
use crate::content::{SearchKind, Searchable, SearchablePart, count_of_words, spellings};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::{Row, Value};

/// A page whose words are still to be indexed.
pub struct Placed {
    words: [Value; 7],
    /// The titles, names and headings, by the ids of their rows.
    headings: Vec<[Value; 2]>,
}

/// How many pages more, or less, have each word.
#[derive(Default)]
pub struct WordCounts(BTreeMap<String, i64>);

/// Writes all but the words of a page, and counts these.
pub async fn place(
    session: &mut Session,
    (id, place): (Option<i64>, &Place),
    searchable: &Searchable,
    words: &mut WordCounts,
) -> Result<Placed> {
    let page = insert_page(session, (id, place), searchable).await?;
    insert_parts(session, page, searchable).await?;
    insert_facets(session, (page, place), searchable).await?;
    let parts = parts_of(session, page).await?;
    words.count(&parts, 1)?;
    let (therapies, conditions) = match searchable.kind {
        SearchKind::Article => topics(session, page).await?,
        SearchKind::Therapy | SearchKind::Condition => (String::new(), String::new()),
    };
    let headings = parts.iter().map(|part| {
        let id = part.integer("heading_id")?;
        Ok([id.into(), part.text("heading")?.into()])
    });
    Ok(Placed {
        words: [
            page.into(),
            searchable.names().into(),
            searchable.labels().into(),
            searchable.headings().into(),
            searchable.text().into(),
            therapies.into(),
            conditions.into(),
        ],
        headings: headings.collect::<Result<_>>()?,
    })
}

impl Placed {
    pub async fn insert_words(self, session: &mut Session) -> Result<()> {
        session.execute(engine::INSERT_PAGE, self.words).await?;
        for heading in self.headings {
            session.execute(engine::INSERT_HEADING, heading).await?;
        }
        Ok(())
    }
}

async fn insert_page(
    session: &mut Session,
    (page, place): (Option<i64>, &Place),
    searchable: &Searchable,
) -> Result<i64> {
    let row = session
        .one(
            "INSERT INTO search_page (id, kind, owner, slug, locale, title, names, summary)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             RETURNING id",
            [
                page.into(),
                searchable.kind.as_str().into(),
                place.owner.as_str().into(),
                place.slug.as_str().into(),
                place.locale.clone().into(),
                searchable.title.as_str().into(),
                searchable.names().into(),
                searchable.summary.as_str().into(),
            ],
        )
        .await?
        .ok_or_else(|| Error::Corrupt("a page of the index got no id".to_owned()))?;
    row.integer("id")
}

async fn insert_parts(session: &mut Session, page: i64, searchable: &Searchable) -> Result<()> {
    let names = searchable.other_names.iter();
    let names = names.map(|name| SearchablePart::of_name(name));
    let parts = searchable.parts.iter().cloned().chain(names);
    let rows = (0_i64..).zip(parts).map(|(position, part)| -> [Value; 6] {
        let section = part.section.map(|section| section.to_string());
        [
            page.into(),
            position.into(),
            section.into(),
            part.heading.into(),
            part.labels.into(),
            part.text.into(),
        ]
    });
    session
        .insert_rows(
            "INSERT INTO search_part (page, position, section, heading, labels, text)",
            rows.collect(),
            "",
        )
        .await
}

async fn insert_facets(
    session: &mut Session,
    (page, place): (i64, &Place),
    searchable: &Searchable,
) -> Result<()> {
    let kind = ("kind", searchable.kind.as_str());
    let locale = place
        .locale
        .iter()
        .map(|locale| ("locale", locale.as_str()));
    let facets = searchable.facets.iter();
    let facets = facets.map(|(kind, value)| (*kind, value.as_str()));
    let facets = std::iter::once(kind).chain(locale).chain(facets);
    let rows = facets.map(|(kind, value)| [page.into(), kind.into(), value.into()]);
    session
        .insert_rows(
            "INSERT INTO search_facet (page, kind, value)",
            rows.collect(),
            "",
        )
        .await?;
    session
        .execute(engine::INSERT_VALUES, [page.into()])
        .await?;
    let title_words = i64::try_from(count_of_words(&searchable.title)).unwrap_or(i64::MAX);
    session
        .execute(
            engine::INSERT_DIGEST,
            [
                page.into(),
                title_words.into(),
                i64::from(place.is_reviewed).into(),
            ],
        )
        .await
}

/// The parts of a page as they are stored.
pub async fn parts_of(session: &mut Session, page: i64) -> Result<Vec<Row>> {
    session.all(engine::PARTS_OF_PAGE, [page.into()]).await
}

impl WordCounts {
    /// Counts so many pages for each of the words of one page's parts.
    pub fn count(&mut self, parts: &[Row], pages: i64) -> Result<()> {
        let mut words = BTreeSet::new();
        for part in parts {
            for column in ["heading", "labels", "text"] {
                words.extend(spellings(&part.text(column)?));
            }
        }
        for word in words {
            *self.0.entry(word).or_default() += pages;
        }
        Ok(())
    }

    /// Writes what has changed.
    pub async fn write(self, session: &mut Session) -> Result<()> {
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

/// All names of the therapies and conditions that a page is about.
async fn topics(session: &mut Session, page: i64) -> Result<(String, String)> {
    let rows = session
        .all(
            "SELECT n.kind, n.name
             FROM search_facet f
             CROSS JOIN topic_name n
             WHERE f.page = $1 AND n.kind = f.kind AND n.id = f.value
             ORDER BY n.kind, n.id, n.position",
            [page.into()],
        )
        .await?;
    let (mut therapies, mut conditions) = (String::new(), String::new());
    for row in &rows {
        let names = match row.text("kind")?.as_str() {
            "therapy" => &mut therapies,
            _ => &mut conditions,
        };
        names.push_str(&row.text("name")?);
        names.push('\n');
    }
    Ok((therapies, conditions))
}
