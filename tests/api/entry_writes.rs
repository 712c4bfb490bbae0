//! Therapies, conditions, people and references written over HTTP: what every kind does alike. The rest is in the folder.

mod bodies;
mod content;
mod existing;
mod patches;
mod resting;
mod states;
mod together;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::app::{Answer, TestApp, busy_settings};
use crate::folder::Folder;

/// A server with one key.
pub struct Editor {
    pub app: TestApp,
    key: String,
}

/// One kind of entry: where it is, and what may be written there.
pub struct KindOfEntry {
    pub path: &'static str,
    pub name: &'static str,
    /// A new one, without what its address tells.
    pub body: Value,
    /// A member that can be changed.
    pub member: &'static str,
}

/// The four kinds, each with a name that no test folder has.
pub fn kinds() -> [KindOfEntry; 4] {
    let kind = |path, name, body, member| KindOfEntry {
        path,
        name,
        body,
        member,
    };
    [
        kind("/v1/therapies/cupping", "slug", therapy(), "summary"),
        kind("/v1/conditions/cramp", "slug", condition(), "summary"),
        kind("/v1/people/bob", "slug", json!({"name": "Bob"}), "name"),
        kind("/v1/references/new-2020", "key", reference(), "title"),
    ]
}

pub fn therapy() -> Value {
    json!({
        "name": "Cupping", "summary": "Cups.", "also_known_as": [], "contraindications": ["Broken skin"],
        "description": [words("Cups on the back.")],
    })
}

pub fn condition() -> Value {
    json!({
        "name": "Cramp", "summary": "A tight muscle.", "also_known_as": [], "red_flags": [],
        "codes": [{"system": "icd-10", "value": "R25.2"}], "description": [words("It hurts.")],
    })
}

pub fn reference() -> Value {
    json!({
        "type": "article-journal", "title": "A trial", "author": [{"family": "Bell", "given": "J."}],
        "editor": [], "about": [], "other": {}, "issued": {"year": 2020, "circa": false},
    })
}

/// A paragraph of one text.
pub fn words(text: &str) -> Value {
    json!({"type": "paragraph", "content": [{"type": "text", "text": text, "strong": false, "emphasis": false}]})
}

impl Editor {
    pub async fn with(folder: &Folder) -> Self {
        Self::of(TestApp::for_writers(folder).await).await
    }

    /// With the content of `seed/`.
    pub async fn seeded() -> Self {
        Self::of(TestApp::seeded_with(busy_settings()).await).await
    }

    async fn of(app: TestApp) -> Self {
        let key = format!("Bearer {}", app.key("publish").await);
        Self { app, key }
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut all = vec![("authorization", self.key.as_str())];
        all.extend(headers);
        self.app.send_with(method, path, &all, body).await
    }

    /// Creates something.
    pub async fn create(&self, path: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("if-none-match", "*")];
        self.send(Method::PUT, path, &headers, &body.to_string())
            .await
    }

    /// Replaces what is in a state.
    pub async fn put(&self, path: &str, tag: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        self.send(Method::PUT, path, &headers, &body.to_string())
            .await
    }

    pub async fn patch(&self, path: &str, tag: &str, body: &Value) -> Answer {
        let headers = [
            ("content-type", "application/merge-patch+json"),
            ("if-match", tag),
        ];
        self.send(Method::PATCH, path, &headers, &body.to_string())
            .await
    }

    pub async fn delete(&self, path: &str, tag: &str) -> Answer {
        self.send(Method::DELETE, path, &[("if-match", tag)], "")
            .await
    }

    pub async fn tag(&self, path: &str) -> String {
        tag_of(&self.app.get(path).await)
    }
}

pub fn tag_of(answer: &Answer) -> String {
    answer.header("etag").unwrap().to_owned()
}

/// Pointer and code of each fault of a refusal.
#[track_caller]
pub fn faults(answer: &Answer, status: u16) -> Vec<(String, String)> {
    let problem = answer.problem(status);
    let violations = problem["violations"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    violations
        .map(|violation| (text(&violation["pointer"]), text(&violation["code"])))
        .collect()
}

#[actix_web::test]
async fn an_entry_is_created_read_replaced_and_deleted() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for kind in kinds() {
        let KindOfEntry {
            path, name, member, ..
        } = kind;
        let created = editor.create(path, &kind.body).await;
        assert_eq!(created.status, 201, "{}", created.text());
        assert_eq!(created.header("location"), Some(path));
        let first = tag_of(&created);
        let read = editor.app.get(path).await;
        assert_eq!(tag_of(&read), first, "{path}");
        assert_eq!(read.body, created.body);
        assert_eq!(read.json()[name], path.rsplit('/').next().unwrap());

        let mut changed = kind.body.clone();
        changed[member] = json!("Other words");
        let replaced = editor.put(path, &first, &changed).await;
        assert_eq!(replaced.json()[member], "Other words");
        assert_ne!(tag_of(&replaced), first);
        assert_eq!(tag_of(&editor.app.get(path).await), tag_of(&replaced));
        editor.put(path, &first, &kind.body).await.problem(412);

        assert_eq!(editor.delete(path, &first).await.status, 412);
        assert_eq!(editor.delete(path, &tag_of(&replaced)).await.status, 204);
        editor.app.get(path).await.problem(404);
        editor.delete(path, &tag_of(&replaced)).await.problem(404);

        let again = editor.create(path, &kind.body).await;
        assert!(tag_of(&again).starts_with("\"3-"), "{}", tag_of(&again));
    }
}

#[actix_web::test]
async fn every_write_names_the_state_that_it_was_made_for() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let json_type = ("content-type", "application/json");
    let patch_type = ("content-type", "application/merge-patch+json");

    for kind in kinds() {
        let (path, body) = (kind.path, kind.body.to_string());
        let restore = format!("{path}/revisions/1/restore");
        let put = |headers: Vec<(&'static str, &'static str)>| {
            let (editor, body) = (&editor, &body);
            async move { editor.send(Method::PUT, path, &headers, body).await }
        };
        put(vec![json_type]).await.problem(428);
        put(vec![json_type, ("if-match", "*")]).await.problem(412);
        put(vec![json_type, ("if-match", "unquoted")])
            .await
            .problem(400);
        editor.create(path, &kind.body).await;
        put(vec![json_type, ("if-none-match", "*")])
            .await
            .problem(412);
        put(vec![json_type]).await.problem(428);

        let patch = editor.send(Method::PATCH, path, &[patch_type], "{}").await;
        patch.problem(428);
        editor
            .send(Method::DELETE, path, &[], "")
            .await
            .problem(428);
        editor
            .send(Method::POST, &restore, &[], "")
            .await
            .problem(428);
    }
}

#[actix_web::test]
async fn only_who_may_publish_writes() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let key = format!("Bearer {}", app.key("write").await);

    for kind in kinds() {
        let (path, restore) = (kind.path, format!("{}/revisions/1/restore", kind.path));
        for (method, path) in [
            (Method::PUT, path),
            (Method::PATCH, path),
            (Method::DELETE, path),
            (Method::POST, restore.as_str()),
        ] {
            app.send(method.clone(), path).await.problem(401);
            let small = app
                .send_with(method, path, &[("authorization", &key)], "")
                .await;
            let problem = small.problem(403);
            assert!(problem["detail"].as_str().unwrap().contains("publish"));
        }
        app.get(path).await.problem(404);
    }
}
