//! Questions about one article.

use uuid::Uuid;

use super::Store;
use super::database::Session;
use super::value::Row;
use crate::content::{Article, ArticleDraft, Locale, Publication, Slug, build_article};
use crate::error::{Error, Result, Violation};

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

pub(super) fn article_id(row: &Row) -> Result<Uuid> {
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
