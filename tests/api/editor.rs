//! An editor with a key, who acts on articles over HTTP.

use actix_web::http::Method;

use crate::app::{Answer, TestApp};

pub struct Editor<'a> {
    app: &'a TestApp,
    authorization: String,
}

impl<'a> Editor<'a> {
    /// Who may publish.
    pub async fn of(app: &'a TestApp) -> Self {
        Self::with_scope(app, "publish").await
    }

    pub async fn with_scope(app: &'a TestApp, scope: &str) -> Self {
        Self {
            app,
            authorization: format!("Bearer {}", app.key(scope).await),
        }
    }

    /// Acts on an article in whatever state it is, such as `publish` with `{}`.
    pub async fn act(&self, slug: &str, act: &str, body: &str) -> Answer {
        self.act_for("*", slug, act, body).await
    }

    /// Acts on an article for the state of its draft that a tag names.
    pub async fn act_for(&self, tag: &str, slug: &str, act: &str, body: &str) -> Answer {
        let path = format!("/v1/articles/{slug}/{act}");
        self.send(Method::POST, &path, &[("if-match", tag)], body)
            .await
    }

    pub async fn delete(&self, slug: &str) -> Answer {
        let path = format!("/v1/articles/{slug}");
        self.send(Method::DELETE, &path, &[("if-match", "*")], "")
            .await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], "").await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut all = vec![("authorization", self.authorization.as_str())];
        if !body.is_empty() {
            all.push(("content-type", "application/json"));
        }
        all.extend(headers);
        self.app.send_with(method, path, &all, body).await
    }
}
