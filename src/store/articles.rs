//! Questions about articles.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Store;
use super::database::Session;
use super::page::{Page, Slice};
use super::value::{Row, Value};
use crate::content::{
    Article, ArticleDraft, ArticleLinks, ArticleSummary, Hero, Locale, Publication, ReferenceKey,
    Slug, build_article,
};
use crate::error::{Error, Result, Violation};

/// Which published articles a list shows. Filters narrow each other.
#[derive(Clone, Debug, Default)]
pub struct ArticleFilter {
    pub therapy: Option<Slug>,
    pub condition: Option<Slug>,
    pub reference: Option<ReferenceKey>,
    pub author: Option<Slug>,
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

/// A published article as it lies in the database.
struct ArticleRow {
    id: String,
    locale: Locale,
    /// The article in the default locale that all translations of one text point at, itself included.
    translation_group: String,
    reviewed_revision: Option<i32>,
    draft: ArticleDraft,
    publication: Publication,
}

impl Store {
    /// One published article. Without a locale the default one's is meant, else the only one; with a locale the
    /// translation of what the slug names, or that itself as a fallback.
    pub async fn article(&self, slug: &Slug, locale: Option<&Locale>) -> Result<Article> {
        let mut session = self.db.read().await?;
        let named = self.named_article(&mut session, slug, locale).await?;
        let mut article = match locale {
            Some(wanted) if named.locale != *wanted => {
                translation(&mut session, named, wanted).await?
            }
            _ => named,
        };
        article.publication.has_changed_since_review = article
            .reviewed_revision
            .is_some_and(|reviewed| reviewed < article.publication.revision);
        let foundation = self
            .foundation_of_article(
                &mut session,
                &article.id,
                &article.locale,
                &article.translation_group,
            )
            .await?;
        session.commit().await?;
        Ok(build_article(
            article.draft,
            article.publication,
            &foundation,
            &self.addresses,
        ))
    }

    /// Published articles, the newest first.
    pub async fn articles(
        &self,
        filter: &ArticleFilter,
        page: &Page,
    ) -> Result<Slice<ArticleSummary>> {
        let question = filter.question();
        let (published_at, id) = match &page.cursor {
            Some(cursor) => (cursor.part(0), cursor.part(1)),
            None => ("~", "~"),
        };
        let limit = page.size.and_one();
        let mut targets = filter.targets().into_iter();
        let rows = match targets.next() {
            None => {
                self.db
                    .all(
                        "SELECT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at
                         FROM published_article a
                         WHERE (a.published_at, a.id) < ($1, $2)
                         ORDER BY a.published_at DESC, a.id DESC
                         LIMIT $3",
                        [published_at.into(), id.into(), limit.into()],
                    )
                    .await?
            }
            Some((kind, target)) => {
                let mut further = || targets.next().unwrap_or(("", String::new()));
                let (second, third, fourth) = (further(), further(), further());
                let values: [Value; 11] = [
                    kind.into(),
                    target.into(),
                    published_at.into(),
                    id.into(),
                    limit.into(),
                    second.0.into(),
                    second.1.into(),
                    third.0.into(),
                    third.1.into(),
                    fourth.0.into(),
                    fourth.1.into(),
                ];
                self.db.all(ARTICLES_BY_TARGET, values).await?
            }
        };
        let items = rows
            .iter()
            .map(|row| self.article_summary(row))
            .collect::<Result<Vec<_>>>()?;
        Ok(Slice::cut(items, page, &question, |last| {
            vec![last.published_at.to_string(), last.id.to_string()]
        }))
    }

    /// The slug of the article that was published first, to show where to look.
    pub async fn first_article(&self) -> Result<Option<Slug>> {
        let row = self
            .db
            .one(
                "SELECT a.slug
                 FROM published_article a
                 WHERE a.locale = $1
                 ORDER BY a.first_published_at, a.id
                 LIMIT 1",
                [self.addresses.default_locale().as_str().into()],
            )
            .await?;
        row.map(|row| row.parsed("slug")).transpose()
    }

    /// The filter values that name nothing.
    pub async fn unknown_in(&self, filter: &ArticleFilter) -> Result<Vec<Violation>> {
        let mut violations = Vec::new();
        for (kind, id) in filter.targets() {
            if !self.has_entry(kind, &id).await? {
                let parameter = if kind == "person" { "author" } else { kind };
                violations.push(Violation {
                    parameter: parameter.to_owned(),
                    code: "unknown".to_owned(),
                    message: format!("{parameter} `{id}` does not exist"),
                });
            }
        }
        Ok(violations)
    }

