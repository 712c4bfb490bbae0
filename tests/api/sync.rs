//! Everything for mirrors, and then what changed: what comes, in what form, and what happens to tokens.

mod deeds;
mod histories;
mod lines;
mod mirror;
mod walks;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::app::{TestApp, texts};
use crate::document::document;
use crate::editor::Editor;
use crate::folder::Folder;
use mirror::Mirror;

/// Two articles in two languages, one of which has moved, and a draft.
fn folder() -> Folder {
    let folder = Folder::with_entries();
    let front = "authors: [ada]\nprevious_slugs: [older, old]\n";
    folder.article_with(
        "one",
        front,
        "It is [M](therapy:swedish-massage) [@bell-2008]. See [Two](article:two) and [three](article:kept-back).",
    );
    folder.article_with("eins", "locale: de\ntranslation_of: one\n", "Worte.");
    folder.article("two", "Words.");
    folder.article_with("kept-back", "draft: true\n", "Words.");
    folder
}

/// The kind of each item and where it is found, in order.
fn told(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let kind = item["type"].as_str().unwrap();
            let name = ["/slug", "/key"].iter().find_map(|name| {
                let piece = if kind == "deleted" { item } else { &item[kind] };
                piece.pointer(name)?.as_str()
            });
            format!("{kind} {}", name.unwrap())
        })
        .collect()
}

/// What comes after a token.
async fn after(app: &TestApp, token: &Value) -> Value {
    let token = token.as_str().unwrap();
    app.get(&format!("/v1/sync?token={token}")).await.json()
}

#[actix_web::test]
async fn everything_comes_as_it_is_at_its_own_address_byte_for_byte() {
    let app = TestApp::with(&folder()).await;

    let answer = app.get("/v1/sync").await;

    let (whole, text) = (answer.json(), answer.text());
    let expected = [
        ("article one", "/v1/articles/one"),
        ("article eins", "/v1/articles/eins?locale=de"),
        ("article two", "/v1/articles/two"),
        ("condition sciatica", "/v1/conditions/sciatica"),
        ("person ada", "/v1/people/ada"),
        ("reference bell-2008", "/v1/references/bell-2008"),
        ("reference yeun-2017", "/v1/references/yeun-2017"),
        ("therapy swedish-massage", "/v1/therapies/swedish-massage"),
    ];
    let mut came = told(&whole);
    came.sort();
    let mut names = expected.map(|(name, _)| name);
    names.sort_unstable();
    assert_eq!(came, names);
    for (name, path) in expected {
        let kind = name.split_once(' ').unwrap().0;
        let own = app.get(path).await.text();
        let item = format!("{{\"type\":\"{kind}\",\"{kind}\":{own}");
        assert!(text.contains(&item), "{item} is not in {text}");
    }
    assert_eq!(whole["has_more"], false);
}

#[actix_web::test]
async fn an_article_brings_the_slugs_that_lead_to_it() {
    let app = TestApp::with(&folder()).await;

    let whole = app.get("/v1/sync").await.json();

    let mut items = whole["items"].as_array().unwrap().iter();
    let one = items.find(|item| item["article"]["slug"] == "one").unwrap();
    assert_eq!(one["previous_slugs"], json!(["old", "older"]));
    for slug in ["old", "older"] {
        let moved = app.get(&format!("/v1/articles/{slug}")).await;
        assert_eq!(moved.header("location"), Some("/v1/articles/one"));
    }
}

#[actix_web::test]
async fn the_same_comes_in_parts_of_any_size() {
    let app = TestApp::with(&folder()).await;
    let whole = app.get("/v1/sync").await.json();

    let mut items = Vec::new();
    let mut answer = app.get("/v1/sync?limit=3").await.json();
    items.push(answer["items"].clone());
    while answer["has_more"] == true {
        let token = answer["next_token"].as_str().unwrap();
        answer = app
            .get(&format!("/v1/sync?limit=3&token={token}"))
            .await
            .json();
        items.push(answer["items"].clone());
    }

    let sizes: Vec<usize> = items
        .iter()
        .map(|part| part.as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [3, 3, 2]);
    let items: Vec<Value> = items
        .iter()
        .flat_map(|part| part.as_array().unwrap().clone())
        .collect();
    assert_eq!(whole["items"], Value::Array(items));
    assert_eq!(whole["next_token"], answer["next_token"]);
}

#[actix_web::test]
async fn what_shows_a_changed_reference_comes_with_it_and_nothing_else_does() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let token = app.get("/v1/sync").await.json()["next_token"].clone();

    let patch = [
        ("if-match", "*"),
        ("content-type", "application/merge-patch+json"),
    ];
    let title = r#"{"title": "Another title"}"#;
    let path = "/v1/references/bell-2008";
    let authorization = format!("Bearer {}", app.key("publish").await);
    let headers = [&[("authorization", authorization.as_str())][..], &patch].concat();
    app.send_with(Method::PATCH, path, &headers, title)
        .await
        .json();
    let changed = after(&app, &token).await;
    editor.act("two", "unpublish", "{}").await.json();
    let withdrawn = after(&app, &changed["next_token"]).await;

    let mut came = told(&changed);
    came.sort();
    assert_eq!(
        came,
        [
            "article one",
            "reference bell-2008",
            "therapy swedish-massage"
        ]
    );
    // The article that mentions it loses the link.
    assert_eq!(told(&withdrawn), ["deleted two", "article one"]);
    assert!(!withdrawn.to_string().contains("/v1/articles/two"));
}

