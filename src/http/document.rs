//! The OpenAPI document of the running program.

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
#[derive(Clone, Copy)]
pub struct LazyDocument {
    routes: Routes,
}

impl LazyDocument {
    /// Begins to make the document of some routes. It takes some 25 ms, which neither the start nor the first client
    /// should wait for.
    pub fn begin(routes: Routes) -> Self {
        let document = Self { routes };
        std::thread::spawn(move || {
            document.get();
        });
        document
    }

    /// The document as a JSON value.
    pub fn value(self) -> Value {
        serde_json::from_str(&self.get().json).expect("it was written as JSON")
    }

    /// Waits until it is made, and meanwhile lets the thread answer others.
    pub async fn ready(self) -> &'static Document {
        if self.routes.document.get().is_none() {
            // Should making it fail, whoever asks next is told.
            let _ = spawn_blocking(move || self.get().paths.allow()).await;
        }
        self.get()
    }

    pub fn get(self) -> &'static Document {
        self.routes
            .document
            .get_or_init(|| Document::of(self.routes))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::sync::{Mutex, OnceLock};
    use std::time::Duration;

    use super::*;

    static OTHER_WORK: Mutex<Option<Receiver<()>>> = Mutex::new(None);

    /// Makes a document that is done when other work of the waiting thread is.
    const SLOW: Routes = Routes {
        served: |_| {},
        described: |_| {
            let other_work = OTHER_WORK.lock().unwrap().take().unwrap();
            let longest = Duration::from_secs(60);
            assert!(other_work.recv_timeout(longest).is_ok(), "nobody worked");
        },
        document: &MADE,
    };

    static MADE: OnceLock<Document> = OnceLock::new();

    #[actix_web::test]
    async fn who_waits_for_the_document_holds_up_nobody_else_on_its_thread() {
        let (done, other_work): (Sender<()>, Receiver<()>) = channel();
        *OTHER_WORK.lock().unwrap() = Some(other_work);
        let document = LazyDocument::begin(SLOW);

        let others = async { done.send(()).unwrap() };
        let (document, ()) = tokio::join!(document.ready(), others);

        assert!(document.json.contains("\"openapi\""));
    }
}
