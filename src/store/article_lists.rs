//! Lists of articles: filters, pages, and what they show.

use serde::{Deserialize, Serialize};

use super::Store;
use super::articles::article_id;
use super::entries::{list_of, tags_of};
use super::page::{Page, Slice};
use super::value::{Row, Value};
use crate::content::{ArticleLinks, ArticleSummary, Hero, Locale, ReferenceKey, Slug, Tagged};
use crate::error::Result;

/// Which published articles a list shows. Filters narrow each other.
#[derive(Clone, Debug, Default)]
pub struct ArticleFilter {
    pub therapy: Option<Slug>,
    pub condition: Option<Slug>,
    pub reference: Option<ReferenceKey>,
    pub author: Option<Slug>,
}

/// The kind and id of something that articles point at.
type Target = (&'static str, String);

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

/// The articles that point at one thing, and at up to three others too; a pair of empty texts asks nothing.
const ARTICLES_ABOUT: &str =
    "SELECT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at
     FROM (
        SELECT DISTINCT l.article_id
        FROM published_article_link l
        WHERE l.target_kind = $1 AND l.target = $2
     ) about
     JOIN published_article a ON a.id = about.article_id
     WHERE (a.first_published_at, a.id) < ($3, $4)
        AND ($6 = '' OR EXISTS (
            SELECT 1 FROM published_article_link l
            WHERE l.target_kind = $6 AND l.target = $7 AND l.article_id = a.id))
        AND ($8 = '' OR EXISTS (
            SELECT 1 FROM published_article_link l
            WHERE l.target_kind = $8 AND l.target = $9 AND l.article_id = a.id))
        AND ($10 = '' OR EXISTS (
            SELECT 1 FROM published_article_link l
            WHERE l.target_kind = $10 AND l.target = $11 AND l.article_id = a.id))
     ORDER BY a.first_published_at DESC, a.id DESC
     LIMIT $5";

impl Store {
    /// Published articles, those first that were first published last: editing an article does not move it.
    pub async fn articles(
        &self,
        filter: &ArticleFilter,
        page: &Page,
    ) -> Result<Tagged<Slice<ArticleSummary>>> {
        let targets = filter.targets();
        let rows = match targets.as_slice() {
            [] => self.newest_articles(page).await?,
            [driving, others @ ..] => self.articles_about(driving, others, page).await?,
        };
        let items = rows
            .iter()
            .map(|row| self.article_summary(row))
            .collect::<Result<Vec<_>>>()?;
        let key =
            |last: &ArticleSummary| vec![last.first_published_at.to_string(), last.id.to_string()];
        let slice = Slice::cut(items, page, &filter.question(), key);
        let mut tags = tags_of("list", list_of("article"));
        for (kind, id) in &targets {
            tags.add(kind, id);
        }
        for article in &slice.items {
            tags.add("article", &article.id.to_string());
        }
        Ok(Tagged {
            value: slice,
            tags,
            modified_at: None,
        })
    }

    async fn newest_articles(&self, page: &Page) -> Result<Vec<Row>> {
        let [first_published_at, id] = page.before();
        self.db
            .all(
                "SELECT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at
                 FROM published_article a
                 WHERE (a.first_published_at, a.id) < ($1, $2)
                 ORDER BY a.first_published_at DESC, a.id DESC
                 LIMIT $3",
                [first_published_at, id, page.size.and_one().into()],
            )
            .await
    }

    async fn articles_about(
        &self,
        driving: &Target,
        others: &[Target],
        page: &Page,
    ) -> Result<Vec<Row>> {
        let [first_published_at, id] = page.before();
        let other = |at: usize| -> [Value; 2] {
            let (kind, id) = others
                .get(at)
                .map_or(("", ""), |(kind, id)| (*kind, id.as_str()));
            [kind.into(), id.into()]
        };
        let ([second_kind, second], [third_kind, third], [fourth_kind, fourth]) =
            (other(0), other(1), other(2));
        self.db
            .all(
                ARTICLES_ABOUT,
                [
                    driving.0.into(),
                    driving.1.as_str().into(),
                    first_published_at,
                    id,
                    page.size.and_one().into(),
                    second_kind,
                    second,
                    third_kind,
                    third,
                    fourth_kind,
                    fourth,
                ],
            )
            .await
    }

    /// What the filters name and does not exist: kind and id.
    pub async fn unknown_in(&self, filter: &ArticleFilter) -> Result<Vec<(&'static str, String)>> {
        let mut unknown = Vec::new();
        for (kind, id) in filter.targets() {
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

impl ArticleFilter {
    /// The list and its filters in one text, to which cursors are bound.
    pub fn question(&self) -> String {
        let filters: Vec<String> = self
            .targets()
            .into_iter()
            .map(|(kind, id)| format!("{kind}={id}"))
            .collect();
        format!("articles?{}", filters.join("&"))
    }

    /// The kind and id of each filter, the one that fewest articles have first.
    fn targets(&self) -> Vec<Target> {
        let given = [
            (
                "reference",
                self.reference.as_ref().map(ToString::to_string),
            ),
            ("therapy", self.therapy.as_ref().map(ToString::to_string)),
            (
                "condition",
                self.condition.as_ref().map(ToString::to_string),
            ),
            ("person", self.author.as_ref().map(ToString::to_string)),
        ];
        given
            .into_iter()
            .filter_map(|(kind, id)| Some((kind, id?)))
            .collect()
    }
}
