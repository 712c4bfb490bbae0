//! A server of our own for one test: a fresh database, a free port, stopped when the test ends.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::http::{Method, StatusCode};
use awc::Client;
use futures_util::StreamExt;
use serde_json::Value;
use sinew::config::HttpSettings;
use sinew::content::{Addresses, Key, Library, Locale, Moment, Rules, Scope};
use sinew::http::{Lifecycle, Routes};
use sinew::seed::Severity;
use sinew::store::{ApplyRequest, Clock, Store, Unseen};
use tempfile::TempDir;

use crate::folder::Folder;

pub use crate::settings::{busy_settings, settings, told_settings};

pub struct TestApp {
    pub address: String,
    pub store: Store,
    server: ServerHandle,
    client: Client,
    directory: TempDir,
}

/// What the server answered; of a stream of events, what it begins with.
pub struct Answer {
    pub status: StatusCode,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl TestApp {
    /// With the content of `seed/`.
    pub async fn seeded() -> Self {
        Self::with_library(&read(Path::new("seed")), clock()).await
    }

    /// With the content of a folder that the test has written.
    pub async fn with(folder: &Folder) -> Self {
        Self::with_library(&read(folder.path()), clock()).await
    }

    /// With the content of a folder, for a test that writes more often than one key may.
    pub async fn for_writers(folder: &Folder) -> Self {
        let library = read(folder.path());
        Self::started(&library, clock(), busy_settings(), Routes::ALL).await
    }

    /// The same at another time.
    pub async fn for_writers_at(clock: Clock, folder: &Folder) -> Self {
        let library = read(folder.path());
        Self::started(&library, clock, busy_settings(), Routes::ALL).await
    }

    /// With the content of a folder, at another time.
    pub async fn at(clock: Clock, folder: &Folder) -> Self {
        Self::with_library(&read(folder.path()), clock).await
    }

    /// With the content of a folder, at an address that it knows, and where to report weaknesses.
    pub async fn known_as(public_url: &str, clock: Clock, folder: &Folder) -> Self {
        let settings = HttpSettings {
            public_url: public_url.to_owned(),
            ..told_settings()
        };
        Self::started(&read(folder.path()), clock, settings, Routes::ALL).await
    }

    /// With the content of `seed/` and all that operators may tell it.
    pub async fn seeded_and_told() -> Self {
        Self::seeded_with(told_settings()).await
    }

    /// With the content of a folder, held to rules of the test.
    pub async fn with_rules(rules: Rules, folder: &Folder) -> Self {
        let library = read(folder.path());
        Self::held_to(rules, &library, clock(), settings(), Routes::ALL).await
    }

    /// Without content.
    pub async fn empty() -> Self {
        Self::with_library(&Library::default(), clock()).await
    }

    /// With the content of `seed/` and other settings than the program has when none is given.
    pub async fn seeded_with(settings: HttpSettings) -> Self {
        Self::started(&read(Path::new("seed")), clock(), settings, Routes::ALL).await
    }

    /// With the content of `seed/` and operations of the test.
    pub async fn with_routes(routes: Routes) -> Self {
        Self::with_routes_and(settings(), routes).await
    }

    /// With the content of `seed/`, other settings, and operations of the test.
    pub async fn with_routes_and(settings: HttpSettings, routes: Routes) -> Self {
        Self::started(&read(Path::new("seed")), clock(), settings, routes).await
    }

    /// A key for this server.
    pub async fn key(&self, scope: &str) -> String {
        let key = Key::random().unwrap();
        let scope = Scope::parse(scope).unwrap();
        let day = Duration::from_secs(24 * 60 * 60);
        self.store.create_key(&key, scope, None, day).await.unwrap();
        key.reveal()
    }

    async fn with_library(library: &Library, clock: Clock) -> Self {
        Self::started(library, clock, settings(), Routes::ALL).await
    }

    async fn started(
        library: &Library,
        clock: Clock,
        settings: HttpSettings,
        routes: Routes,
    ) -> Self {
        Self::held_to(Rules::default(), library, clock, settings, routes).await
    }

    async fn held_to(
        rules: Rules,
        library: &Library,
        clock: Clock,
        settings: HttpSettings,
        routes: Routes,
    ) -> Self {
        let directory = TempDir::new().unwrap();
        let url = format!("sqlite:{}", directory.path().join("test.db").display());
        let addresses = Addresses::new(&settings.public_url, Locale::parse("en").unwrap());
        let store = Store::open(&url, addresses, clock)
            .await
            .unwrap()
            .with_rules(rules);
        store
            .apply(&ApplyRequest::of(library), || ())
            .await
            .unwrap();
        Self::serving(store, &settings, routes, directory)
    }

    /// Another server of the same store, with other settings.
    pub fn beside(&self, settings: HttpSettings) -> Self {
        Self::serving(
            self.store.clone(),
            &settings,
            Routes::ALL,
            TempDir::new().unwrap(),
        )
    }

    fn serving(store: Store, settings: &HttpSettings, routes: Routes, directory: TempDir) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let lifecycle = Lifecycle::default();
        let server =
            sinew::http::serve_routes(listener, store.clone(), settings, &lifecycle, routes)
                .unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            address,
            store,
            server: handle,
            client: Client::builder()
                .disable_redirects()
                .timeout(Duration::from_secs(60))
                .finish(),
            directory,
        }
    }

    pub fn database_url(&self) -> String {
        format!("sqlite:{}", self.directory.path().join("test.db").display())
    }

    /// Applies the folder again.
    pub async fn apply(&self, folder: &Folder) -> sinew::content::Plan {
        self.store
            .apply(&ApplyRequest::of(&read(folder.path())), || ())
            .await
            .unwrap()
    }

    /// The same over what was written over HTTP and is in no folder.
    pub async fn apply_over(&self, library: &Library) -> sinew::content::Plan {
        let request = ApplyRequest {
            unseen: Unseen::Overwrite,
            ..ApplyRequest::of(library)
        };
        self.store.apply(&request, || ()).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path).await
    }

    /// With headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send_with(Method::GET, path, headers, "").await
    }

    pub async fn send(&self, method: Method, path: &str) -> Answer {
        self.send_with(method, path, &[], "").await
    }

    /// With headers and a body.
    pub async fn send_with(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.address))
            .no_decompress();
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        let mut response = if body.is_empty() {
            request.send().await.unwrap()
        } else {
            request.send_body(body.to_owned()).await.unwrap()
        };
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let status = response.status();
        let is_stream = response
            .headers()
            .get("content-type")
            .is_some_and(|value| value == "text/event-stream");
        let body = match is_stream {
            // It would never end.
            true => response.next().await.transpose().unwrap(),
            false => Some(response.body().limit(50_000_000).await.unwrap()),
        };
        Answer {
            status,
            headers,
            body: body.unwrap_or_default().to_vec(),
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        actix_web::rt::spawn(self.server.stop(false));
    }
}

impl Answer {
    /// The JSON of a good answer.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        assert_eq!(self.header("content-type"), Some("application/json"));
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The JSON of a problem with this status.
    #[track_caller]
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], status);
        problem
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub fn addresses() -> Addresses {
    Addresses::new("", Locale::parse("en").unwrap())
}

/// The clock of every test stands still.
pub fn clock() -> Clock {
    Clock::still(Moment::parse("2026-11-22T12:00:00Z").unwrap())
}

/// The library of a folder without errors.
#[track_caller]
pub fn read(folder: &Path) -> Library {
    let reading = sinew::seed::read(folder, &Locale::parse("en").unwrap());
    assert!(
        reading
            .faults
            .iter()
            .all(|fault| fault.severity == Severity::Warning),
        "{:#?}",
        reading.faults
    );
    reading.library
}

/// The words at a place of a JSON document, each as text.
pub fn texts(values: &Value, pointer: &str) -> Vec<String> {
    values
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.pointer(pointer).unwrap().as_str().unwrap().to_owned())
        .collect()
}
