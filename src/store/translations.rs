//! The translations of an article, and whether they still say what their source says.

use std::collections::{HashMap, HashSet};

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

impl Store {
    /// Whether readers see another text of the source, now or at a moment, than they saw when the translation was written;
    /// the first that they ever saw, where they saw none then.
    pub(super) async fn is_older_than_source(
        &self,
        session: &mut Session,
        translation: Translation<'_>,
        at: Option<Moment>,
    ) -> Result<bool> {
        let older = self.older_than_source(session, &[translation], at).await?;
        Ok(!older.is_empty())
    }

    /// The ids of those among some translations of which it holds.
    pub(super) async fn older_than_source(
        &self,
        session: &mut Session,
        translations: &[Translation<'_>],
        at: Option<Moment>,
    ) -> Result<HashSet<String>> {
        let translated = translations.iter().filter(|one| one.id != one.source);
        let things: Vec<_> = translated.map(|one| self.thing(one, at)).collect();
        if things.is_empty() {
            return Ok(HashSet::new());
        }
        let rows = session
            .all_of(SHOWN_AND_TRANSLATED, things, OF_SOURCES)
            .await?;
        let mut pairs = Vec::new();
        for row in &rows {
            let shown = (row.text("source")?, row.revision_number("shown")?);
            let translated = (row.text("source")?, row.revision_number("translated")?);
            if shown != translated {
                pairs.push((row.text("id")?, shown, translated));
            }
        }
        let texts = texts_of(session, &pairs).await?;
        let mut older = HashSet::new();
        for (id, shown, translated) in pairs {
            if !text_of(&texts, &shown)?.says_the_same(text_of(&texts, &translated)?) {
                older.insert(id);
            }
        }
        Ok(older)
    }

    fn thing(&self, translation: &Translation<'_>, at: Option<Moment>) -> [Value; 5] {
        [
            translation.id.into(),
            translation.revision.into(),
            translation.source.into(),
            // Every moment comes before the tilde.
            at.map_or_else(|| Value::from("~"), Value::from),
            // Without its source, the translations of a text have another of them in common.
            self.addresses.default_locale().as_str().into(),
        ]
    }
}

/// A revision of an article: its id and the number.
type Text = (String, i32);

/// What readers see of each source, and what they saw of it when it was translated.
const SHOWN_AND_TRANSLATED: &str = "SELECT DISTINCT named.column1 AS id, s.owner AS source, s.revision AS shown, coalesce(
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
     FROM (";

const OF_SOURCES: &str = ") named
     CROSS JOIN revision t
     CROSS JOIN published_history s
     WHERE t.kind = 'article' AND t.owner = named.column1 AND t.number = named.column2
        AND s.kind = 'article' AND s.owner = named.column3 AND s.version = (
            SELECT h.version
            FROM published_history h
            WHERE h.kind = 'article' AND h.owner = named.column3 AND h.at <= named.column4
            ORDER BY h.version DESC
            LIMIT 1
        )
        AND s.revision IS NOT NULL AND s.locale = named.column5";

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

/// The texts that are to be compared.
async fn texts_of(
    session: &mut Session,
    pairs: &[(String, Text, Text)],
) -> Result<HashMap<Text, ArticleDraft>> {
    let texts: HashSet<&Text> = pairs
        .iter()
        .flat_map(|(_, one, other)| [one, other])
        .collect();
    let things = texts
        .iter()
        .map(|(id, number)| [id.as_str().into(), (*number).into()]);
    let rows = session
        .all_of(
            "SELECT DISTINCT r.owner, r.number, r.body
             FROM (",
            things.collect(),
            ") named
             CROSS JOIN revision r
             WHERE r.kind = 'article' AND r.owner = named.column1 AND r.number = named.column2",
        )
        .await?;
    let texts = rows.iter().map(|row| {
        Ok((
            (row.text("owner")?, row.revision_number("number")?),
            row.json("body")?,
        ))
    });
    texts.collect()
}

fn text_of<'t>(texts: &'t HashMap<Text, ArticleDraft>, text: &Text) -> Result<&'t ArticleDraft> {
    texts.get(text).ok_or_else(|| {
        let (id, revision) = text;
        Error::Corrupt(format!("article {id} has no revision {revision}"))
    })
}
