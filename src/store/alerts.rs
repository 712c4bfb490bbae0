//! Questions about alerts: sources with a notice on which something published rests.

use std::collections::HashMap;

use super::Store;
use super::article_lists::Summary;
use super::articles::article_id;
use super::database::Session;
use super::page::{Page, Slice};
use super::references::complete;
use super::retractions::retraction_data;
use super::value::{Row, Value};
use crate::content::{
    AlertedArticle, AlertedTopic, Anchor, AttributedNotice, EvidenceAlert, Notice, NoticeSource,
    RetractionData,
};
use crate::error::{Error, Result};

/// The first hundred articles that use each of some sources, with every place, and how many there are: the question before
/// and behind the names of the sources.
const FIRST_ARTICLES: (&str, &str) = (
    "SELECT u.target, u.articles, a.id, a.slug, a.locale, a.summary, l.place
     FROM (
        SELECT r.target, r.article_id, r.rank, count(*) OVER (PARTITION BY r.target) AS articles
        FROM (
            SELECT u.target, u.article_id,
                row_number() OVER (PARTITION BY u.target ORDER BY u.slug, u.locale) AS rank
            FROM (
                SELECT DISTINCT l.target, l.article_id, a.slug, a.locale
                FROM",
    "named
                JOIN published_article_link l ON l.target_kind = 'reference' AND l.target = named.column1
                JOIN published_article a ON a.id = l.article_id
            ) u
        ) r
     ) u
     JOIN published_article a ON a.id = u.article_id
     JOIN published_article_link l ON l.article_id = u.article_id
        AND l.target_kind = 'reference' AND l.target = u.target
     WHERE u.rank <= 100
     ORDER BY u.target, u.rank, l.position",
);

/// What rests on one source.
#[derive(Default)]
struct Uses {
    article_count: u32,
    articles: Vec<AlertedArticle>,
    therapies: Vec<AlertedTopic>,
    conditions: Vec<AlertedTopic>,
}

impl Store {
    /// The list of alerts, to which its cursors are bound.
    pub const ALERTS: &'static str = "alerts";

    /// A page of the sources with a notice that anything published cites or lists, by key, and against what they were
    /// looked up.
    pub async fn alerts(&self, page: &Page) -> Result<(Slice<EvidenceAlert>, RetractionData)> {
        let mut session = self.db.read().await?;
        let rows = noticed(&mut session, page).await?;
        let slice = Slice::cut(rows, page, Self::ALERTS, |row| {
            vec![row.text("id").unwrap_or_default()]
        });
        let keys = slice.items.iter().map(|row| Ok([row.text("id")?.into()]));
        let keys = keys.collect::<Result<Vec<[Value; 1]>>>()?;
        let mut uses: HashMap<String, Uses> = HashMap::new();
        add_articles(&mut session, keys.clone(), &mut uses).await?;
        add_topics(&mut session, keys, &mut uses).await?;
        let data = retraction_data(&mut session).await?;
        session.commit().await?;
        let rows = slice.items.iter();
        let alerts = rows.map(|row| alert(row, uses.remove(&row.text("id")?).unwrap_or_default()));
        let items = alerts.collect::<Result<Vec<_>>>()?;
        let next = slice.next;
        Ok((Slice { items, next }, data))
    }
}

/// Only references have notices; to ask for their kind would lead SQLite past the index of notices.
async fn noticed(session: &mut Session, page: &Page) -> Result<Vec<Row>> {
    let after = page.cursor.as_ref().map_or("", |cursor| cursor.part(0));
    session
        .all(
            "SELECT e.id, e.body, e.citation, e.notice, e.authored_notice
             FROM published_entry e
             WHERE e.id > $1 AND (e.notice IS NOT NULL OR e.authored_notice IS NOT NULL)
                AND (
                    EXISTS (
                        SELECT 1 FROM published_article_link l
                        WHERE l.target_kind = 'reference' AND l.target = e.id
                    )
                    OR EXISTS (
                        SELECT 1 FROM published_entry_link l
                        WHERE l.target_kind = 'reference' AND l.target = e.id
                    )
                )
             ORDER BY e.id
             LIMIT $2",
            [after.into(), page.size.and_one().into()],
        )
        .await
}

fn alert(row: &Row, uses: Uses) -> Result<EvidenceAlert> {
    let said = [
        (NoticeSource::Author, row.optional_json("authored_notice")?),
        (NoticeSource::Data, row.optional_json("notice")?),
    ];
    let said = said.into_iter().filter_map(|(said_by, notice)| {
        let Notice { kind, on } = notice?;
        Some(AttributedNotice { said_by, kind, on })
    });
    Ok(EvidenceAlert {
        reference: complete(row)?,
        notices: said.collect(),
        article_count: uses.article_count,
        articles: uses.articles,
        therapies: uses.therapies,
        conditions: uses.conditions,
    })
}

/// The first articles that use each source, with every place, and how many there are.
async fn add_articles(
    session: &mut Session,
    keys: Vec<[Value; 1]>,
    uses: &mut HashMap<String, Uses>,
) -> Result<()> {
    let rows = session
        .all_about(FIRST_ARTICLES.0, keys, FIRST_ARTICLES.1)
        .await?;
    for row in &rows {
        let uses = uses.entry(row.text("target")?).or_default();
        uses.article_count = u32::try_from(row.integer("articles")?)
            .map_err(|cause| Error::Corrupt(format!("a number of articles: {cause}")))?;
        let id = article_id(row)?;
        if uses.articles.last().is_none_or(|last| last.id != id) {
            let Summary { title, .. } = row.json("summary")?;
            uses.articles.push(AlertedArticle {
                id,
                slug: row.parsed("slug")?,
                locale: row.parsed("locale")?,
                title,
                blocks: Vec::new(),
            });
        }
        if let Some(last) = uses.articles.last_mut() {
            add_place(&mut last.blocks, row)?;
        }
    }
    Ok(())
}

/// The therapies and conditions whose descriptions cite each source.
async fn add_topics(
    session: &mut Session,
    keys: Vec<[Value; 1]>,
    uses: &mut HashMap<String, Uses>,
) -> Result<()> {
    let rows = session
        .all_about(
            "SELECT l.target, e.kind, e.id, e.body, l.place FROM",
            keys,
            "named
             JOIN published_entry_link l ON l.target_kind = 'reference' AND l.target = named.column1
             JOIN published_entry e ON e.kind = l.kind AND e.id = l.id
             WHERE e.kind IN ('therapy', 'condition')
             ORDER BY l.target, e.kind, e.id, l.position",
        )
        .await?;
    for row in &rows {
        let uses = uses.entry(row.text("target")?).or_default();
        let (topics, name) = match row.text("kind")?.as_str() {
            "therapy" => (&mut uses.therapies, super::therapies::summary(row)?.name),
            _ => (&mut uses.conditions, super::conditions::summary(row)?.name),
        };
        let slug = row.parsed("id")?;
        if topics.last().is_none_or(|last| last.slug != slug) {
            topics.push(AlertedTopic {
                slug,
                name,
                blocks: Vec::new(),
            });
        }
        if let Some(last) = topics.last_mut() {
            add_place(&mut last.blocks, row)?;
        }
    }
    Ok(())
}

/// A place that cites one source twice stands once.
fn add_place(places: &mut Vec<Anchor>, row: &Row) -> Result<()> {
    if row.optional_text("place")?.is_some() {
        let place = row.parsed("place")?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(())
}
