//! What the texts of many pieces rest on, brought together in a constant number of statements.

use std::collections::{HashMap, HashSet};

use crate::content::{Alternate, Foundation, Locale, PieceKind};
use crate::error::Result;
use crate::store::Store;
use crate::store::articles::ArticleRow;
use crate::store::database::Session;
use crate::store::foundation::{Mentioned, add_article, foundation};
use crate::store::translations::Translation;
use crate::store::value::{Row, Value};

/// The kind and the id of a piece.
pub(super) type Name = (PieceKind, String);

/// All that some pieces show of others, and the entries among these pieces themselves.
pub(super) struct Surroundings {
    /// What each piece points at; of articles their slugs.
    links: HashMap<Name, Vec<Name>>,
    entries: HashMap<Name, Row>,
    /// Articles that are mentioned, by their slugs.
    mentioned: HashMap<String, Vec<Mentioned>>,
    /// All translations of a text with their ids, by what they have in common.
    translations: HashMap<String, Vec<(String, Alternate)>>,
    older: HashSet<String>,
}

impl Store {
    pub(super) async fn surroundings(
        &self,
        session: &mut Session,
        names: &[Name],
        articles: &[&ArticleRow],
    ) -> Result<Surroundings> {
        let links = links_of(session, names).await?;
        let shown: HashSet<&Name> = links.values().flatten().chain(names).collect();
        let (mentioned, entries): (Vec<&Name>, Vec<&Name>) = shown
            .into_iter()
            .partition(|(kind, _)| *kind == PieceKind::Article);
        let translations: Vec<Translation<'_>> = articles
            .iter()
            .map(|article| article.translation())
            .collect();
        Ok(Surroundings {
            entries: entries_of(session, &entries).await?,
            mentioned: mentioned_of(session, &mentioned).await?,
            translations: translations_of(session, articles).await?,
            older: self.older_than_source(session, &translations, None).await?,
            links,
        })
    }
}

impl Surroundings {
    /// What one piece rests on. Articles that it mentions are those in its own locale, else in the default.
    pub(super) fn of(
        &self,
        name: &Name,
        locale: &Locale,
        default_locale: &Locale,
    ) -> Result<Foundation> {
        let links = self.links.get(name).map_or(&[][..], Vec::as_slice);
        let entries = links.iter().filter_map(|link| self.entries.get(link));
        let mut shown = foundation(entries)?;
        let slugs = links
            .iter()
            .filter(|(kind, _)| *kind == PieceKind::Article)
            .filter_map(|(_, slug)| self.mentioned.get(slug));
        for article in slugs.flatten() {
            if article.locale == *locale || article.locale == *default_locale {
                add_article(&mut shown, article.clone(), locale);
            }
        }
        Ok(shown)
    }

    pub(super) fn entry(&self, name: &Name) -> Option<&Row> {
        self.entries.get(name)
    }

    /// The same article in other languages.
    pub(super) fn alternates(&self, article: &ArticleRow) -> Vec<Alternate> {
        let all = self.translations.get(&article.translation_group);
        let others = all
            .into_iter()
            .flatten()
            .filter(|(id, _)| *id != article.id);
        others.map(|(_, alternate)| alternate.clone()).collect()
    }

    pub(super) fn is_older_than_source(&self, article: &ArticleRow) -> bool {
        self.older.contains(&article.id)
    }
}

/// What the pieces point at.
async fn links_of(session: &mut Session, names: &[Name]) -> Result<HashMap<Name, Vec<Name>>> {
    let (articles, entries): (Vec<&Name>, Vec<&Name>) = names
        .iter()
        .partition(|(kind, _)| *kind == PieceKind::Article);
    let ids = articles.iter().map(|(_, id)| [id.as_str().into()]);
    let of_articles = session
        .all_about(
            "SELECT DISTINCT 'article' AS kind, l.article_id AS id, l.target_kind, l.target
             FROM",
            ids.collect(),
            "named
             CROSS JOIN published_article_link l
             WHERE l.article_id = named.column1 AND l.target_kind <> 'media'",
        )
        .await?;
    let of_entries = session
        .all_about(
            "SELECT DISTINCT l.kind, l.id, l.target_kind, l.target
             FROM",
            things(&entries),
            "named
             CROSS JOIN published_entry_link l
             WHERE l.kind = named.column1 AND l.id = named.column2 AND l.target_kind <> 'media'",
        )
        .await?;
    let mut links: HashMap<Name, Vec<Name>> = HashMap::new();
    for row in of_articles.iter().chain(&of_entries) {
        let name = (row.parsed("kind")?, row.text("id")?);
        let target = (row.parsed("target_kind")?, row.text("target")?);
        links.entry(name).or_default().push(target);
    }
    Ok(links)
}

async fn entries_of(session: &mut Session, names: &[&Name]) -> Result<HashMap<Name, Row>> {
    let rows = session
        .all_about(
            "SELECT e.kind, e.id, e.body, e.citation, e.notice
             FROM",
            things(names),
            "named
             CROSS JOIN published_entry e
             WHERE e.kind = named.column1 AND e.id = named.column2",
        )
        .await?;
    let rows = rows.into_iter();
    rows.map(|row| Ok(((row.parsed("kind")?, row.text("id")?), row)))
        .collect()
}

async fn mentioned_of(
    session: &mut Session,
    names: &[&Name],
) -> Result<HashMap<String, Vec<Mentioned>>> {
    let slugs = names.iter().map(|(_, slug)| [slug.as_str().into()]);
    let rows = session
        .all_about(
            "SELECT a.slug, a.locale, a.summary
             FROM",
            slugs.collect(),
            "named
             CROSS JOIN published_article a
             WHERE a.slug = named.column1",
        )
        .await?;
    let mut mentioned: HashMap<String, Vec<Mentioned>> = HashMap::new();
    for row in &rows {
        let article = Mentioned::read(row)?;
        let of_slug = mentioned.entry(article.slug.to_string()).or_default();
        of_slug.push(article);
    }
    Ok(mentioned)
}

async fn translations_of(
    session: &mut Session,
    articles: &[&ArticleRow],
) -> Result<HashMap<String, Vec<(String, Alternate)>>> {
    let groups = articles.iter();
    let groups = groups.map(|article| [article.translation_group.as_str().into()]);
    let rows = session
        .all_about(
            "SELECT a.translation_group, a.id, a.locale, a.slug
             FROM",
            groups.collect(),
            "named
             CROSS JOIN published_article a
             WHERE a.translation_group = named.column1
             ORDER BY a.locale, a.slug",
        )
        .await?;
    let mut translations: HashMap<String, Vec<(String, Alternate)>> = HashMap::new();
    for row in &rows {
        let group = translations.entry(row.text("translation_group")?);
        let alternate = Alternate {
            locale: row.parsed("locale")?,
            slug: row.parsed("slug")?,
        };
        group.or_default().push((row.text("id")?, alternate));
    }
    Ok(translations)
}

fn things(names: &[&Name]) -> Vec<[Value; 2]> {
    let things = names.iter();
    things
        .map(|(kind, id)| [kind.as_str().into(), id.as_str().into()])
        .collect()
}
