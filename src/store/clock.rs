//! Time and ids. The store is given them, so that two databases can be compared byte for byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use uuid::Uuid;

use crate::content::Moment;

/// Where moments and new ids come from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, and random ids.
    System,
    /// A clock that stands still until it is set, and ids that count up: for comparisons.
    Still {
        milliseconds: Arc<AtomicI64>,
        ids: Arc<AtomicU64>,
    },
}

impl Clock {
    /// A clock that stands at a moment and counts ids from one.
    pub fn still(at: Moment) -> Self {
        Self::Still {
            milliseconds: Arc::new(AtomicI64::new(at.as_milliseconds())),
            ids: Arc::new(AtomicU64::new(1)),
        }
    }

    /// Sets a clock that stands still, and all its clones; the machine's clock is not ours to set.
    pub fn set(&self, at: Moment) {
        match self {
            Self::System => {}
            Self::Still { milliseconds, .. } => {
                milliseconds.store(at.as_milliseconds(), Ordering::Relaxed);
            }
        }
    }

    pub fn now(&self) -> Moment {
        match self {
            Self::System => Moment::new(Timestamp::now()),
            Self::Still { milliseconds, .. } => {
                let at = Timestamp::from_millisecond(milliseconds.load(Ordering::Relaxed));
                Moment::new(at.unwrap_or_default())
            }
        }
    }

    /// A new UUIDv7 (RFC 9562).
    pub fn new_id(&self) -> Uuid {
        match self {
            Self::System => Uuid::now_v7(),
            Self::Still { milliseconds, ids } => {
                let milliseconds = milliseconds.load(Ordering::Relaxed);
                let milliseconds = u64::try_from(milliseconds).unwrap_or(0);
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
