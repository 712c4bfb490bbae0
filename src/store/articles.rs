//! Questions about one article.

use uuid::Uuid;

use super::Store;
use super::database::Session;
use super::entries::tags_of;
use super::translations::translation;
use super::value::Row;
use crate::content::{
    Article, ArticleDraft, Locale, Moment, Publication, Slug, Tagged, build_article,
};
use crate::error::{Error, Result, Violation};

/// A published article as it lies in the database.
pub(super) struct ArticleRow {
    pub(super) id: String,
    pub(super) locale: Locale,
    /// What all translations of one text have in common.
    pub(super) translation_group: String,
    modified_at: Moment,
    reviewed_revision: Option<i32>,
    publication: Publication,
}

/// An article that is found elsewhere now.
pub(super) struct MovedArticle {
    id: String,
    locale: Locale,
    slug: Slug,
}

impl Store {
    /// The published article that a slug means. Without a locale the default one's is meant, else the only one; with a
    /// locale the translation of what the slug names, or that itself as a fallback.
    pub(super) async fn meant_article(
        &self,
        session: &mut Session,
        slug: &Slug,
        locale: Option<&Locale>,
    ) -> Result<ArticleRow> {
        let named = self.named_article(session, slug, locale).await?;
        match locale {
            Some(wanted) if named.locale != *wanted => translation(session, named, wanted).await,
            _ => Ok(named),
        }
    }

    /// A published article as readers get it, built from what it rests on.
    pub(super) async fn built_article(
        &self,
        session: &mut Session,
        article: &ArticleRow,
    ) -> Result<Tagged<Article>> {
        let draft = published_draft(session, article).await?;
        let foundation = self
            .foundation_of_article(
                session,
                &article.id,
                &article.locale,
                &article.translation_group,
            )
            .await?;
        let translation = article.translation();
        let mut publication = article.publication();
        publication.is_older_than_source = self
            .is_older_than_source(session, translation, None)
            .await?;
        let (value, index) = build_article(draft, publication, &foundation, &self.addresses);
        let mut tags = tags_of("article", &article.id);
        // It is found by its slug and by what translates it: both can lead elsewhere some day.
        tags.add("slug", value.slug.as_str());
        tags.add("translations", &article.translation_group);
        tags.add_index(&index);
        Ok(Tagged {
            value,
            tags,
            modified_at: Some(article.modified_at),
        })
    }

    /// The slug of the article that was published first, to show where to look.
    pub async fn first_article(&self) -> Result<Option<Slug>> {
        let row = self
            .db
            .one(
                "SELECT a.slug
                 FROM published_article a
                 ORDER BY a.first_published_at, a.id
                 LIMIT 1",
                [],
            )
            .await?;
        row.map(|row| row.parsed("slug")).transpose()
    }

    /// The article that a slug names: today's in the wanted or default locale, the one that had it there before, else
    /// the only one that has it.
    pub(super) async fn named_article(
        &self,
        session: &mut Session,
        slug: &Slug,
        locale: Option<&Locale>,
    ) -> Result<ArticleRow> {
        let rows = session
            .all(
                "SELECT a.id, a.locale, a.translation_group, a.revision, a.reviewed_revision, a.review,
                    a.first_published_at, a.published_at, a.updated_at, a.modified_at
                 FROM published_article a
                 WHERE a.slug = $1
                 ORDER BY a.locale",
                [slug.as_str().into()],
            )
            .await?;
        let mut found = rows
            .iter()
            .map(ArticleRow::read)
            .collect::<Result<Vec<_>>>()?;
        let default_locale = self.addresses.default_locale();
        if let Some(at) = in_locale(&found, locale, default_locale) {
            return Ok(found.swap_remove(at));
        }
        let moved = moved_articles(session, slug).await?;
        match elsewhere(slug, found, &moved, default_locale)? {
            Some(article) => Ok(article),
            None => Err(missing(session, slug).await?),
        }
    }
}

/// Which of the articles at one slug is the one in the wanted locale, or else in the default one.
pub(super) fn in_locale(
    found: &[ArticleRow],
    wanted: Option<&Locale>,
    default_locale: &Locale,
) -> Option<usize> {
    let at = |wanted: &Locale| found.iter().position(|article| article.locale == *wanted);
    wanted.and_then(at).or_else(|| at(default_locale))
}

