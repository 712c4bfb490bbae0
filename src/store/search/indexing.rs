//! The index of what is public: written anew by every write that may have changed it.

use std::collections::{BTreeSet, HashMap};

use super::engine;
use super::placing::{self, Ids, Page, WordCounts};
use crate::content::{ArticleDraft, Condition, Searchable, Therapy};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::Row;
use crate::store::writing::to_json;

/// How many pages are asked for together.
const AT_ONCE: usize = 64;
/// From how many bytes of text on pages are written: together, because each time the engine puts down the words that it holds,
/// and merges them with others.
const MANY_BYTES: usize = 8 * 1024 * 1024;

/// What stands beside the words of a page.
pub struct Place {
    pub owner: String,
    pub slug: String,
    pub locale: Option<String>,
    /// Whether somebody has reviewed what is public.
    pub is_reviewed: bool,
}

/// Makes the index of some articles, therapies and conditions, by kind and id, that of what is public of them now: nothing,
/// where one is not public.
pub async fn index(session: &mut Session, owners: &[(&str, &str)]) -> Result<()> {
    index_but(session, owners, Err).await
}

/// The same, where what cannot be read may be passed over.
pub async fn index_but(
    session: &mut Session,
    owners: &[(&str, &str)],
    unread: impl Fn(Error) -> Result<()>,
) -> Result<()> {
    if owners.is_empty() {
        return Ok(());
    }
    let mut ids = Ids::read(session).await?;
    let mut words = WordCounts::default();
    let mut pages: Vec<Page> = Vec::new();
    for some in owners.chunks(AT_ONCE) {
        let mut articles = public_articles(session, some).await?;
        let mut known = ids_of(session, some).await?;
        if !known.is_empty() {
            remove(session, known.values(), &mut words).await?;
        }
        for (kind, owner) in some {
            let found = match *kind {
                "article" => articles.remove(*owner).map(read_article).transpose(),
                _ => entry(session, kind, owner).await,
            };
            let id = known.remove(&((*kind).to_owned(), (*owner).to_owned()));
            match found {
                Ok(Some((place, page))) => pages.push(Page::new(id, place, page, &mut ids)),
                Ok(None) => {}
                Err(error) => unread(error)?,
            }
        }
        if pages.iter().map(Page::bytes).sum::<usize>() >= MANY_BYTES {
            let (pages, words) = (std::mem::take(&mut pages), std::mem::take(&mut words));
            placing::write(session, pages, words).await?;
        }
    }
    placing::write(session, pages, words).await
}

/// The published ones among some articles, by their ids.
async fn public_articles(
    session: &mut Session,
    owners: &[(&str, &str)],
) -> Result<HashMap<String, Row>> {
    let articles = owners.iter().filter(|(kind, _)| *kind == "article");
    let ids = articles.map(|(_, id)| [(*id).into()]).collect();
    let rows = session
        .all_about(
            "SELECT a.id, a.slug, a.locale, r.body, coalesce(a.reviewed_revision = a.revision, FALSE) AS is_reviewed
             FROM",
            ids,
            "named
             CROSS JOIN published_article a
             CROSS JOIN revision r
             WHERE a.id = named.column1 AND r.kind = 'article' AND r.owner = a.id AND r.number = a.revision",
        )
        .await?;
    let rows = rows.into_iter();
    rows.map(|row| Ok((row.text("id")?, row))).collect()
}

fn read_article(row: Row) -> Result<(Place, Searchable)> {
    let place = Place {
        owner: row.text("id")?,
        slug: row.text("slug")?,
        locale: row.optional_text("locale")?,
        is_reviewed: row.integer("is_reviewed")? == 1,
    };
    let draft: ArticleDraft = row.json("body")?;
    Ok((place, Searchable::of_article(&draft)))
}

/// The ids of the pages that are indexed already, by kind and owner.
async fn ids_of(
    session: &mut Session,
    owners: &[(&str, &str)],
) -> Result<HashMap<(String, String), i64>> {
    let owners = owners.iter();
    let rows = session
        .all_about(
            "SELECT p.kind, p.owner, p.id
             FROM",
            owners
                .map(|(kind, owner)| [(*kind).into(), (*owner).into()])
                .collect(),
            "named
             CROSS JOIN search_page p
             WHERE p.kind = named.column1 AND p.owner = named.column2",
        )
        .await?;
    let rows = rows.iter();
    rows.map(|row| Ok(((row.text("kind")?, row.text("owner")?), row.integer("id")?)))
        .collect()
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
            is_reviewed: false,
        };
        let searchable = match kind {
            "therapy" => Searchable::of_therapy(&row.json::<Therapy>("body")?),
            _ => Searchable::of_condition(&row.json::<Condition>("body")?),
        };
        Ok((place, searchable))
    };
    row.map(read).transpose()
}

/// Takes pages out of the index.
async fn remove(
    session: &mut Session,
    pages: impl Iterator<Item = &i64>,
    words: &mut WordCounts,
) -> Result<()> {
    let pages: BTreeSet<i64> = pages.copied().collect();
    let rows = session
        .all_about(
            "SELECT s.page, s.heading, s.labels, s.text
             FROM",
            pages.iter().map(|page| [(*page).into()]).collect(),
            "named
             CROSS JOIN search_part s
             WHERE s.page = named.column1
             ORDER BY s.page",
        )
        .await?;
    let mut parts = Vec::new();
    for row in &rows {
        let part = ["heading", "labels", "text"].map(|column| row.text(column));
        let [heading, labels, text] = part;
        parts.push((row.integer("page")?, [heading?, labels?, text?]));
    }
    for page in parts.chunk_by(|(one, _), (other, _)| one == other) {
        let texts = page
            .iter()
            .map(|(_, part)| part.each_ref().map(String::as_str));
        words.count(texts, -1);
    }
    let pages = to_json(&pages)?;
    for sql in engine::DELETE_PAGES {
        session.execute(sql, [pages.as_str().into()]).await?;
    }
    Ok(())
}
