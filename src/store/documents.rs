//! Published articles as readers get them, kept built: one row is the answer for as long as nothing changes that it rests
//! on. Whoever finds none builds it, and it is kept for the next without anybody waiting for that.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::Store;
use super::articles::ArticleRow;
use super::database::Session;
use super::value::Row;
use crate::content::{Addresses, Article, Locale, Slug, Tagged, Tags};
use crate::error::{Error, Result};

/// How many documents wait to be kept, and are kept in one transaction: a writer waits for no more. What comes while there
/// are as many is built again by the next who asks.
const AT_ONCE: usize = 16;

/// What `sync_item` says of a document decides whether it still is the answer, so that no write has to look for the
/// documents that it makes old, and one that was built before a write and is kept after it is never given.
const KEPT_AT_SLUG: &str = "SELECT b.document, b.tags, a.modified_at
     FROM published_article a
     CROSS JOIN built_article b
     CROSS JOIN sync_item s
     WHERE a.slug = $1 AND a.locale = $2 AND b.article_id = a.id AND b.builder = $3
        AND s.kind = 'article' AND s.id = a.id AND s.version <= b.version";

const KEPT_OF_ARTICLE: &str = "SELECT b.document, b.tags, a.modified_at
     FROM published_article a
     CROSS JOIN built_article b
     CROSS JOIN sync_item s
     WHERE a.id = $1 AND b.article_id = a.id AND b.builder = $2
        AND s.kind = 'article' AND s.id = a.id AND s.version <= b.version";

/// The documents that are to be kept, and who builds them. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Documents {
    /// The program and the addresses that it puts into documents.
    builder: Arc<str>,
    waiting: Arc<Mutex<Waiting>>,
}

#[derive(Debug, Default)]
struct Waiting {
    documents: Vec<Built>,
    /// There as long as somebody keeps them.
    keeper: Weak<()>,
}

/// A document that is to be kept.
#[derive(Debug)]
struct Built {
    article_id: String,
    /// All writes up to this one are in it.
    version: i64,
    tags: String,
    document: Vec<u8>,
}

/// Who keeps what waits, until nothing waits any more.
struct Keeper {
    waiting: Arc<Mutex<Waiting>>,
    _is_there: Arc<()>,
}

/// An article as JSON and, where it was built just now, as itself.
struct Found {
    document: Tagged<Vec<u8>>,
    article: Option<Article>,
}

impl Store {
    /// One published article. Without a locale the default one's is meant, else the only one; with a locale the
    /// translation of what the slug names, or that itself as a fallback.
    pub async fn article(&self, slug: &Slug, locale: Option<&Locale>) -> Result<Tagged<Article>> {
        let Found { document, article } = self.found(slug, locale).await?;
        let article = match article {
            Some(article) => article,
            None => serde_json::from_slice(&document.value)
                .map_err(|cause| Error::Corrupt(format!("a document of `{slug}`: {cause}")))?,
        };
        Ok(document.map(|_| article))
    }

    /// The same as JSON.
    pub async fn article_document(
        &self,
        slug: &Slug,
        locale: Option<&Locale>,
    ) -> Result<Tagged<Vec<u8>>> {
        Ok(self.found(slug, locale).await?.document)
    }

    /// The same built anew; refused when the document that is kept of it is another.
    pub(super) async fn examined_article(
        &self,
        slug: &Slug,
        locale: &Locale,
    ) -> Result<Tagged<Article>> {
        let mut session = self.db.read().await?;
        let meant = self.meant_article(&mut session, slug, Some(locale)).await?;
        let kept = self.kept(&mut session, &meant).await?;
        let built = self.built_article(&mut session, &meant).await?;
        session.commit().await?;
        let document = json(&built.value)?;
        match kept {
            Some(kept) if kept.value != document || kept.tags != built.tags => Err(Error::Corrupt(
                "the document that is kept of it is another than the one that is built of it"
                    .to_owned(),
            )),
            _ => Ok(built),
        }
    }

    async fn found(&self, slug: &Slug, locale: Option<&Locale>) -> Result<Found> {
        let wanted = locale.unwrap_or(self.default_locale());
        let builder = self.documents.builder.as_ref();
        let at_slug = [slug.as_str().into(), wanted.as_str().into(), builder.into()];
        if let Some(row) = self.db.one(KEPT_AT_SLUG, at_slug).await? {
            return Ok(Found {
                document: kept(&row)?,
                article: None,
            });
        }
        // Before the reading begins: what is read may be newer than the document says, and never older.
        let version = self.version();
        let mut session = self.db.read().await?;
        let meant = self.meant_article(&mut session, slug, locale).await?;
        let mut found = match self.kept(&mut session, &meant).await? {
            Some(document) => Found {
                document,
                article: None,
            },
            None => self.build(&mut session, &meant, version).await?,
        };
        session.commit().await?;
        // It may be found at the slug of a translation, which can lead elsewhere some day.
        found.document.tags.add("slug", slug.as_str());
        Ok(found)
    }

