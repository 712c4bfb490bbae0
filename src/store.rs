//! The questions we ask the database, one method each, and the one way it changes. No HTTP.

mod alerts;
mod apply;
mod article_filter;
mod article_lists;
mod articles;
mod as_of;
mod audit;
mod beside;
mod binding;
mod clock;
mod conditions;
mod database;
mod database_file;
mod doctor;
mod documents;
mod drafts;
mod entries;
mod entry_writes;
mod evidence_graph;
mod failure;
mod feed;
mod figures;
mod foundation;
mod freshness;
mod keys;
mod media;
mod named_articles;
mod names;
mod page;
mod people;
mod previews;
mod publishing;
mod readers;
mod references;
mod related;
mod retractions;
mod reviews;
mod revisions;
mod search;
mod sitemap;
mod sqlite;
mod stored;
mod sync;
mod therapies;
mod translations;
mod value;
mod writing;

pub use apply::{Absent, ApplyRequest, EarlierPlan, Unseen};
pub use article_filter::ArticleFilter;
pub use article_lists::{ARTICLE_CURSOR_PARTS, ArticleList};
pub use audit::{AuditFault, AuditFilter, AuditVerdict};
pub use clock::Clock;
pub use doctor::{Examination, StoredText, Tables};
pub use drafts::{StoredDraft, WrittenDraft};
pub use entry_writes::{ImageSize, StoredEntry, WrittenEntry};
pub use evidence_graph::evidence_question;
pub use feed::FEED_QUESTION;
pub use figures::Figures;
pub use freshness::{Footing, Touched};
pub use keys::Revocation;
pub use media::Media;
pub use named_articles::{ArticleNames, NamedArticles};
pub use names::Own;
pub use page::{Cursor, Page, PageSize, Slice};
pub use publishing::{Deed, Due, DueText, Head, NewText, Retiming, Seen, Stood, Target};
pub use related::MAX_RELATED;
pub use retractions::RetractionImport;
pub use search::SearchQuestion;
pub use stored::Stored;
pub use sync::{Change, SyncPage, SyncPosition};
pub use writing::Renoticed;

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use tokio::sync::Mutex;

use crate::content::{Addresses, Locale, Rules};
use crate::error::Result;
use database::Database;
use documents::Documents;
use freshness::{KnownVersion, last_version};
use keys::KeyUses;

/// The content of one database.
#[derive(Clone, Debug)]
pub struct Store {
    db: Database,
    addresses: Addresses,
    clock: Clock,
    key_uses: KeyUses,
    documents: Documents,
    version: KnownVersion,
    rules: Arc<Rules>,
    /// Held by the publication that is under way.
    publishing: Arc<Mutex<()>>,
}

impl Store {
    /// Opens the database of a URL such as `sqlite:sinew.db`, creating and migrating it as needed.
    pub async fn open(url: &str, addresses: Addresses, clock: Clock) -> Result<Self> {
        let store = Self::of(Database::open(url).await?, addresses, clock).await?;
        store.index_pending().await?;
        Ok(store)
    }

    /// Opens a database that is there, as it is: nothing of it is changed, and no writer is waited for.
    pub async fn open_to_read(url: &str, addresses: Addresses, clock: Clock) -> Result<Self> {
        Self::of(Database::open_to_read(url).await?, addresses, clock).await
    }

    async fn of(db: Database, addresses: Addresses, clock: Clock) -> Result<Self> {
        db.refuse_lost_file()?;
        let version = KnownVersion::new(last_version(&db).await?);
        Ok(Self {
            db,
            documents: Documents::by(&addresses),
            addresses,
            clock,
            key_uses: KeyUses::default(),
            version,
            rules: Arc::default(),
            publishing: Arc::default(),
        })
    }

    /// The same store, whose questions may each take this long instead of five seconds.
    pub fn with_time_limit(self, limit: Duration) -> Self {
        Self {
            db: self.db.with_time_limit(limit),
            ..self
        }
    }

    /// The same store, whose content is held to other rules than the default ones.
    pub fn with_rules(self, rules: Rules) -> Self {
        Self {
            rules: Arc::new(rules),
            ..self
        }
    }

    /// What the checks hold content to.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The day by the store's clock, in UTC.
    pub fn today(&self) -> Date {
        self.clock.now().day()
    }

    /// The locale whose articles are meant when none is named.
    pub fn default_locale(&self) -> &Locale {
        self.addresses.default_locale()
    }

    /// True when the database does not exist yet, so that opening it would create it.
    pub fn is_new(url: &str) -> Result<bool> {
        Database::is_new(url)
    }

    /// True until something has been written.
    pub async fn is_empty(&self) -> Result<bool> {
        let row = self
            .db
            .one("SELECT version FROM content_version WHERE id = 1", [])
            .await?;
        row.map_or(Ok(true), |row| Ok(row.integer("version")? == 0))
    }

    /// How answers name places of this API.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Gives the database back, with everything in its main file.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
