//! Whether every text that somebody can be shown is there, can be read, and is indexed as it says.

use serde::de::DeserializeOwned;

use super::Examination;
use crate::content::{
    ArticleDraft, Block, Condition, Index, Locale, Person, Reference, ReferenceKey, Slug, Therapy,
};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::article_lists::Summary;
use crate::store::value::Row;
use crate::store::writing::targets;

/// A revision that is the head of an article, its public text, or the newest of an entry.
#[derive(Clone, Debug)]
pub struct StoredText {
    pub(super) kind: String,
    pub(super) owner: String,
    pub(super) revision: i32,
    /// The slug or key at which it is found.
    slug: String,
    /// Of an article.
    locale: String,
    pub is_public: bool,
    summary: Option<String>,
}

/// What the index says of a text: kind, id and place of what it points at.
type IndexRow = (String, String, Option<String>);

/// Every text that somebody can be shown, once.
const SHOWN: &str = "SELECT 'article' AS kind, a.id AS owner, a.head_revision AS revision, a.slug, a.locale, a.summary,
        CASE WHEN a.published_revision = a.head_revision THEN 1 ELSE 0 END AS is_public
     FROM article a
     UNION ALL
     SELECT 'article', a.id, a.published_revision, a.slug, a.locale, a.summary, 1
     FROM article a
     WHERE a.published_revision <> a.head_revision
     UNION ALL
     SELECT e.kind, e.id, e.revision, e.id, '', NULL, 1
     FROM entry e
     ORDER BY 1, 5, 4, 3";

impl Examination {
    pub async fn texts(&mut self) -> Result<Vec<StoredText>> {
        let rows = sqlx::query(SHOWN).fetch_all(&mut self.connection).await?;
        rows.into_iter()
            .map(|row| {
                let row = Row::Sqlite(row);
                Ok(StoredText {
                    kind: row.text("kind")?,
                    owner: row.text("owner")?,
                    revision: row.revision_number("revision")?,
                    slug: row.text("slug")?,
                    locale: row.text("locale")?,
                    is_public: row.integer("is_public")? == 1,
                    summary: row.optional_text("summary")?,
                })
            })
            .collect()
    }

    /// What is wrong with one text or its index.
    pub async fn faults_of(&mut self, text: &StoredText) -> Result<Vec<String>> {
        let row = sqlx::query(
            "SELECT r.body
             FROM revision r
             WHERE r.kind = $1 AND r.owner = $2 AND r.number = $3",
        )
        .bind(&text.kind)
        .bind(&text.owner)
        .bind(text.revision)
        .fetch_optional(&mut self.connection)
        .await?;
        let Some(row) = row else {
            return Ok(vec![text.says("the revision is not there")]);
        };
        let body = Row::Sqlite(row).text("body")?;
        let (index, name) = match text.read(&body) {
            Ok(read) => read,
            Err(cause) => return Ok(vec![text.says(&format!("it cannot be read: {cause}"))]),
        };
        let mut faults = text.faults_of_names(&name);
        let stored = self.index_rows(text).await?;
        faults.extend(difference(&index, &stored).map(|difference| text.says(&difference)));
        let claims = self.fault_of_claims(text, &body).await?;
        let lists = self.fault_of_lists(text, &body).await?;
        faults.extend(
            claims
                .into_iter()
                .chain(lists)
                .map(|fault| text.says(&fault)),
        );
        Ok(faults)
    }

    async fn index_rows(&mut self, text: &StoredText) -> Result<Vec<IndexRow>> {
        let rows = sqlx::query(
            "SELECT l.target_kind, l.target, l.place
             FROM link l
             WHERE l.source_kind = $1 AND l.source = $2 AND l.revision = $3 AND l.position > 0
             ORDER BY l.position",
        )
        .bind(&text.kind)
        .bind(&text.owner)
        .bind(text.revision)
        .fetch_all(&mut self.connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let row = Row::Sqlite(row);
                let (kind, target) = (row.text("target_kind")?, row.text("target")?);
                Ok((kind, target, row.optional_text("place")?))
            })
            .collect()
    }

    /// Rows of the index that belong to no text that is shown, and those that point at entries which are not stored.
    pub async fn stray_index_rows(&mut self) -> Result<Vec<String>> {
        let strays = sqlx::query(
            "SELECT DISTINCT l.source_kind AS kind, l.source, l.revision, '' AS target_kind, '' AS target
             FROM link l
             WHERE NOT EXISTS (
                SELECT 1 FROM article a
                WHERE l.source_kind = 'article' AND a.id = l.source
                    AND l.revision IN (a.head_revision, a.published_revision))
             AND NOT EXISTS (
                SELECT 1 FROM entry e
                WHERE e.kind = l.source_kind AND e.id = l.source AND e.revision = l.revision)
             UNION ALL
             SELECT DISTINCT p.kind, p.source, p.revision, p.target_kind, p.target
             FROM (
                SELECT 'article' AS kind, l.article_id AS source, a.published_revision AS revision, l.target_kind, l.target
                FROM published_article_link l
                JOIN article a ON a.id = l.article_id
                UNION ALL
                SELECT l.kind, l.id, e.revision, l.target_kind, l.target
                FROM published_entry_link l
                JOIN entry e ON e.kind = l.kind AND e.id = l.id
             ) p
             WHERE p.target_kind NOT IN ('article', 'media')
                AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.kind = p.target_kind AND e.id = p.target)
             ORDER BY 1, 2, 3, 4, 5",
        )
        .fetch_all(&mut self.connection)
        .await?;
        let strays = strays.into_iter().map(|row| stray(&Row::Sqlite(row)));
        let mut strays = strays.collect::<Result<Vec<_>>>()?;
        strays.extend(self.stray_claims().await?);
        strays.extend(self.strays_in_lists().await?);
        Ok(strays)
    }

    /// How many articles are published in each locale.
    pub async fn published_locales(&mut self) -> Result<Vec<(String, i64)>> {
        let rows = sqlx::query(
            "SELECT a.locale, count(*) AS articles
             FROM published_article a
             GROUP BY a.locale
             ORDER BY a.locale",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                let row = Row::Sqlite(row);
                Ok((row.text("locale")?, row.integer("articles")?))
            })
            .collect()
    }
}

