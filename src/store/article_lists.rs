//! Lists of articles: pages that stay in the order of their beginning, and totals.

mod beginning;
mod statements;

use serde::{Deserialize, Serialize};

use super::Store;
use super::article_filter::ArticleFilter;
use super::articles::article_id;
use super::database::Session;
use super::entries::{list_of, tags_of};
use super::page::{Cursor, Page, Slice};
use super::value::Row;
use crate::content::{ArticleLinks, ArticleSort, ArticleSummary, Hero, Locale, Slug, Tagged, Tags};
use crate::error::Result;
use beginning::Beginning;

/// Cursors of lists of articles have a write, a sort key and a number.
pub const ARTICLE_CURSOR_PARTS: usize = 3;
/// After every sort key, and after every number.
const LAST: (&str, i64) = ("\u{10ffff}", i64::MAX);

/// A page of a list, and how many articles the whole list has.
#[derive(Clone, Debug)]
pub struct ArticleList {
    pub slice: Slice<ArticleSummary>,
    /// Where that was asked for.
    pub total: Option<i64>,
}

/// What lists show of an article and its text does not change: stored beside it, so that lists read no texts.
#[derive(Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) title: String,
    pub(super) summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hero: Option<Hero>,
    pub(super) keywords: Vec<String>,
    pub(super) reading_minutes: u32,
}

/// An article of a page, with the key by which it has its place.
struct Placed {
    article: ArticleSummary,
    sort_key: String,
    number: i64,
}

/// What a page begins after.
struct Start {
    /// The write that the walk began at: its order is that of this moment, and what came later is not in it.
    version: i64,
    sort_key: String,
    number: i64,
}

impl Store {
    /// A page of published articles. Every page of a walk has the order in which the list was at its first page, and what
    /// was public then, so that an article that is edited, renamed or published anew meanwhile is met exactly once.
    pub async fn articles(
        &self,
        filter: &ArticleFilter,
        page: &Page,
        is_counted: bool,
    ) -> Result<Tagged<ArticleList>> {
        let mut session = self.db.read().await?;
        let beginning = Beginning::of(filter, &mut session).await?;
        let start = Start::of(page, filter.sort, &mut session).await?;
        let rows = session
            .all(
                statements::page(beginning.driver, filter.sort),
                beginning.values_and([
                    start.version.into(),
                    start.sort_key.as_str().into(),
                    start.number.into(),
                    page.size.and_one().into(),
                ]),
            )
            .await?;
        let total = match is_counted {
            true => {
                let sql = statements::total(beginning.driver);
                session.one(sql, beginning.values).await?
            }
            false => None,
        };
        session.commit().await?;
        let list = ArticleList {
            slice: self.slice(&rows, filter, page, start.version)?,
            total: total.map(|row| row.integer("total")).transpose()?,
        };
        Ok(Tagged {
            tags: tags(&list.slice.items, filter),
            value: list,
            modified_at: None,
        })
    }

    fn slice(
        &self,
        rows: &[Row],
        filter: &ArticleFilter,
        page: &Page,
        version: i64,
    ) -> Result<Slice<ArticleSummary>> {
        let placed = rows
            .iter()
            .map(|row| {
                Ok(Placed {
                    article: self.article_summary(row)?,
                    sort_key: row.text("sort_key")?,
                    number: row.integer("number")?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let key = |last: &Placed| {
            vec![
                version.to_string(),
                last.sort_key.clone(),
                last.number.to_string(),
            ]
        };
        let slice = Slice::cut(placed, page, &filter.question(), key);
        Ok(slice.filter_map(|placed| Some(placed.article)))
    }

    /// What the filters name and does not exist: kind and id.
    pub async fn unknown_in(&self, filter: &ArticleFilter) -> Result<Vec<(&'static str, String)>> {
        let mut unknown = Vec::new();
        for (kind, id) in filter.entries() {
            if !self.has_entry(kind, &id).await? {
                unknown.push((kind, id));
            }
        }
        Ok(unknown)
    }

    pub(super) fn article_summary(&self, row: &Row) -> Result<ArticleSummary> {
        let Summary {
            title,
            summary,
            mut hero,
            keywords,
            reading_minutes,
        } = row.json("summary")?;
        let (slug, locale): (Slug, Locale) = (row.parsed("slug")?, row.parsed("locale")?);
        if let Some(hero) = &mut hero {
            hero.image.src = self.addresses.image(&hero.image.src);
        }
        Ok(ArticleSummary {
            id: article_id(row)?,
            links: ArticleLinks::of(&slug, &locale, &self.addresses),
            slug,
            locale,
            title,
            summary,
            hero,
            keywords,
            reading_minutes,
            first_published_at: row.moment("first_published_at")?,
            published_at: row.moment("published_at")?,
            updated_at: row.moment("updated_at")?,
        })
    }
}

impl Start {
    /// Where a page begins: after the last item of the one before, or before all that is public now.
    async fn of(page: &Page, sort: ArticleSort, session: &mut Session) -> Result<Self> {
        if let Some(start) = page.cursor.as_ref().and_then(Self::of_cursor) {
            return Ok(start);
        }
        let row = session
            .one(
                "SELECT coalesce(max(k.version), 0) AS version FROM sort_key k",
                [],
            )
            .await?;
        let (sort_key, number) = match sort.is_descending() {
            true => LAST,
            false => ("", 0),
        };
        Ok(Self {
            version: row.map_or(Ok(0), |row| row.integer("version"))?,
            sort_key: sort_key.to_owned(),
            number,
        })
    }

    /// What a cursor of ours says; its numbers have been written by us.
    fn of_cursor(cursor: &Cursor) -> Option<Self> {
        Some(Self {
            version: cursor.part(0).parse().ok()?,
            sort_key: cursor.part(1).to_owned(),
            number: cursor.part(2).parse().ok()?,
        })
    }
}

/// What a list rests on: that there are these articles and no others, and what its filters name.
fn tags(articles: &[ArticleSummary], filter: &ArticleFilter) -> Tags {
    let mut tags = tags_of("list", list_of("article"));
    for (kind, id) in filter.entries() {
        tags.add(kind, &id);
    }
    for article in articles {
        tags.add("article", &article.id.to_string());
    }
    tags
}
