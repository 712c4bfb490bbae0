//! Drafts over HTTP: read and written as JSON and as Markdown, checked, and shown before they are public.

mod faults;
mod forms;
mod hostile;
mod names;
mod round_trips;
mod writers;

use actix_web::http::Method;
use serde_json::Value;
use sinew::content::{Class, Code};

use crate::app::{Answer, TestApp};

/// An editor with a key.
pub struct Editor<'a> {
    app: &'a TestApp,
    authorization: String,
}

impl<'a> Editor<'a> {
    pub async fn of(app: &'a TestApp) -> Self {
        Self::with_scope(app, "write").await
    }

    pub async fn with_scope(app: &'a TestApp, scope: &str) -> Self {
        Self::with_key(app, &app.key(scope).await)
    }

    pub fn with_key(app: &'a TestApp, key: &str) -> Self {
        Self {
            app,
            authorization: format!("Bearer {key}"),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_as(path, "application/json").await
    }

    pub async fn get_as(&self, path: &str, accept: &str) -> Answer {
        let headers = [("authorization", &*self.authorization), ("accept", accept)];
        self.app.get_with(path, &headers).await
    }

    /// Sends a body with the header that says what it was made for.
    pub async fn put(&self, path: &str, kind: &str, condition: (&str, &str), body: &str) -> Answer {
        let headers = [
            ("authorization", &*self.authorization),
            ("content-type", kind),
            condition,
        ];
        self.app.send_with(Method::PUT, path, &headers, body).await
    }

    pub async fn create(&self, slug: &str, markdown: &str) -> Answer {
        let path = format!("/v1/articles/{slug}/draft");
        self.put(&path, "text/markdown", NEW, markdown).await
    }

    pub async fn create_json(&self, slug: &str, draft: &Value) -> Answer {
        let path = format!("/v1/articles/{slug}/draft");
        self.put(&path, "application/json", NEW, &draft.to_string())
            .await
    }

    /// Replaces the draft that is there.
    pub async fn replace(&self, slug: &str, kind: &str, body: &str) -> Answer {
        let path = format!("/v1/articles/{slug}/draft");
        let tag = self.get(&path).await.header("etag").unwrap().to_owned();
        self.put(&path, kind, ("if-match", &tag), body).await
    }
}

pub const NEW: (&str, &str) = ("if-none-match", "*");

/// A seed file with the least front matter.
pub fn file(body: &str) -> String {
    format!("---\ntitle: Massage\nsummary: What it is.\n---\n\n{body}\n")
}

/// The findings of a draft without what is only worth a look.
pub fn faults_of(draft: &Value) -> Vec<&Value> {
    let findings = draft["findings"].as_array().unwrap().iter();
    findings
        .filter(|it| {
            let code = Code::parse(it["code"].as_str().unwrap()).unwrap();
            code.class() != Class::Advisory
        })
        .collect()
}
