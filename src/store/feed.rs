//! What feeds tell: what was published or changed last.

use std::collections::HashMap;

use serde::Deserialize;

use super::Store;
use super::database::Session;
use super::entries::{list_of, tags_of};
use super::page::{Cursor, Page, PageSize, Slice};
use super::people::people_named;
use crate::content::{Feed, FeedEntry, Moment, Person, Slug, Tagged};
use crate::error::Result;

/// To what cursors of feeds are bound: a feed has the same pages in every form.
pub const FEED_QUESTION: &str = "feed";

/// What is read of a text.
#[derive(Deserialize)]
struct Signed {
    #[serde(default)]
    authors: Vec<Slug>,
}

impl Store {
    /// A page of what was published or changed, the newest first, and where the next begins. An article that changes moves
    /// to the first page: who reads on finds it there the next time.
    pub async fn feed(&self, cursor: Option<Cursor>) -> Result<Tagged<(Feed, Option<Cursor>)>> {
        let page = Page {
            size: PageSize::OF_FEEDS,
            cursor,
        };
        let mut session = self.db.read().await?;
        let signed = self.newest_changes(&mut session, &page).await?;
        let key = |(last, _): &(FeedEntry, _)| {
            let article = &last.article;
            vec![article.updated_at.to_string(), article.id.to_string()]
        };
        let Slice { items, next } = Slice::cut(signed, &page, FEED_QUESTION, key);
        let mut authors: Vec<Slug> = items.iter().flat_map(|(_, slugs)| slugs.clone()).collect();
        authors.sort();
        authors.dedup();
        let people = people_named(&mut session, &authors).await?;
        let updated_at = last_change(&mut session).await?;
        session.commit().await?;
        let mut tags = tags_of("list", list_of("article"));
        for author in &authors {
            tags.add("person", author.as_str());
        }
        let entries = items.into_iter();
        let feed = Feed {
            entries: entries
                .map(|(entry, slugs)| signed_by(entry, &slugs, &people))
                .collect(),
            updated_at,
        };
        Ok(Tagged {
            value: (feed, next),
            tags,
            modified_at: None,
        })
    }

    /// Each article with the slugs of its authors, for whom its text has to be read.
    async fn newest_changes(
        &self,
        session: &mut Session,
        page: &Page,
    ) -> Result<Vec<(FeedEntry, Vec<Slug>)>> {
        let [updated_at, id] = page.before();
        let rows = session
            .all(
                "SELECT changed.id, changed.slug, changed.locale, changed.summary, changed.first_published_at, changed.published_at,
                    changed.updated_at, r.body
                 FROM (
                    SELECT a.id, a.slug, a.locale, a.revision, a.summary, a.first_published_at, a.published_at, a.updated_at
                    FROM published_article a
                    WHERE (a.updated_at, a.id) < ($1, $2)
                    ORDER BY a.updated_at DESC, a.id DESC
                    LIMIT $3
                 ) changed
                 CROSS JOIN revision r
                 WHERE r.kind = 'article' AND r.owner = changed.id AND r.number = changed.revision
                 ORDER BY changed.updated_at DESC, changed.id DESC",
                [updated_at, id, page.size.and_one().into()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let Signed { authors } = row.json("body")?;
                let entry = FeedEntry {
                    article: self.article_summary(row)?,
                    authors: Vec::new(),
                };
                Ok((entry, authors))
            })
            .collect()
    }
}

fn signed_by(entry: FeedEntry, authors: &[Slug], people: &HashMap<Slug, Person>) -> FeedEntry {
    let authors = authors.iter().filter_map(|slug| people.get(slug).cloned());
    FeedEntry {
        authors: authors.collect(),
        ..entry
    }
}

/// When an article was published, changed or withdrawn last.
async fn last_change(session: &mut Session) -> Result<Option<Moment>> {
    let changed = session
        .one(
            "SELECT a.updated_at AS at
             FROM published_article a
             ORDER BY a.updated_at DESC
             LIMIT 1",
            [],
        )
        .await?;
    let withdrawn = session
        .one(
            "SELECT h.at
             FROM published_history h
             WHERE h.kind = 'article' AND h.revision IS NULL
             ORDER BY h.at DESC
             LIMIT 1",
            [],
        )
        .await?;
    let moments = [changed, withdrawn].into_iter().flatten();
    let moments = moments.map(|row| row.moment("at"));
    Ok(moments.collect::<Result<Vec<_>>>()?.into_iter().max())
}
