//! A store that keeps all that is public built, and somebody else who looks into its database.

use std::time::Duration;

use sinew::content::{Locale, Slug};
use sinew::store::{Absent, ApplyRequest, Examination, Store};
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::app::{addresses, clock};
use crate::freshness::content::Content;

/// Documents that still are the answer, as the store asks for them.
pub const FRESH: &str = "SELECT count(*)
     FROM built_article b
     JOIN published_article a ON a.id = b.article_id
     JOIN sync_item s ON s.kind = 'article' AND s.id = a.id
     WHERE s.version <= b.version";

pub const PUBLISHED: &str = "SELECT count(*) FROM published_article";

/// A store whose articles are all read, so that it keeps them.
pub struct Kept {
    pub store: Store,
    database: Database,
    _directory: TempDir,
}

impl Kept {
    pub async fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let url = format!("sqlite:{}", directory.path().join("test.db").display());
        Self {
            store: Store::open(&url, addresses(), clock()).await.unwrap(),
            database: Database(url),
            _directory: directory,
        }
    }

    /// False when the apply was refused; it changes nothing then.
    pub async fn apply(&self, content: &Content) -> bool {
        let library = content.library();
        let request = ApplyRequest::of(&library).with_absent(Absent::Remove);
        self.store.apply(&request, || ()).await.is_ok()
    }

    /// Reads all that is public until all of it is kept.
    pub async fn read_all(&self) {
        let published = self.number(PUBLISHED).await;
        let names = self.database.names().await;
        let all = async {
            while self.number(FRESH).await < published {
                for (slug, locale) in &names {
                    self.store
                        .article_document(slug, Some(locale))
                        .await
                        .unwrap();
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), all)
            .await
            .unwrap();
    }

    /// What is kept and still given is what is built now.
    pub async fn agree(&self) {
        let mut examination = Examination::open(&self.database.0).await.unwrap();
        let texts = examination.texts().await.unwrap();
        examination.close().await.unwrap();
        for text in texts.iter().filter(|text| text.is_public) {
            assert_eq!(self.store.fault_of_building(text).await, None);
        }
    }

    pub async fn number(&self, sql: &'static str) -> i64 {
        self.database.number(sql).await
    }
}

/// A database that somebody else looks into.
pub struct Database(pub String);

impl Database {
    pub async fn open(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.0).await.unwrap()
    }

    pub async fn number(&self, sql: &'static str) -> i64 {
        let mut connection = self.open().await;
        let row = sqlx::query(sql).fetch_one(&mut connection).await;
        row.unwrap().get(0)
    }

    pub async fn execute(&self, sql: &'static str) {
        let mut connection = self.open().await;
        let statement = sqlx::query(sql).execute(&mut connection);
        statement.await.unwrap();
    }

    pub async fn until(&self, sql: &'static str, wanted: i64) {
        let asked = async {
            while self.number(sql).await != wanted {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), asked)
            .await
            .unwrap();
    }

    pub async fn names(&self) -> Vec<(Slug, Locale)> {
        let mut connection = self.open().await;
        let rows = sqlx::query("SELECT slug, locale FROM published_article")
            .fetch_all(&mut connection)
            .await
            .unwrap();
        rows.iter()
            .map(|row| {
                let locale = Locale::parse(&row.get::<String, _>("locale"));
                (
                    Slug::parse(&row.get::<String, _>("slug")).unwrap(),
                    locale.unwrap(),
                )
            })
            .collect()
    }
}
