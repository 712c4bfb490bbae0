//! What readers saw of an article at a moment: found, built and resting on what was public then. The questions are those of
//! `articles.rs`, asked of the rows that `publication` has of that moment.

use std::collections::BTreeSet;

use super::Store;
use super::articles::{ArticleRow, MovedArticle, elsewhere, in_locale, published_draft};
use super::database::Session;
use super::foundation::{add_articles, alternates_of, foundation};
use super::value::{Row, Value};
use super::writing::targets;
use crate::content::{
    Article, ArticleDraft, Foundation, Index, Locale, Moment, ReviewDraft, Slug, build_article,
};
use crate::error::{Error, Result, Violation};

impl Store {
    /// The article that readers got at a moment for a slug and a locale. Fails with what they were told then, when there
    /// was none.
    pub async fn article_as_of(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
        at: Moment,
    ) -> Result<Article> {
        if at > self.clock.now() {
            return Err(future(at));
        }
        let mut session = self.db.read().await?;
        let named = self.article_then(&mut session, slug, locale, at).await?;
        let article = match locale {
            Some(wanted) if named.locale != *wanted => {
                translation_then(&mut session, named, wanted, at).await?
            }
            _ => named,
        };
        let mut draft = published_draft(&mut session, &article).await?;
        let mut publication = article.publication();
        publication.is_older_than_source = self
            .is_older_than_source(&mut session, article.translation(), Some(at))
            .await?;
        draft.review = publication.review.clone().map(ReviewDraft::from);
        let foundation = self
            .foundation_then(&mut session, &article, &draft, at)
            .await?;
        session.commit().await?;
        let (article, _) = build_article(draft, publication, &foundation, &self.addresses);
        Ok(article)
    }

    async fn article_then(
        &self,
        session: &mut Session,
        slug: &Slug,
        locale: Option<&Locale>,
        at: Moment,
    ) -> Result<ArticleRow> {
        let rows = session
            .all(
                "SELECT p.owner AS id, p.locale, p.translation_group, p.revision, p.reviewed_revision, p.review,
                    p.first_published_at, p.published_at, p.updated_at, p.at AS modified_at
                 FROM publication p
                 WHERE p.kind = 'article' AND p.slug = $1 AND p.revision IS NOT NULL AND p.version = (
                    SELECT q.version FROM publication q
                    WHERE q.kind = p.kind AND q.owner = p.owner AND q.at <= $2
                    ORDER BY q.version DESC
                    LIMIT 1
                 )
                 ORDER BY p.locale",
                [slug.as_str().into(), at.into()],
            )
            .await?;
        let found = rows.iter().map(ArticleRow::read);
        let mut found = found.collect::<Result<Vec<_>>>()?;
        let default_locale = self.addresses.default_locale();
        if let Some(at) = in_locale(&found, locale, default_locale) {
            return Ok(found.swap_remove(at));
        }
        let moved = moved_then(session, slug, at).await?;
        match elsewhere(slug, found, &moved, default_locale)? {
            Some(article) => Ok(article),
            None => Err(missing_then(session, slug, at).await?),
        }
    }

    /// What the text rested on. Its index is gone when it is no longer public, so it is made anew from the text.
    async fn foundation_then(
        &self,
        session: &mut Session,
        article: &ArticleRow,
        draft: &ArticleDraft,
        at: Moment,
    ) -> Result<Foundation> {
        let index = Index::of_article(draft);
        let targets: BTreeSet<Target> = targets(&index)
            .into_iter()
            .map(|(kind, id, _)| (kind, id))
            .collect();
        let (articles, entries): (Vec<_>, Vec<_>) =
            targets.iter().partition(|(kind, _)| *kind == "article");
        let mut foundation = foundation(&entries_then(session, &entries, at).await?)?;
        let shown = [&article.locale, self.addresses.default_locale()];
        let mut mentioned = Vec::new();
        for row in mentioned_then(session, &articles, at).await? {
            if shown.contains(&&row.parsed::<Locale>("locale")?) {
                mentioned.push(row);
            }
        }
        add_articles(&mut foundation, mentioned, &article.locale)?;
        foundation.alternates = alternates_of(&translations_then(session, article, at).await?)?;
        Ok(foundation)
    }
}

/// Kind and id of something that a text points at.
type Target<'t> = (&'static str, &'t str);

