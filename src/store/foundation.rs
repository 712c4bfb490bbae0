//! What a text rests on: everything public that its index points at, brought together in a constant number of
//! statements.

use super::Store;
use super::database::Session;
use super::value::Row;
use crate::content::{Alternate, Foundation, Locale, Person, Slug};
use crate::error::Result;

impl Store {
    /// What a published article rests on. Articles that it mentions are those in its own locale, else in the default.
    pub(super) async fn foundation_of_article(
        &self,
        session: &mut Session,
        article_id: &str,
        locale: &Locale,
        translation_group: &str,
    ) -> Result<Foundation> {
        let entries = session
            .all(
                "SELECT DISTINCT e.kind, e.id, e.body, e.citation, e.notice
                 FROM published_article_link l
                 JOIN published_entry e ON e.kind = l.target_kind AND e.id = l.target
                 WHERE l.article_id = $1",
                [article_id.into()],
            )
            .await?;
        let articles = session
            .all(
                "SELECT a.slug, a.locale, a.summary
                 FROM (
                    SELECT DISTINCT l.target
                    FROM published_article_link l
                    WHERE l.article_id = $1 AND l.target_kind = 'article'
                 ) mentioned
                 JOIN published_article a ON a.slug = mentioned.target
                 WHERE a.locale IN ($2, $3)",
                [
                    article_id.into(),
                    locale.as_str().into(),
                    self.addresses.default_locale().as_str().into(),
                ],
            )
            .await?;
        let mut foundation = foundation(&entries)?;
        foundation.alternates = alternates(session, article_id, translation_group).await?;
        add_articles(&mut foundation, articles, locale)?;
        Ok(foundation)
    }

    /// What the description of a therapy or condition rests on.
    pub(super) async fn foundation_of_entry(
        &self,
        session: &mut Session,
        kind: &'static str,
        id: &str,
    ) -> Result<Foundation> {
        let entries = session
            .all(
                "SELECT DISTINCT e.kind, e.id, e.body, e.citation, e.notice
                 FROM published_entry_link l
                 JOIN published_entry e ON e.kind = l.target_kind AND e.id = l.target
                 WHERE l.kind = $1 AND l.id = $2",
                [kind.into(), id.into()],
            )
            .await?;
        let locale = self.addresses.default_locale();
        let articles = session
            .all(
                "SELECT a.slug, a.locale, a.summary
                 FROM (
                    SELECT DISTINCT l.target
                    FROM published_entry_link l
                    WHERE l.kind = $1 AND l.id = $2 AND l.target_kind = 'article'
                 ) mentioned
                 JOIN published_article a ON a.slug = mentioned.target
                 WHERE a.locale = $3",
                [kind.into(), id.into(), locale.as_str().into()],
            )
            .await?;
        let mut foundation = foundation(&entries)?;
        add_articles(&mut foundation, articles, locale)?;
        Ok(foundation)
    }
}

pub(super) fn foundation<'r>(entries: impl IntoIterator<Item = &'r Row>) -> Result<Foundation> {
    let mut foundation = Foundation::default();
    for entry in entries {
        match entry.text("kind")?.as_str() {
            "therapy" => {
                let therapy = super::therapies::summary(entry)?;
                foundation.therapies.insert(therapy.slug.clone(), therapy);
            }
            "condition" => {
                let condition = super::conditions::summary(entry)?;
                foundation
                    .conditions
                    .insert(condition.slug.clone(), condition);
            }
            "person" => {
                let person: Person = entry.json("body")?;
                foundation.people.insert(person.slug.clone(), person);
            }
            _ => {
                let reference = super::references::complete(entry)?;
                foundation
                    .references
                    .insert(reference.key.clone(), reference);
            }
        }
    }
    Ok(foundation)
}

/// A published article that a text may mention: where it is found, and its title.
#[derive(Clone, Debug)]
pub(super) struct Mentioned {
    pub(super) slug: Slug,
    pub(super) locale: Locale,
    title: String,
}

impl Mentioned {
    pub(super) fn read(row: &Row) -> Result<Self> {
        let super::article_lists::Summary { title, .. } = row.json("summary")?;
        Ok(Self {
            slug: row.parsed("slug")?,
            locale: row.parsed("locale")?,
            title,
        })
    }
}

pub(super) fn add_articles(
    foundation: &mut Foundation,
    articles: Vec<Row>,
    wanted: &Locale,
) -> Result<()> {
    for article in &articles {
        add_article(foundation, Mentioned::read(article)?, wanted);
    }
    Ok(())
}

/// The title of a mentioned article: the one in the wanted locale before the one in the default.
pub(super) fn add_article(foundation: &mut Foundation, article: Mentioned, wanted: &Locale) {
    if article.locale == *wanted || !foundation.articles.contains_key(&article.slug) {
        foundation.articles.insert(article.slug, article.title);
    }
}

/// The same article in other languages.
pub(super) async fn alternates(
    session: &mut Session,
    article_id: &str,
    translation_group: &str,
) -> Result<Vec<Alternate>> {
    let rows = session
        .all(
            "SELECT a.locale, a.slug
             FROM published_article a
             WHERE a.translation_group = $1 AND a.id <> $2
             ORDER BY a.locale, a.slug",
            [translation_group.into(), article_id.into()],
        )
        .await?;
    alternates_of(&rows)
}

pub(super) fn alternates_of(rows: &[Row]) -> Result<Vec<Alternate>> {
    rows.iter()
        .map(|row| {
            Ok(Alternate {
                locale: row.parsed("locale")?,
                slug: row.parsed("slug")?,
            })
        })
        .collect()
}