#[actix_web::test]
async fn what_goes_is_told_once_with_its_names_and_may_come_back() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let whole = app.get("/v1/sync").await.json();
    let two = app.get("/v1/articles/two").await.json();

    editor.act("two", "unpublish", "{}").await.json();
    let gone = after(&app, &whole["next_token"]).await;
    editor.act("two", "publish", "{}").await.json();
    let back = after(&app, &gone["next_token"]).await;
    assert_eq!(editor.delete("two").await.status, 204);
    let deleted = after(&app, &whole["next_token"]).await;

    let tombstone = json!({"type": "deleted", "kind": "article", "id": two["id"], "slug": "two", "locale": "en"});
    assert_eq!(gone["items"][0], tombstone);
    assert_eq!(texts(&back["items"], "/type"), ["article", "article"]);
    assert_eq!(deleted["items"][0], tombstone);
    // Who begins now never had it.
    let fresh = app.get("/v1/sync").await.json();
    assert!(!fresh.to_string().contains("deleted"));
}

#[actix_web::test]
async fn nothing_new_is_a_304_until_something_is() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let token = app.get("/v1/sync").await.json()["next_token"].clone();
    let path = format!("/v1/sync?token={}", token.as_str().unwrap());
    let empty = app.get(&path).await;
    let tag = empty.header("etag").unwrap();

    let again = app.get_with(&path, &[("if-none-match", tag)]).await;
    editor.act("two", "unpublish", "{}").await.json();
    let changed = app.get_with(&path, &[("if-none-match", tag)]).await;

    assert_eq!(
        empty.json(),
        json!({"items": [], "next_token": token, "has_more": false})
    );
    assert_eq!(empty.header("cache-control"), Some("public, no-cache"));
    assert_eq!(empty.header("cache-tag"), Some("list:changes"));
    assert_eq!(again.status, 304);
    assert_eq!(told(&changed.json())[0], "deleted two");
}

#[actix_web::test]
async fn what_is_not_public_moves_nothing() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let first = app.get("/v1/sync").await.text();
    let token = app.get("/v1/sync").await.json()["next_token"].clone();
    editor.act("two", "unpublish", "{}").await.json();
    let before = after(&app, &token).await;

    let text = "---\ntitle: Newer\nsummary: What it is.\n---\n\nNewer words.\n";
    let put = async |slug: &str, condition: (&str, &str)| {
        let path = format!("/v1/articles/{slug}/draft");
        let headers = [("content-type", "text/markdown"), condition];
        editor.send(Method::PUT, &path, &headers, text).await
    };
    let created = put("never-seen", ("if-none-match", "*")).await;
    let of_withdrawn = put("two", ("if-match", "*")).await;
    let of_public = put("one", ("if-match", "*")).await;
    let deleted = editor.delete("kept-back").await;

    let statuses = [created, of_withdrawn, of_public, deleted].map(|answer| answer.status.as_u16());
    assert_eq!(statuses, [201, 200, 200, 204]);
    assert_eq!(after(&app, &token).await, before);
    assert_ne!(app.get("/v1/sync").await.text(), first);
}

#[actix_web::test]
async fn an_empty_database_is_an_empty_mirror_that_fills() {
    let app = TestApp::empty().await;
    let empty = app.get("/v1/sync").await.json();

    app.apply(&folder()).await;

    assert_eq!(empty["items"], json!([]));
    let filled = after(&app, &empty["next_token"]).await;
    assert_eq!(filled, app.get("/v1/sync").await.json());
    assert_eq!(told(&filled).len(), 8);
}

#[actix_web::test]
async fn what_is_no_token_is_told() {
    let app = TestApp::with(&folder()).await;
    let token = app.get("/v1/sync").await.json()["next_token"].clone();
    let token = token.as_str().unwrap();

    let cut = &token[..token.len() - 1];
    for bad in ["", "x", "W10", "%C3%A9", "..%2F", cut, &format!("{token}A")] {
        let problem = app.get(&format!("/v1/sync?token={bad}")).await.problem(400);
        let message = &texts(&problem["violations"], "/message")[0];
        assert!(
            message.starts_with("token must be the `next_token` of an answer"),
            "{message}"
        );
    }
    for limit in ["0", "101", "-1", "1e1", ""] {
        app.get(&format!("/v1/sync?limit={limit}"))
            .await
            .problem(400);
    }
    app.get("/v1/sync?cursor=x").await.problem(400);
}

#[actix_web::test]
async fn the_token_of_the_document_is_one() {
    let app = TestApp::with(&folder()).await;
    let document = document();
    let schema = &document["components"]["schemas"]["SyncAnswer"]["properties"];
    let example = schema["next_token"]["example"].as_str().unwrap();

    let answer = app.get(&format!("/v1/sync?token={example}")).await;

    // It is one of another history.
    answer.problem(410);
}

#[actix_web::test]
async fn a_mirror_of_the_seed_has_every_piece_once() {
    let app = TestApp::seeded().await;

    let mut mirror = Mirror::default();
    mirror.catch_up(&app.store, 7).await;

    assert_eq!(mirror, Mirror::fresh(&app.store).await);
    mirror.compare(&app).await;
}