    /// The article that a slug names.
    async fn named_article(
        &self,
        session: &mut Session,
        slug: &Slug,
        locale: Option<&Locale>,
    ) -> Result<ArticleRow> {
        let rows = session
            .all(
                "SELECT a.id, a.locale, a.translation_of, a.revision, a.reviewed_revision, r.body,
                    a.first_published_at, a.published_at, a.updated_at
                 FROM published_article a
                 JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number = a.revision
                 WHERE a.slug = $1
                 ORDER BY a.locale",
                [slug.as_str().into()],
            )
            .await?;
        let mut found = rows
            .iter()
            .map(ArticleRow::read)
            .collect::<Result<Vec<_>>>()?;
        let in_locale =
            |wanted: &Locale| found.iter().position(|article| article.locale == *wanted);
        let default = || in_locale(self.addresses.default_locale());
        let only = || (found.len() == 1).then_some(0);
        match locale.and_then(in_locale).or_else(default).or_else(only) {
            Some(at) => Ok(found.swap_remove(at)),
            None if found.is_empty() => Err(self.moved_or_missing(session, slug).await?),
            None => Err(ambiguous(slug, &found)),
        }
    }

    /// Where an article that had this slug is now.
    async fn moved_or_missing(&self, session: &mut Session, slug: &Slug) -> Result<Error> {
        let row = session
            .one(
                "SELECT a.slug, a.locale
                 FROM previous_slug p
                 JOIN published_article a ON a.id = p.article_id
                 WHERE p.slug = $1
                 ORDER BY p.locale <> $2, p.locale
                 LIMIT 1",
                [
                    slug.as_str().into(),
                    self.addresses.default_locale().as_str().into(),
                ],
            )
            .await?;
        match row {
            Some(row) => Ok(Error::Moved {
                from: slug.to_string(),
                to: row.text("slug")?,
            }),
            None => Ok(Error::NotFound {
                what: "article",
                name: slug.to_string(),
            }),
        }
    }

    fn article_summary(&self, row: &Row) -> Result<ArticleSummary> {
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

/// The articles that point at one thing, and perhaps at up to three others too.
const ARTICLES_BY_TARGET: &str =
    "SELECT DISTINCT a.id, a.slug, a.locale, a.summary, a.first_published_at, a.published_at, a.updated_at
     FROM published_article_link l
     JOIN published_article a ON a.id = l.article_id
     WHERE l.target_kind = $1 AND l.target = $2
        AND (a.published_at, a.id) < ($3, $4)
        AND ($6 = '' OR EXISTS (
            SELECT 1 FROM published_article_link o
            WHERE o.article_id = a.id AND o.target_kind = $6 AND o.target = $7))
        AND ($8 = '' OR EXISTS (
            SELECT 1 FROM published_article_link o
            WHERE o.article_id = a.id AND o.target_kind = $8 AND o.target = $9))
        AND ($10 = '' OR EXISTS (
            SELECT 1 FROM published_article_link o
            WHERE o.article_id = a.id AND o.target_kind = $10 AND o.target = $11))
     ORDER BY a.published_at DESC, a.id DESC
     LIMIT $5";

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
    fn targets(&self) -> Vec<(&'static str, String)> {
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

impl ArticleRow {
    fn read(row: &Row) -> Result<Self> {
        let id = row.text("id")?;
        Ok(Self {
            locale: row.parsed("locale")?,
            translation_group: row
                .optional_text("translation_of")?
                .unwrap_or_else(|| id.clone()),
            reviewed_revision: row.optional_revision_number("reviewed_revision")?,
            draft: row.json("body")?,
            publication: Publication {
                id: article_id(row)?,
                revision: row.revision_number("revision")?,
                first_published_at: row.moment("first_published_at")?,
                published_at: row.moment("published_at")?,
                updated_at: row.moment("updated_at")?,
                is_fallback: false,
                has_changed_since_review: false,
            },
            id,
        })
    }
}

/// The translation of an article into a locale, or the article itself as a fallback.
async fn translation(
    session: &mut Session,
    article: ArticleRow,
    wanted: &Locale,
) -> Result<ArticleRow> {
    let row = session
        .one(
            "SELECT a.id, a.locale, a.translation_of, a.revision, a.reviewed_revision, r.body,
                a.first_published_at, a.published_at, a.updated_at
             FROM published_article a
             JOIN revision r ON r.kind = 'article' AND r.owner = a.id AND r.number = a.revision
             WHERE (a.id = $1 OR a.translation_of = $1) AND a.locale = $2
             ORDER BY a.slug
             LIMIT 1",
            [
                article.translation_group.as_str().into(),
                wanted.as_str().into(),
            ],
        )
        .await?;
    match row {
        Some(row) => ArticleRow::read(&row),
        None => Ok(ArticleRow {
            publication: Publication {
                is_fallback: true,
                ..article.publication
            },
            ..article
        }),
    }
}

fn article_id(row: &Row) -> Result<Uuid> {
    let text = row.text("id")?;
    Uuid::parse_str(&text).map_err(|error| Error::Corrupt(format!("id of an article: {error}")))
}

fn ambiguous(slug: &Slug, found: &[ArticleRow]) -> Error {
    let locales: Vec<&str> = found
        .iter()
        .map(|article| article.locale.as_str())
        .collect();
    Error::Invalid(vec![Violation {
        parameter: "locale".to_owned(),
        code: "required".to_owned(),
        message: format!(
            "locale must be given for `{slug}`: one of {}",
            locales.join(", ")
        ),
    }])
}
