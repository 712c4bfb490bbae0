//! The index of what is public, page by page: written anew by every write that may have changed the page.

use std::collections::BTreeSet;

use super::engine;
use crate::content::{
    ArticleDraft, Condition, SearchKind, Searchable, SearchablePart, Therapy, spellings,
};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::{Row, Value};

/// What stands beside the words of a page.
struct Place {
    owner: String,
    slug: String,
    locale: Option<String>,
}

/// Makes the index of one article, therapy or condition that of what is public of it now: nothing, where it is not public.
pub async fn index(session: &mut Session, kind: &str, owner: &str) -> Result<()> {
    // What is indexed anew keeps its place among equals.
    let page = remove(session, kind, owner).await?;
    let found = match kind {
        "article" => article(session, owner).await?,
        _ => entry(session, kind, owner).await?,
    };
    match found {
        Some((place, searchable)) => write(session, (page, &place), &searchable).await,
        None => Ok(()),
    }
}

async fn article(session: &mut Session, id: &str) -> Result<Option<(Place, Searchable)>> {
    let row = session
        .one(
            "SELECT a.slug, a.locale, r.body
             FROM published_article a
             JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number = a.revision
             WHERE a.id = $1",
            [id.into()],
        )
        .await?;
    let read = |row: Row| {
        let place = Place {
            owner: id.to_owned(),
            slug: row.text("slug")?,
            locale: row.optional_text("locale")?,
        };
        let draft: ArticleDraft = row.json("body")?;
        Ok((place, Searchable::of_article(&draft)))
    };
    row.map(read).transpose()
}

async fn entry(
    session: &mut Session,
    kind: &str,
    slug: &str,
) -> Result<Option<(Place, Searchable)>> {
    let row = session
        .one(
            "SELECT e.body
             FROM published_entry e
             WHERE e.kind = $1 AND e.id = $2",
            [kind.into(), slug.into()],
        )
        .await?;
    let read = |row: Row| {
        let place = Place {
            owner: slug.to_owned(),
            slug: slug.to_owned(),
            locale: None,
        };
        let searchable = match kind {
            "therapy" => Searchable::of_therapy(&row.json::<Therapy>("body")?),
            _ => Searchable::of_condition(&row.json::<Condition>("body")?),
        };
        Ok((place, searchable))
    };
    row.map(read).transpose()
}

async fn write(
    session: &mut Session,
    (page, place): (Option<i64>, &Place),
    searchable: &Searchable,
) -> Result<()> {
    let page = insert_page(session, (page, place), searchable).await?;
    insert_parts(session, page, searchable).await?;
    insert_facets(session, (page, place), searchable).await?;
    count_words(session, page, 1).await?;
    let (therapies, conditions) = match searchable.kind {
        SearchKind::Article => topics(session, page).await?,
        SearchKind::Therapy | SearchKind::Condition => (String::new(), String::new()),
    };
    session
        .execute(
            engine::INSERT_PAGE,
            [
                page.into(),
                searchable.names().into(),
                searchable.labels().into(),
                searchable.headings().into(),
                searchable.text().into(),
                therapies.into(),
                conditions.into(),
            ],
        )
        .await
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
        .await?;
    session
        .execute(engine::INSERT_HEADINGS, [page.into()])
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
    for sql in engine::INSERT_DIGEST {
        session.execute(sql, [page.into()]).await?;
    }
    Ok(())
}

/// Counts the page for each of its words, or no more.
async fn count_words(session: &mut Session, page: i64, pages: i64) -> Result<()> {
    let rows = session
        .all(
            "SELECT s.heading, s.labels, s.text
             FROM search_part s
             WHERE s.page = $1",
            [page.into()],
        )
        .await?;
    let mut words = BTreeSet::new();
    for row in &rows {
        for column in ["heading", "labels", "text"] {
            words.extend(spellings(&row.text(column)?));
        }
    }
    let rows = words.into_iter().map(|word| -> [Value; 3] {
        let length = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
        [word.into(), length.into(), pages.into()]
    });
    session
        .insert_rows(
            "INSERT INTO search_word (word, length, pages)",
            rows.collect(),
            "ON CONFLICT (word) DO UPDATE SET pages = search_word.pages + excluded.pages",
        )
        .await
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

/// Gives the id that the page had, if it was indexed.
async fn remove(session: &mut Session, kind: &str, owner: &str) -> Result<Option<i64>> {
    let row = session
        .one(
            "SELECT p.id
             FROM search_page p
             WHERE p.kind = $1 AND p.owner = $2",
            [kind.into(), owner.into()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let page = row.integer("id")?;
    count_words(session, page, -1).await?;
    session
        .execute("DELETE FROM search_word WHERE pages = 0", [])
        .await?;
    let rows = [
        "DELETE FROM search_digest WHERE page = $1",
        "DELETE FROM search_part WHERE page = $1",
        "DELETE FROM search_facet WHERE page = $1",
        "DELETE FROM search_page WHERE id = $1",
    ];
    for sql in engine::DELETE_PAGE.into_iter().chain(rows) {
        session.execute(sql, [page.into()]).await?;
    }
    Ok(Some(page))
}
