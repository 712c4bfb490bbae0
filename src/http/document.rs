//! The OpenAPI document of the running program, and what it declares of requests.

use std::sync::OnceLock;

use serde_json::Value;
use tokio::task::spawn_blocking;

use super::known_paths::KnownPaths;
use super::openapi::Description;
use super::{Routes, openapi};

/// The OpenAPI document of the running program.
pub struct Document {
    pub json: String,
    /// The text of `openapi.yaml`.
    pub yaml: String,
}

/// What was made of the descriptions of some routes, each when it was first needed: the paths by the first server, the
/// document by the first who reads it or sends a body.
pub struct Made {
    paths: OnceLock<KnownPaths>,
    document: OnceLock<Document>,
}

/// The document of some routes, made once; who asks before that waits for it.
#[derive(Clone, Copy)]
pub struct LazyDocument {
    routes: Routes,
}

impl Document {
    /// Makes the document of some routes.
    pub fn of(routes: Routes) -> Self {
        const REASON: &str = "a document made of strings, numbers and lists can be written";
        let document = openapi::document(routes);
        Self {
            json: document.to_json().expect(REASON),
            yaml: document.to_yaml().expect(REASON),
        }
    }
}

impl Made {
    pub const fn new() -> Self {
        Self {
            paths: OnceLock::new(),
            document: OnceLock::new(),
        }
    }
}

impl Default for Made {
    fn default() -> Self {
        Self::new()
    }
}

impl LazyDocument {
    pub fn of(routes: Routes) -> Self {
        Self { routes }
    }

    /// Every path with what it allows.
    pub fn paths(self) -> &'static KnownPaths {
        let paths = &self.routes.made.paths;
        paths.get_or_init(|| KnownPaths::of(&Description::of_paths(self.routes)))
    }

    /// The document as a JSON value.
    pub fn value(self) -> Value {
        serde_json::from_str(&self.get().json).expect("it was written as JSON")
    }

    /// Waits until it is made, and meanwhile lets the thread answer others.
    pub async fn ready(self) -> &'static Document {
        if self.routes.made.document.get().is_none() {
            // Should making it fail, whoever asks next is told.
            let _ = spawn_blocking(move || self.get().json.len()).await;
        }
        self.get()
    }

    fn get(self) -> &'static Document {
        let document = &self.routes.made.document;
        document.get_or_init(|| Document::of(self.routes))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::{Receiver, Sender, channel};
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
        made: &MADE,
    };

    static MADE: Made = Made::new();

    #[actix_web::test]
    async fn who_waits_for_the_document_holds_up_nobody_else_on_its_thread() {
        let (done, other_work): (Sender<()>, Receiver<()>) = channel();
        *OTHER_WORK.lock().unwrap() = Some(other_work);
        let document = LazyDocument::of(SLOW);

        let others = async { done.send(()).unwrap() };
        let (document, ()) = tokio::join!(document.ready(), others);

        assert!(document.json.contains("\"openapi\""));
    }
}
