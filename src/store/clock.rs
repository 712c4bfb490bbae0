//! Time and ids. The store is given them, so that two databases can be compared byte for byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use uuid::Uuid;

use crate::content::Moment;

/// Where moments and new ids come from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, and random ids.
    System,
    /// A clock that stands still, and ids that count up: for comparisons.
    Still { at: Moment, ids: Arc<AtomicU64> },
}

impl Clock {
    /// A clock that stands at a moment and counts ids from one.
    pub fn still(at: Moment) -> Self {
        Self::Still {
            at,
            ids: Arc::new(AtomicU64::new(1)),
        }
    }

    pub fn now(&self) -> Moment {
        match self {
            Self::System => Moment::new(Timestamp::now()),
            Self::Still { at, .. } => *at,
        }
    }

    /// A new UUIDv7 (RFC 9562).
    pub fn new_id(&self) -> Uuid {
        match self {
            Self::System => Uuid::now_v7(),
            Self::Still { at, ids } => {
                let milliseconds = u64::try_from(at.as_milliseconds()).unwrap_or(0);
                let count = ids.fetch_add(1, Ordering::Relaxed);
                uuid::Builder::from_unix_timestamp_millis(milliseconds, &counted(count)).into_uuid()
            }
        }
    }
}

/// The ten bytes that a UUIDv7 has besides its time.
fn counted(count: u64) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&count.to_be_bytes());
    bytes
}
