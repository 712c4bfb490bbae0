//! The OpenAPI document of the running program.

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use tokio::task::spawn_blocking;

use super::known_paths::KnownPaths;
use super::{Routes, openapi};

/// The OpenAPI document of the running program.
pub struct Document {
    pub json: String,
    /// The text of `openapi.yaml`.
    pub yaml: String,
    /// Every path with what it allows.
    pub paths: KnownPaths,
}

impl Document {
    /// Makes the document of some routes.
    pub fn of(routes: Routes) -> Self {
        const REASON: &str = "a document made of strings, numbers and lists can be written";
        let document = openapi::document(routes);
        Self {
            json: document.to_json().expect(REASON),
            yaml: document.to_yaml().expect(REASON),
            paths: KnownPaths::of(&document),
        }
    }
}

/// The document, made once; who asks before that waits for it.
pub struct LazyDocument {
    routes: Routes,
    made: OnceLock<Document>,
}

impl LazyDocument {
    /// Begins to make the document of some routes. It takes some 25 ms, which neither the start nor the first client
    /// should wait for.
    pub fn begin(routes: Routes) -> Arc<Self> {
        let document = Arc::new(Self {
            routes,
            made: OnceLock::new(),
        });
        let wanted = Arc::clone(&document);
        std::thread::spawn(move || {
            wanted.get();
        });
        document
    }

    /// The document as a JSON value.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.get().json).expect("it was written as JSON")
    }

    /// Waits until it is made, and meanwhile lets the thread answer others.
    pub async fn ready(self: &Arc<Self>) -> &Document {
        if self.made.get().is_none() {
            let wanted = Arc::clone(self);
            // Should making it fail, whoever asks next is told.
            let _ = spawn_blocking(move || wanted.get().paths.allow()).await;
        }
        self.get()
    }

    pub fn get(&self) -> &Document {
        self.made.get_or_init(|| Document::of(self.routes))
    }
}
