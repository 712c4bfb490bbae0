//! A mirror: what it is fed with, and whether it has what the server has.

use std::collections::BTreeMap;

use serde_json::Value;
use sinew::content::SyncItem;
use sinew::store::{PageSize, Store, SyncPosition};

use crate::app::TestApp;

/// All pieces by kind and id, each as the line that brought it, and the token to go on from.
#[derive(Clone, Debug, Default)]
pub struct Mirror {
    pieces: BTreeMap<(&'static str, String), String>,
    token: Option<String>,
}

impl PartialEq for Mirror {
    fn eq(&self, other: &Self) -> bool {
        self.pieces == other.pieces
    }
}

impl Mirror {
    /// One that has everything that is there now.
    pub async fn fresh(store: &Store) -> Self {
        let mut mirror = Self::default();
        mirror.catch_up(store, 100).await;
        mirror
    }

    pub async fn catch_up(&mut self, store: &Store, limit: usize) {
        while self.step(store, limit).await {}
    }

    /// Takes one part; true if there is more.
    pub async fn step(&mut self, store: &Store, limit: usize) -> bool {
        let token = self.token.as_deref();
        let position = token.map(|token| SyncPosition::parse(token).unwrap());
        let size = PageSize::parse(&limit.to_string()).unwrap();
        let part = store.sync(position.as_ref(), size).await.unwrap().value;
        assert!(part.items.len() <= limit);
        part.items.iter().for_each(|item| self.take(item));
        self.token = Some(part.next.to_string());
        part.has_more
    }

    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    fn take(&mut self, item: &SyncItem) {
        let name = match item {
            SyncItem::Article(it) => ("article", it.article.id.to_string()),
            SyncItem::Therapy(it) => ("therapy", it.therapy.slug.to_string()),
            SyncItem::Condition(it) => ("condition", it.condition.slug.to_string()),
            SyncItem::Person(it) => ("person", it.person.slug.to_string()),
            SyncItem::Reference(it) => ("reference", it.reference.key.to_string()),
            SyncItem::Deleted(it) => {
                self.pieces.remove(&(it.kind.as_str(), it.id.clone()));
                return;
            }
        };
        self.pieces
            .insert(name, serde_json::to_string(item).unwrap());
    }

    /// Compares each piece with what is at its own address, and their number with the lists.
    pub async fn compare(&self, app: &TestApp) {
        let mut count = 0;
        for list in [
            "articles",
            "therapies",
            "conditions",
            "people",
            "references",
        ] {
            let list = app.get(&format!("/v1/{list}?limit=100")).await.json();
            assert_eq!(list.get("next_cursor"), None);
            count += list["items"].as_array().unwrap().len();
        }
        assert_eq!(self.len(), count);
        for ((kind, id), line) in &self.pieces {
            let path = match *kind {
                "article" => {
                    let item: Value = serde_json::from_str(line).unwrap();
                    let text = |name: &str| item["article"][name].as_str().unwrap().to_owned();
                    format!("articles/{}?locale={}", text("slug"), text("locale"))
                }
                "therapy" => format!("therapies/{id}"),
                "condition" => format!("conditions/{id}"),
                "person" => format!("people/{id}"),
                _ => format!("references/{id}"),
            };
            let own = app.get(&format!("/v1/{path}")).await.text();
            let expected = format!("{{\"type\":\"{kind}\",\"{kind}\":{own}");
            assert!(line.starts_with(&expected), "{line}\nis not\n{expected}");
        }
    }
}
