//! The translations of an article, and whether they still say what their source says.

use super::Store;
use super::articles::ArticleRow;
use super::database::Session;
use super::value::Value;
use crate::content::{ArticleDraft, Locale, Moment};
use crate::error::{Error, Result};

/// A text in another language than its source.
pub(super) struct Translation<'a> {
    pub(super) id: &'a str,
    pub(super) revision: i32,
    /// The article that all translations have in common: their source, while that is there.
    pub(super) source: &'a str,
}

impl ArticleRow {
    pub(super) fn translation(&self) -> Translation<'_> {
        Translation {
            id: &self.id,
            revision: self.revision(),
            source: &self.translation_group,
        }
    }
}

/// The text of a source that readers see, by a moment, and the one that they saw when its translation was written; the first
/// that they ever saw, where they saw none then.
const SHOWN_AND_TRANSLATED: &str = "SELECT s.revision AS shown, coalesce(
        (
            SELECT h.revision
            FROM published_history h
            WHERE h.kind = 'article' AND h.owner = s.owner AND h.at <= t.created_at AND h.revision IS NOT NULL
            ORDER BY h.version DESC
            LIMIT 1
        ),
        (
            SELECT h.revision
            FROM published_history h
            WHERE h.kind = 'article' AND h.owner = s.owner AND h.revision IS NOT NULL
            ORDER BY h.version
            LIMIT 1
        )
     ) AS translated
     FROM revision t
     JOIN published_history s ON s.kind = 'article' AND s.owner = $3 AND s.version = (
        SELECT h.version
        FROM published_history h
        WHERE h.kind = 'article' AND h.owner = $3 AND h.at <= $4
        ORDER BY h.version DESC
        LIMIT 1
     )
     WHERE t.kind = 'article' AND t.owner = $1 AND t.number = $2 AND s.revision IS NOT NULL AND s.locale = $5";

impl Store {
    /// Whether readers see another text of the source, now or at a moment, than they saw when the translation was written;
    /// the first that they ever saw, where they saw none then.
    pub(super) async fn is_older_than_source(
        &self,
        session: &mut Session,
        translation: Translation<'_>,
        at: Option<Moment>,
    ) -> Result<bool> {
        let Translation {
            id,
            revision,
            source,
        } = translation;
        if id == source {
            return Ok(false);
        }
        // Every moment comes before the tilde.
        let until = at.map_or_else(|| Value::from("~"), Value::from);
        let row = session
            .one(
                SHOWN_AND_TRANSLATED,
                [
                    id.into(),
                    revision.into(),
                    source.into(),
                    until,
                    // Without its source, the translations of a text have another of them in common.
                    self.addresses.default_locale().as_str().into(),
                ],
            )
            .await?;
        let Some(row) = row else { return Ok(false) };
        let shown = row.revision_number("shown")?;
        let translated = row.revision_number("translated")?;
        if shown == translated {
            return Ok(false);
        }
        let shown = text_of(session, source, shown).await?;
        let translated = text_of(session, source, translated).await?;
        Ok(!shown.says_the_same(&translated))
    }
}

/// The translation of an article into a locale, or the article itself as a fallback.
pub(super) async fn translation(
    session: &mut Session,
    article: ArticleRow,
    wanted: &Locale,
) -> Result<ArticleRow> {
    let row = session
        .one(
            "SELECT a.id, a.locale, a.translation_group, a.revision, a.reviewed_revision, a.review,
                a.first_published_at, a.published_at, a.updated_at, a.modified_at
             FROM published_article a
             WHERE a.translation_group = $1 AND a.locale = $2",
            [
                article.translation_group.as_str().into(),
                wanted.as_str().into(),
            ],
        )
        .await?;
    match row {
        Some(row) => ArticleRow::read(&row),
        None => Ok(article.into_fallback()),
    }
}

async fn text_of(session: &mut Session, id: &str, revision: i32) -> Result<ArticleDraft> {
    let row = session
        .one(
            "SELECT r.body
             FROM revision r
             WHERE r.kind = 'article' AND r.owner = $1 AND r.number = $2",
            [id.into(), revision.into()],
        )
        .await?;
    let row =
        row.ok_or_else(|| Error::Corrupt(format!("article {id} has no revision {revision}")))?;
    row.json("body")
}