    /// The document that is kept of an article and still is the answer. In place of a translation there is another.
    async fn kept(
        &self,
        session: &mut Session,
        meant: &ArticleRow,
    ) -> Result<Option<Tagged<Vec<u8>>>> {
        if meant.is_fallback() {
            return Ok(None);
        }
        let builder = self.documents.builder.as_ref();
        let row = session
            .one(KEPT_OF_ARTICLE, [meant.id.as_str().into(), builder.into()])
            .await?;
        row.as_ref().map(kept).transpose()
    }

    async fn build(
        &self,
        session: &mut Session,
        meant: &ArticleRow,
        version: i64,
    ) -> Result<Found> {
        let Tagged {
            value,
            tags,
            modified_at,
        } = self.built_article(session, meant).await?;
        let document = json(&value)?;
        if !meant.is_fallback() {
            self.keep(Built {
                article_id: meant.id.clone(),
                version,
                tags: tags.to_lines(),
                document: document.clone(),
            });
        }
        Ok(Found {
            document: Tagged {
                value: document,
                tags,
                modified_at,
            },
            article: Some(value),
        })
    }

    /// Has a document kept as soon as nobody else writes.
    fn keep(&self, built: Built) {
        if let Some(keeper) = self.documents.take_in(built) {
            let store = self.clone();
            tokio::spawn(async move {
                while let Some(documents) = keeper.next() {
                    // In a database that is only read, without room on the disk, or behind a long write, articles are
                    // built for each who asks.
                    if let Err(error) = store.write_documents(documents).await {
                        tracing::debug!(%error, "built articles were not kept");
                    }
                }
            });
        }
    }

    /// No answer changes by this, so it takes no number.
    async fn write_documents(&self, documents: Vec<Built>) -> Result<()> {
        let mut session = self.db.write().await?;
        for built in documents {
            session
                .execute(
                    "INSERT INTO built_article (article_id, builder, version, tags, document)
                     SELECT a.id, $2, $3, $4, $5
                     FROM article a
                     WHERE a.id = $1
                     ON CONFLICT (article_id) DO UPDATE
                     SET builder = excluded.builder, version = excluded.version, tags = excluded.tags,
                        document = excluded.document
                     WHERE built_article.version <= excluded.version",
                    [
                        built.article_id.into(),
                        self.documents.builder.as_ref().into(),
                        built.version.into(),
                        built.tags.into(),
                        built.document.into(),
                    ],
                )
                .await?;
        }
        session.commit().await
    }
}

impl Documents {
    pub(super) fn by(addresses: &Addresses) -> Self {
        let locale = addresses.default_locale();
        let url = addresses.public_url().unwrap_or_default();
        Self {
            builder: format!("{} {locale} {url}", env!("SINEW_BUILDER")).into(),
            waiting: Arc::default(),
        }
    }

    /// Lets a document wait, if there is room. The keeper is for whoever comes first, to go to work with.
    fn take_in(&self, built: Built) -> Option<Keeper> {
        let mut waiting = locked(&self.waiting);
        let is_known = |other: &Built| other.article_id == built.article_id;
        if waiting.documents.len() >= AT_ONCE || waiting.documents.iter().any(is_known) {
            return None;
        }
        waiting.documents.push(built);
        if waiting.keeper.strong_count() > 0 {
            return None;
        }
        let is_there = Arc::new(());
        waiting.keeper = Arc::downgrade(&is_there);
        Some(Keeper {
            waiting: self.waiting.clone(),
            _is_there: is_there,
        })
    }
}

impl Keeper {
    fn next(&self) -> Option<Vec<Built>> {
        let mut waiting = locked(&self.waiting);
        if waiting.documents.is_empty() {
            // In one step with the last look, so that nothing waits for a keeper who has gone.
            waiting.keeper = Weak::new();
            return None;
        }
        Some(std::mem::take(&mut waiting.documents))
    }
}

fn locked(waiting: &Mutex<Waiting>) -> MutexGuard<'_, Waiting> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

fn kept(row: &Row) -> Result<Tagged<Vec<u8>>> {
    Ok(Tagged {
        value: row.bytes("document")?,
        tags: Tags::of_lines(&row.text("tags")?),
        modified_at: Some(row.moment("modified_at")?),
    })
}

fn json(article: &Article) -> Result<Vec<u8>> {
    serde_json::to_vec(article)
        .map_err(|cause| Error::Corrupt(format!("an article without a JSON form: {cause}")))
}
