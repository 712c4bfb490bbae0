//! What all who listen share: the changes are asked for once, however many wait for them.

use actix_web::web::Bytes;
use serde::Serialize;
use tokio::sync::{Mutex, watch};

use crate::config::HttpSettings;
use crate::content::{ContentEvent, Happening, LiveEvent, ResetEvent};
use crate::error::{Error, Result};
use crate::http::lifecycle::Lifecycle;
use crate::http::rates::{Permit, Work};
use crate::http::refusal;
use crate::render::ServerEvent;
use crate::store::{Change, Store, SyncPosition};

/// How many changes are told at once.
const MAX_CHANGES: u32 = 100;

/// What changes, for all streams of a server.
pub struct News {
    store: Store,
    pub lifecycle: Lifecycle,
    places: Work,
    /// The last question with its answer: who hears of everything at once stands at the same place, and asks the same.
    last: Mutex<Option<Asked>>,
}

/// What came after a position, when the content had a version or a later one.
struct Asked {
    after: SyncPosition,
    version: i64,
    told: Option<Told>,
}

/// Events as they are sent, and where a listener stands that has them.
#[derive(Clone, Debug)]
pub struct Told {
    pub events: Bytes,
    pub position: SyncPosition,
}

impl News {
    /// Streams may hold as many connections as they are given, and half of all at most: the others are for who asks and goes.
    pub fn new(store: Store, settings: &HttpSettings, lifecycle: Lifecycle) -> Self {
        let places = settings.max_streams.min(settings.max_connections / 2);
        Self {
            store,
            lifecycle,
            places: Work::new(places),
            last: Mutex::default(),
        }
    }

    /// A place for one more stream, if there is any.
    pub fn place(&self) -> refusal::Result<Permit> {
        self.places.begin()
    }

    /// Tells when something was written.
    pub fn versions(&self) -> watch::Receiver<i64> {
        self.store.versions()
    }

    /// The position from which on nothing has happened yet.
    pub async fn now(&self) -> Result<SyncPosition> {
        self.store.sync_position_now().await
    }

    /// Fails for a position of which nobody knows any more what came after it.
    pub async fn check(&self, position: &SyncPosition) -> Result<()> {
        self.store.changes_after(position, 1).await.map(drop)
    }

    /// The next events after a position; none if nothing has changed until the content had this version.
    pub async fn after(&self, position: &SyncPosition, version: i64) -> Result<Option<Told>> {
        let mut last = self.last.lock().await;
        let known = last.as_ref();
        let known = known.filter(|asked| asked.after == *position && asked.version >= version);
        if let Some(asked) = known {
            return Ok(asked.told.clone());
        }
        let changes = self.store.changes_after(position, MAX_CHANGES).await?;
        let claims = match changes.last() {
            Some(last) => self.store.claims_changed(position, &last.position).await?,
            None => Vec::new(),
        };
        let told = told(&changes, claims)?;
        *last = Some(Asked {
            after: position.clone(),
            version,
            told: told.clone(),
        });
        Ok(told)
    }

    /// The event for whoever has to begin anew.
    pub fn reset(&self, position: &SyncPosition) -> Result<LiveEvent> {
        let sync = self.store.addresses().at("/v1/sync");
        event(Happening::Reset, position, &ResetEvent { sync })
    }
}

/// Adds an event to a stream.
pub fn write(event: &LiveEvent, stream: &mut String) {
    let event = ServerEvent {
        name: Some(event.event.as_str()),
        id: Some(&event.id),
        data: Some(&event.data),
        retry_ms: None,
    };
    event.write_to(stream);
}

/// The first of the events names the claims that came or went with any of them.
fn told(changes: &[Change], mut claims: Vec<String>) -> Result<Option<Told>> {
    let Some(last) = changes.last() else {
        return Ok(None);
    };
    let mut events = String::new();
    for change in changes {
        write(&event_of(change, std::mem::take(&mut claims))?, &mut events);
    }
    Ok(Some(Told {
        events: events.into(),
        position: last.position.clone(),
    }))
}

fn event_of(change: &Change, claims: Vec<String>) -> Result<LiveEvent> {
    let happening = match change.is_public {
        true => Happening::Changed,
        false => Happening::Deleted,
    };
    let locale = change.locale.as_ref();
    let mut content = ContentEvent::of(change.kind, &change.id, &change.slug, locale);
    content.cache_tags.extend(claims);
    event(happening, &change.position, &content)
}

fn event(
    happening: Happening,
    position: &SyncPosition,
    data: &impl Serialize,
) -> Result<LiveEvent> {
    let data = serde_json::to_string(data)
        .map_err(|cause| Error::Corrupt(format!("an event cannot be written: {cause}")))?;
    Ok(LiveEvent {
        event: happening,
        id: position.to_string(),
        data,
    })
}
