//! Members of the articles in a list, for clients that want few of them.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::listing::ArticlePage;
use crate::content::{ArticleLinks, ArticleSummary, Hero, Locale, Moment, Slug};
use crate::error::InvalidValue;

/// A member of the articles in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArticleField {
    Id,
    Slug,
    Locale,
    Title,
    Summary,
    Hero,
    Keywords,
    ReadingMinutes,
    FirstPublishedAt,
    PublishedAt,
    UpdatedAt,
    Links,
}

/// The members that are wanted of each article; `id`, `slug` and `locale` always are.
pub struct Fields(BTreeSet<ArticleField>);

/// A page with as much of its articles as was asked for.
#[derive(Serialize)]
pub struct PartialPage {
    items: Vec<PartialSummary>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<String>>,
}

#[derive(Serialize)]
struct PartialSummary {
    id: uuid::Uuid,
    slug: Slug,
    locale: Locale,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hero: Option<Hero>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keywords: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading_minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_published_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<ArticleLinks>,
}

impl ArticleField {
    /// Every member with its name.
    const ALL: [(&'static str, Self); 12] = [
        ("id", Self::Id),
        ("slug", Self::Slug),
        ("locale", Self::Locale),
        ("title", Self::Title),
        ("summary", Self::Summary),
        ("hero", Self::Hero),
        ("keywords", Self::Keywords),
        ("reading_minutes", Self::ReadingMinutes),
        ("first_published_at", Self::FirstPublishedAt),
        ("published_at", Self::PublishedAt),
        ("updated_at", Self::UpdatedAt),
        ("links", Self::Links),
    ];

    fn parse(name: &str) -> Result<Self, InvalidValue> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        known.map(|(_, field)| *field).ok_or_else(|| {
            let names = Self::ALL.map(|(name, _)| name).join(", ");
            InvalidValue::new(format!("some of {names}, separated by commas"), name)
        })
    }
}

impl Fields {
    /// Takes names of members, separated by commas.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let fields = text.split(',').map(ArticleField::parse);
        Ok(Self(fields.collect::<Result<_, _>>()?))
    }

    /// A page with these members of its articles.
    pub fn of(&self, page: ArticlePage) -> PartialPage {
        PartialPage {
            items: page
                .items
                .into_iter()
                .map(|item| self.of_one(item))
                .collect(),
            next_cursor: page.next_cursor,
            total: page.total,
            missing: page.missing,
        }
    }

    fn of_one(&self, article: ArticleSummary) -> PartialSummary {
        PartialSummary {
            id: article.id,
            slug: article.slug,
            locale: article.locale,
            title: self.wanted(ArticleField::Title, article.title),
            summary: self.wanted(ArticleField::Summary, article.summary),
            hero: self.wanted(ArticleField::Hero, article.hero).flatten(),
            keywords: self.wanted(ArticleField::Keywords, article.keywords),
            reading_minutes: self.wanted(ArticleField::ReadingMinutes, article.reading_minutes),
            first_published_at: self
                .wanted(ArticleField::FirstPublishedAt, article.first_published_at),
            published_at: self.wanted(ArticleField::PublishedAt, article.published_at),
            updated_at: self.wanted(ArticleField::UpdatedAt, article.updated_at),
            links: self.wanted(ArticleField::Links, article.links),
        }
    }

    fn wanted<T>(&self, field: ArticleField, value: T) -> Option<T> {
        self.0.contains(&field).then_some(value)
    }
}
