//! What Sinew answers, recorded: others answer the same, with the same headers.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ureq::Agent;

/// A whole answer, and its body in gzip.
#[derive(Serialize, Deserialize)]
pub struct Recorded {
    pub name: String,
    pub etag: String,
    pub content_type: String,
    /// All others that say something of the answer.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub gzip: Vec<u8>,
}

/// One answer as it comes.
pub struct Heard {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What belongs to one exchange or to the server that answers, or has a place of its own in `Recorded`.
const OWN: [&str; 8] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "x-request-id",
];

impl Recorded {
    pub fn of(address: &str, name: &str, path: &str) -> Self {
        let url = format!("{address}{path}");
        let plain = settled(&url, &[]);
        let gzip = settled(&url, &[("accept-encoding", "gzip")]);
        assert_eq!(gzip.header("content-encoding"), Some("gzip"), "{url}");
        let header = |name: &str| plain.header(name).unwrap_or_default().to_owned();
        Self {
            name: name.to_owned(),
            etag: header("etag"),
            content_type: header("content-type"),
            headers: plain.shared_headers(),
            body: plain.body,
            gzip: gzip.body,
        }
    }

    pub fn file(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.recorded.json", self.name))
    }

    /// Writes it for others: the bodies as files for nginx, all of it for the bare handler.
    pub fn write(&self, folder: &Path) {
        fs::write(folder.join(&self.name), &self.body).unwrap();
        fs::write(folder.join(format!("{}.gz", self.name)), &self.gzip).unwrap();
        fs::write(self.file(folder), serde_json::to_vec(self).unwrap()).unwrap();
    }

    /// Stops where another server does not answer the same.
    pub fn check(&self, address: &str) {
        let url = format!("{address}/{}", self.name);
        let answers = [
            (&[][..], &self.body),
            (&[("accept-encoding", "gzip")], &self.gzip),
        ];
        for (wishes, body) in answers {
            let heard = hear(&url, wishes);
            assert_eq!(heard.status, 200, "{url}");
            assert!(heard.body == *body, "{url}: another body");
            assert_eq!(
                heard.header("content-type"),
                Some(self.content_type.as_str()),
                "{url}"
            );
            assert!(
                heard.header("etag").is_some() && heard.header("x-request-id").is_some(),
                "{url}"
            );
            assert_eq!(
                sorted(heard.shared_headers()),
                sorted(self.headers.clone()),
                "{url}"
            );
        }
    }
}

impl Heard {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The headers that others must send too. `Server` is what nginx says of itself.
    fn shared_headers(&self) -> Vec<(String, String)> {
        let is_shared =
            |(name, _): &&(String, String)| !OWN.contains(&name.as_str()) && name != "server";
        self.headers.iter().filter(is_shared).cloned().collect()
    }
}

pub fn hear(url: &str, wishes: &[(&str, &str)]) -> Heard {
    let request = agent().get(url);
    let request = wishes.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    let mut answer = request
        .call()
        .unwrap_or_else(|cause| panic!("{url}: {cause}"));
    let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
    let headers = answer.headers().iter();
    Heard {
        status: answer.status().as_u16(),
        headers: headers
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
        body: answer.body_mut().read_to_vec().unwrap(),
    }
}

/// Who takes every status for an answer.
pub fn agent() -> Agent {
    let configuration = Agent::config_builder().http_status_as_error(false);
    configuration.build().into()
}

/// An answer once it stays the same: a server may make a smaller form in the background.
fn settled(url: &str, wishes: &[(&str, &str)]) -> Heard {
    let mut last = hear(url, wishes);
    for _ in 0..20 {
        sleep(Duration::from_millis(250));
        let next = hear(url, wishes);
        assert_eq!(next.status, 200, "{url}");
        if next.body == last.body {
            return next;
        }
        last = next;
    }
    panic!("{url} does not stay the same");
}

fn sorted(mut headers: Vec<(String, String)>) -> Vec<(String, String)> {
    headers.sort();
    headers
}
