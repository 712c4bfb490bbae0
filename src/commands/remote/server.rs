//! A server, asked over HTTP.

use std::path::Path;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sinew::content::{Key, MediaFile, SeedFolder, SeedPlan};
use sinew::error::{Error, Result};
use ureq::Agent;
use ureq::http::{Method, Request, Response};
use ureq::tls::{RootCerts, TlsConfig};
use url::{Host, Url};

use super::key::key;
use super::problem::Problem;
use super::waiting::Patience;
use crate::commands::terminal::report;

const CONNECT_TIME: Duration = Duration::from_secs(10);

/// How long a server may work on a folder before it answers.
const ANSWER_TIME: Duration = Duration::from_secs(15 * 60);

/// The largest answer that is read.
const MAX_ANSWER_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// A server and the key for it.
pub struct Server {
    url: Url,
    key: Key,
    agent: Agent,
}

/// What is asked of a server.
struct Question<'a> {
    method: Method,
    /// The path and query, below the address of the server.
    path: &'a str,
    /// The media type and the bytes of a body.
    body: Option<(&'a str, &'a [u8])>,
}

/// What it answers.
struct Answer {
    status: u16,
    retry_after: Option<String>,
    body: Vec<u8>,
}

impl Server {
    /// The server at an address, with the key of a file, or of the environment.
    pub fn at(url: &Url, key_file: Option<&Path>) -> Result<Self> {
        let key = key(key_file)?;
        if url.scheme() == "http" && !is_this_machine(url) {
            report(&format!(
                "warning: {url} is not https, so the key and the content travel in the clear"
            ));
        }
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            // Elsewhere the key has no business.
            .max_redirects(0)
            .user_agent(concat!("sinew/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT_TIME))
            .timeout_recv_response(Some(ANSWER_TIME))
            .tls_config(tls.build());
        if is_this_machine(url) {
            config = config.proxy(None);
        }
        Ok(Self {
            url: url.clone(),
            key,
            agent: Agent::new_with_config(config.build()),
        })
    }

    /// Whether an image is stored; `None` when the key may not know.
    pub fn has_image(&self, sha256: &str) -> Result<Option<bool>> {
        let path = format!("/v1/media/{sha256}");
        let answer = self.ask(&Question::get(&path))?;
        match answer.status {
            200 => Ok(Some(true)),
            403 => Ok(None),
            404 if Problem::of(&answer.body).is_told() => Ok(Some(false)),
            _ => Err(answer.error(&path)),
        }
    }

    /// Stores the bytes of an image under their hash.
    pub fn upload(&self, image: &MediaFile, message: Option<&str>) -> Result<()> {
        let path = with_message(&format!("/v1/media/{}", image.sha256), message);
        let answer = self.ask(&Question {
            method: Method::PUT,
            path: &path,
            body: Some((image.format.media_type(), &image.bytes)),
        })?;
        match answer.status {
            200 | 201 => Ok(()),
            _ => Err(answer.error(&image.path)),
        }
    }

    /// What applying a folder would change.
    pub fn post_plan(&self, folder: &SeedFolder) -> Result<SeedPlan> {
        self.post("/v1/seed/plan", folder)
    }

    /// Applies a folder, and tells what changed.
    pub fn post_apply(&self, folder: &SeedFolder, message: Option<&str>) -> Result<SeedPlan> {
        self.post(&with_message("/v1/seed/apply", message), folder)
    }

    /// All that the server has, as a folder.
    pub fn folder(&self, has_all_ids: bool) -> Result<SeedFolder> {
        let path = match has_all_ids {
            true => "/v1/seed?ids=true",
            false => "/v1/seed",
        };
        self.ask(&Question::get(path))?.json(path)
    }

    fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T> {
        let body = serde_json::to_vec(body)
            .map_err(|cause| Error::Corrupt(format!("a folder without a JSON form: {cause}")))?;
        let answer = self.ask(&Question {
            method: Method::POST,
            path,
            body: Some(("application/json", &body)),
        })?;
        answer.json(path)
    }

    /// Asks until there is an answer: what has no time now is asked again when it says so.
    fn ask(&self, question: &Question) -> Result<Answer> {
        let mut patience = Patience::new();
        let mut is_retried = false;
        loop {
            match self.send(question) {
                Ok(answer) if matches!(answer.status, 429 | 503) => {
                    if !patience.wait(answer.retry_after.as_deref()) {
                        return Ok(answer);
                    }
                }
                Ok(answer) => return Ok(answer),
                // A connection that was kept may have been closed meanwhile.
                Err(_) if question.method != Method::POST && !is_retried => is_retried = true,
                Err(error) => return Err(self.unreachable(question, &error)),
            }
        }
    }

    fn send(&self, question: &Question) -> std::result::Result<Answer, ureq::Error> {
        let url = format!(
            "{}{}",
            self.url.as_str().trim_end_matches('/'),
            question.path
        );
        let request = Request::builder()
            .method(question.method.clone())
            .uri(url)
            .header("Accept", "application/json")
            .header("Authorization", format!("Bearer {}", self.key.reveal()));
        let response = match question.body {
            Some((media_type, bytes)) => self
                .agent
                .run(request.header("Content-Type", media_type).body(bytes)?)?,
            None => self.agent.run(request.body(())?)?,
        };
        Answer::read(response)
    }

    fn unreachable(&self, question: &Question, error: &ureq::Error) -> Error {
        let doubt = match question.method == Method::POST && question.path.contains("/apply") {
            true => "; whether it was applied is not known: `sinew plan --to` shows it",
            false => "",
        };
        Error::Configuration(format!("{} gives no answer: {error}{doubt}", self.url))
    }
}

impl<'a> Question<'a> {
    fn get(path: &'a str) -> Self {
        Self {
            method: Method::GET,
            path,
            body: None,
        }
    }
}

impl Answer {
    fn read(mut response: Response<ureq::Body>) -> std::result::Result<Self, ureq::Error> {
        let retry_after = response.headers().get("Retry-After");
        let retry_after = retry_after.and_then(|value| value.to_str().ok());
        Ok(Self {
            status: response.status().as_u16(),
            retry_after: retry_after.map(str::to_owned),
            body: response
                .body_mut()
                .with_config()
                .limit(MAX_ANSWER_BYTES)
                .read_to_vec()?,
        })
    }

    fn json<T: DeserializeOwned>(self, path: &str) -> Result<T> {
        if self.status != 200 {
            return Err(self.error(path));
        }
        serde_json::from_slice(&self.body).map_err(|cause| {
            Error::Configuration(format!(
                "{path} was not answered as this version of Sinew does: {cause}"
            ))
        })
    }

    fn error(self, asked: &str) -> Error {
        Problem::of(&self.body).error(self.status, asked)
    }
}

fn with_message(path: &str, message: Option<&str>) -> String {
    match message {
        Some(message) => {
            let message = utf8_percent_encode(message, NON_ALPHANUMERIC);
            format!("{path}?message={message}")
        }
        None => path.to_owned(),
    }
}

/// True for an address that no wire leads to.
fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
