//! The index of what is public: written anew by every write that may have changed it.

use std::collections::HashMap;

use super::engine;
use super::placing::{self, Placed, WordCounts};
use crate::content::{ArticleDraft, Condition, Searchable, Therapy};
use crate::error::{Error, Result};
use crate::store::database::Session;
use crate::store::value::Row;

/// How many pages are written together. All their rows come before all their words: a statement of several rows makes the
/// engine put down the words that it still holds, which page by page takes far longer than the rest.
const AT_ONCE: usize = 64;

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
    for some in owners.chunks(AT_ONCE) {
        let mut articles = public_articles(session, some).await?;
        let mut ids = ids_of(session, some).await?;
        let mut words = WordCounts::default();
        let mut placed: Vec<Placed> = Vec::new();
        for (kind, owner) in some {
            let found = match *kind {
                "article" => articles.remove(*owner).map(read_article).transpose(),
                _ => entry(session, kind, owner).await,
            };
            // What is indexed anew keeps its id, and with it its place among equals.
            let id = ids.remove(&((*kind).to_owned(), (*owner).to_owned()));
            if let Some(id) = id {
                remove(session, id, &mut words).await?;
            }
            match found {
                Ok(Some((place, page))) => {
                    let page = placing::place(session, (id, &place), &page, &mut words).await?;
                    placed.push(page);
                }
                Ok(None) => {}
                Err(error) => unread(error)?,
            }
        }
        words.write(session).await?;
        for page in placed {
            page.insert_words(session).await?;
        }
    }
    Ok(())
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

/// Takes a page out of the index.
async fn remove(session: &mut Session, page: i64, words: &mut WordCounts) -> Result<()> {
    words.count(&placing::parts_of(session, page).await?, -1)?;
    let rows = [
        "DELETE FROM search_digest WHERE page = $1",
        "DELETE FROM search_part WHERE page = $1",
        "DELETE FROM search_facet WHERE page = $1",
        "DELETE FROM search_page WHERE id = $1",
    ];
    for sql in engine::DELETE_PAGE.into_iter().chain(rows) {
        session.execute(sql, [page.into()]).await?;
    }
    Ok(())
}
