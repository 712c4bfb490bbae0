//! The index of what is public: written anew by every write that may have changed it.

use super::engine;
use super::placing::{self, Placed};
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
        let mut placed: Vec<Placed> = Vec::new();
        for (kind, owner) in some {
            let found = match *kind {
                "article" => article(session, owner).await,
                _ => entry(session, kind, owner).await,
            };
            // What is indexed anew keeps its id, and with it its place among equals.
            let id = remove(session, kind, owner).await?;
            match found {
                Ok(Some((place, page))) => {
                    placed.push(placing::place(session, (id, &place), &page).await?);
                }
                Ok(None) => {}
                Err(error) => unread(error)?,
            }
        }
        for page in placed {
            page.insert_words(session).await?;
        }
    }
    Ok(())
}

async fn article(session: &mut Session, id: &str) -> Result<Option<(Place, Searchable)>> {
    let row = session
        .one(
            "SELECT a.slug, a.locale, r.body, coalesce(a.reviewed_revision = a.revision, FALSE) AS is_reviewed
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
            is_reviewed: row.integer("is_reviewed")? == 1,
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
    let parts = placing::parts_of(session, page).await?;
    placing::count_words(session, &parts, -1).await?;
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