impl Store {
    /// Builds a public text as a reader gets it; what is wrong with it, if anything is.
    pub async fn fault_of_building(&self, text: &StoredText) -> Option<String> {
        let built = self.built(text).await;
        built.err().map(|cause| text.says(&cause.to_string()))
    }

    async fn built(&self, text: &StoredText) -> Result<()> {
        let slug = || Slug::parse(&text.slug).map_err(|error| Error::Corrupt(error.to_string()));
        match text.kind.as_str() {
            "article" => {
                let locale = Locale::parse(&text.locale);
                let locale = locale.map_err(|error| Error::Corrupt(error.to_string()))?;
                self.examined_article(&slug()?, &locale).await.map(drop)
            }
            "therapy" => self.therapy(&slug()?).await.map(drop),
            "condition" => self.condition(&slug()?).await.map(drop),
            "person" => self.person(&slug()?).await.map(drop),
            _ => {
                let key = ReferenceKey::parse(&text.slug);
                let key = key.map_err(|error| Error::Corrupt(error.to_string()))?;
                self.reference(&key).await.map(drop)
            }
        }
    }
}

impl StoredText {
    /// A remark with what it is about.
    fn says(&self, remark: &str) -> String {
        let Self {
            kind,
            slug,
            locale,
            revision,
            ..
        } = self;
        let locale = match locale.as_str() {
            "" => String::new(),
            locale => format!(" ({locale})"),
        };
        format!("the {kind} `{slug}`{locale}, revision {revision}: {remark}")
    }

    /// The index of the text, and the slug or key that it gives itself.
    fn read(&self, body: &str) -> std::result::Result<(Index, String), serde_json::Error> {
        match self.kind.as_str() {
            "article" => {
                let draft: ArticleDraft = serde_json::from_str(body)?;
                Ok((Index::of_article(&draft), draft.slug.to_string()))
            }
            "therapy" => entry(body, |t: &Therapy| (t.slug.to_string(), &t.description)),
            "condition" => entry(body, |c: &Condition| (c.slug.to_string(), &c.description)),
            "person" => entry(body, |p: &Person| (p.slug.to_string(), &[])),
            _ => entry(body, |r: &Reference| (r.key.to_string(), &[])),
        }
    }

    /// A draft of another name is found at the old one until it is published.
    fn faults_of_names(&self, name: &str) -> Vec<String> {
        let mut faults = Vec::new();
        if self.is_public && name != self.slug {
            faults.push(self.says(&format!("its text calls it `{name}`")));
        }
        if self.kind == "article" {
            if let Err(cause) = Slug::parse(&self.slug) {
                faults.push(self.says(&format!("its slug {cause}")));
            }
            if let Err(cause) = Locale::parse(&self.locale) {
                faults.push(self.says(&format!("its locale {cause}")));
            }
            let summary = self.summary.as_deref().map(serde_json::from_str::<Summary>);
            if let Some(Err(cause)) = summary {
                faults.push(self.says(&format!("what lists show of it cannot be read: {cause}")));
            }
        }
        faults
    }
}

fn entry<T: DeserializeOwned>(
    body: &str,
    parts: impl Fn(&T) -> (String, &[Block]),
) -> std::result::Result<(Index, String), serde_json::Error> {
    let content: T = serde_json::from_str(body)?;
    let (name, description) = parts(&content);
    Ok((Index::of_description(description), name))
}

/// The first way in which stored rows are not those that the text asks for.
fn difference(index: &Index, stored: &[IndexRow]) -> Option<String> {
    let expected: Vec<IndexRow> = targets(index)
        .into_iter()
        .map(|(kind, id, place)| (kind.to_owned(), id.to_owned(), place.map(str::to_owned)))
        .collect();
    if expected == stored {
        return None;
    }
    let missing = expected.iter().find(|row| !stored.contains(row));
    let surplus = stored.iter().find(|row| !expected.contains(row));
    Some(match (missing, surplus) {
        (Some((kind, id, _)), _) => format!("the index lacks the {kind} `{id}`"),
        (None, Some((kind, id, _))) => {
            format!("the index has the {kind} `{id}`, which the text does not name there")
        }
        (None, None) => "the index has its rows in another order or number".to_owned(),
    })
}

fn stray(row: &Row) -> Result<String> {
    let (kind, source) = (row.text("kind")?, row.text("source")?);
    let (revision, target) = (row.integer("revision")?, row.text("target")?);
    Ok(match target.as_str() {
        "" => format!(
            "the index has rows of revision {revision} of the {kind} `{source}`, which nobody is shown"
        ),
        target => format!(
            "the {kind} `{source}`, revision {revision}, points at the {} `{target}`, which is not stored",
            row.text("target_kind")?
        ),
    })
}