/// The article at a slug that has none in the wanted locale: the only one, unless one has moved from there. `None`: there
/// is nothing.
pub(super) fn elsewhere(
    slug: &Slug,
    mut found: Vec<ArticleRow>,
    moved: &[MovedArticle],
    default_locale: &Locale,
) -> Result<Option<ArticleRow>> {
    let moved_in_default = moved.iter().find(|moved| moved.locale == *default_locale);
    match (moved_in_default, found.len(), moved.first()) {
        (Some(moved), _, _) | (None, 0, Some(moved)) => Err(moved.error(slug)),
        (None, 0, None) => Ok(None),
        (None, 1, _) => Ok(found.pop()),
        (None, _, _) => Err(ambiguous(slug, &found)),
    }
}

impl MovedArticle {
    pub(super) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            locale: row.parsed("locale")?,
            slug: row.parsed("slug")?,
        })
    }

    fn error(&self, from: &Slug) -> Error {
        Error::Moved {
            from: from.to_string(),
            to: self.slug.to_string(),
            id: self.id.clone(),
        }
    }
}

/// Why nothing is published at a slug: what was there has been removed, or there is nothing. Who has the slug by now and
/// was public at some time is only not public today; one that never was must not show.
async fn missing(session: &mut Session, slug: &Slug) -> Result<Error> {
    let row = session
        .one(
            "SELECT 1 AS found
             FROM removed_article r
             WHERE r.slug = $1
                AND NOT EXISTS (SELECT 1 FROM article a WHERE a.slug = $1 AND a.first_published_at IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM previous_slug p WHERE p.slug = $1)
             LIMIT 1",
            [slug.as_str().into()],
        )
        .await?;
    let (what, name) = ("article", slug.to_string());
    Ok(match row {
        Some(_) => Error::Gone { what, name },
        None => Error::NotFound { what, name },
    })
}

/// The articles that had a slug before.
async fn moved_articles(session: &mut Session, slug: &Slug) -> Result<Vec<MovedArticle>> {
    let rows = session
        .all(
            "SELECT a.id, a.locale, a.slug
             FROM previous_slug p
             JOIN published_article a ON a.id = p.article_id
             WHERE p.slug = $1
             ORDER BY a.locale, a.slug",
            [slug.as_str().into()],
        )
        .await?;
    rows.iter().map(MovedArticle::read).collect()
}

/// The text of an article's published revision.
pub(super) async fn published_draft(
    session: &mut Session,
    article: &ArticleRow,
) -> Result<ArticleDraft> {
    let row = session
        .one(
            "SELECT r.body
             FROM revision r
             WHERE r.kind = 'article' AND r.owner = $1 AND r.number = $2",
            [
                article.id.as_str().into(),
                article.publication.revision.into(),
            ],
        )
        .await?;
    let row = row.ok_or_else(|| {
        Error::Corrupt(format!("article {} has no published revision", article.id))
    })?;
    row.json("body")
}

impl ArticleRow {
    /// What is said of the revision, whether its review is about another one included.
    pub(super) fn publication(&self) -> Publication {
        let reviewed = self.reviewed_revision;
        Publication {
            has_changed_since_review: reviewed
                .is_some_and(|reviewed| reviewed != self.publication.revision),
            ..self.publication.clone()
        }
    }

    pub(super) fn revision(&self) -> i32 {
        self.publication.revision
    }

    pub(super) fn is_fallback(&self) -> bool {
        self.publication.is_fallback
    }

    /// The same in place of a translation that there is not.
    pub(super) fn into_fallback(mut self) -> Self {
        self.publication.is_fallback = true;
        self
    }

    pub(super) fn read(row: &Row) -> Result<Self> {
        let id = row.text("id")?;
        Ok(Self {
            locale: row.parsed("locale")?,
            translation_group: row.text("translation_group")?,
            modified_at: row.moment("modified_at")?,
            reviewed_revision: row.optional_revision_number("reviewed_revision")?,
            publication: Publication {
                id: article_id(row)?,
                revision: row.revision_number("revision")?,
                first_published_at: row.moment("first_published_at")?,
                published_at: row.moment("published_at")?,
                updated_at: row.moment("updated_at")?,
                is_fallback: false,
                is_older_than_source: false,
                review: row.optional_json("review")?,
                has_changed_since_review: false,
            },
            id,
        })
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
    let message = format!(
        "locale must be given for `{slug}`: one of {}",
        locales.join(", ")
    );
    Error::Invalid(vec![Violation::of_parameter("locale", "required", message)])
}