/// The therapies, conditions, people and references as they were.
async fn entries_then(
    session: &mut Session,
    targets: &[Target<'_>],
    at: Moment,
) -> Result<Vec<Row>> {
    session
        .all_of(
            "WITH wanted (kind, id, at) AS (",
            wanted(targets, at),
            ")
             SELECT w.kind, w.id, r.body, NULL AS citation, p.notice
             FROM wanted w
             JOIN publication p ON p.kind = w.kind AND p.owner = w.id AND p.version = (
                SELECT q.version FROM publication q
                WHERE q.kind = w.kind AND q.owner = w.id AND q.at <= w.at
                ORDER BY q.version DESC
                LIMIT 1
             )
             JOIN revision r ON r.kind = p.kind AND r.owner = p.owner AND r.number = p.revision",
        )
        .await
}

/// The articles at some slugs, in all languages.
async fn mentioned_then(
    session: &mut Session,
    targets: &[Target<'_>],
    at: Moment,
) -> Result<Vec<Row>> {
    session
        .all_of(
            "WITH wanted (kind, slug, at) AS (",
            wanted(targets, at),
            ")
             SELECT p.slug, p.locale, p.summary
             FROM wanted w
             JOIN publication p ON p.kind = 'article' AND p.slug = w.slug AND p.version = (
                SELECT q.version FROM publication q
                WHERE q.kind = 'article' AND q.owner = p.owner AND q.at <= w.at
                ORDER BY q.version DESC
                LIMIT 1
             )
             WHERE p.revision IS NOT NULL",
        )
        .await
}

fn wanted(targets: &[Target<'_>], at: Moment) -> Vec<[Value; 3]> {
    let targets = targets.iter();
    targets
        .map(|(kind, id)| [(*kind).into(), (*id).into(), at.into()])
        .collect()
}

/// The articles that had a slug before, and were public elsewhere then.
async fn moved_then(session: &mut Session, slug: &Slug, at: Moment) -> Result<Vec<MovedArticle>> {
    let rows = session
        .all(
            "SELECT p.owner AS id, p.locale, p.slug
             FROM reserved_slug s
             JOIN publication p ON p.kind = 'article' AND p.owner = s.article_id AND p.version = (
                SELECT q.version FROM publication q
                WHERE q.kind = 'article' AND q.owner = s.article_id AND q.at <= $2
                ORDER BY q.version DESC
                LIMIT 1
             )
             WHERE s.slug = $1 AND s.at <= $2 AND p.revision IS NOT NULL
             ORDER BY p.locale, p.slug",
            [slug.as_str().into(), at.into()],
        )
        .await?;
    rows.iter().map(MovedArticle::read).collect()
}

/// Why nothing was published at a slug: what was there had been removed, and nothing that had been public had taken its
/// place, or there was nothing. What is removed has no slug in its last row.
async fn missing_then(session: &mut Session, slug: &Slug, at: Moment) -> Result<Error> {
    let row = session
        .one(
            "SELECT 1 AS found
             FROM removed_article d
             WHERE d.slug = $1 AND d.removed_at <= $2 AND NOT EXISTS (
                SELECT 1
                FROM (
                    SELECT t.owner FROM publication t WHERE t.kind = 'article' AND t.slug = $1
                    UNION
                    SELECT s.article_id FROM reserved_slug s WHERE s.slug = $1 AND s.at <= $2
                 ) had
                JOIN publication p ON p.kind = 'article' AND p.owner = had.owner AND p.version = (
                    SELECT q.version FROM publication q
                    WHERE q.kind = 'article' AND q.owner = had.owner AND q.at <= $2
                    ORDER BY q.version DESC
                    LIMIT 1
                )
                WHERE p.slug = $1 OR (p.slug IS NOT NULL AND EXISTS (
                    SELECT 1 FROM reserved_slug s WHERE s.slug = $1 AND s.article_id = p.owner AND s.at <= $2
                ))
             )
             LIMIT 1",
            [slug.as_str().into(), at.into()],
        )
        .await?;
    let (what, name) = ("article", slug.to_string());
    Ok(match row {
        Some(_) => Error::Gone { what, name },
        None => Error::NotFound { what, name },
    })
}

/// The translation of an article into a locale, or the article itself as a fallback.
async fn translation_then(
    session: &mut Session,
    article: ArticleRow,
    wanted: &Locale,
    at: Moment,
) -> Result<ArticleRow> {
    for row in translations_then(session, &article, at).await? {
        if row.parsed::<Locale>("locale")? == *wanted {
            return ArticleRow::read(&row);
        }
    }
    Ok(article.into_fallback())
}

/// The same article in other languages.
async fn translations_then(
    session: &mut Session,
    article: &ArticleRow,
    at: Moment,
) -> Result<Vec<Row>> {
    session
        .all(
            "SELECT p.owner AS id, p.slug, p.locale, p.translation_group, p.revision, p.reviewed_revision, p.review,
                p.first_published_at, p.published_at, p.updated_at, p.at AS modified_at
             FROM publication p
             WHERE p.kind = 'article' AND p.translation_group = $1 AND p.owner <> $2 AND p.revision IS NOT NULL
                AND p.version = (
                    SELECT q.version FROM publication q
                    WHERE q.kind = 'article' AND q.owner = p.owner AND q.at <= $3
                    ORDER BY q.version DESC
                    LIMIT 1
                )
             ORDER BY p.locale, p.slug",
            [
                article.translation_group.as_str().into(),
                article.id.as_str().into(),
                at.into(),
            ],
        )
        .await
}

fn future(at: Moment) -> Error {
    let message = format!("as_of must not be in the future, got `{at}`");
    Error::Invalid(vec![Violation::of_parameter("as_of", "invalid", message)])
}
