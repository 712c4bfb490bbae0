//! One article, as a frontend gets it.

use actix_web::http::StatusCode;
use serde_json::Value;

use crate::app::{TestApp, texts};
use crate::folder::Folder;

const ARTICLE: &str = "/v1/articles/massage-for-sciatica";

#[actix_web::test]
async fn one_answer_brings_everything_that_a_page_needs() {
    let app = TestApp::seeded().await;

    let article = app.get(ARTICLE).await.json();

    assert_eq!(article["type"], "article");
    assert_eq!(article["slug"], "massage-for-sciatica");
    for list in [
        "introduction",
        "sections",
        "conditions",
        "therapies",
        "references",
        "authors",
        "disclaimer",
        "keywords",
    ] {
        assert!(!article[list].as_array().unwrap().is_empty(), "{list}");
    }
    assert_eq!(texts(&article["therapies"], "/slug").len(), 6);
    assert_eq!(article["review"]["has_changed_since"], false);
    assert!(article["call_to_action"]["link"]["href"].is_string());
}

#[actix_web::test]
async fn references_are_numbered_in_order_of_first_use() {
    let app = TestApp::seeded().await;

    let article = app.get(ARTICLE).await.json();

    let mut seen: Vec<Value> = Vec::new();
    for citation in inlines(&article, "citation") {
        let keys = citation["references"].as_array().unwrap();
        for (key, number) in keys.iter().zip(citation["numbers"].as_array().unwrap()) {
            if !seen.contains(key) {
                seen.push(key.clone());
            }
            let expected = seen.iter().position(|known| known == key).unwrap() + 1;
            assert_eq!(number, &Value::from(expected), "{key}");
        }
    }
    let numbered = article["references"].as_array().unwrap();
    let listed: Vec<Value> = numbered
        .iter()
        .map(|reference| reference["reference"]["key"].clone())
        .collect();
    assert_eq!(listed, seen);
    assert!(
        numbered
            .iter()
            .zip(1..)
            .all(|(reference, number)| reference["number"] == number)
    );
}

#[actix_web::test]
async fn every_id_in_the_answer_is_resolved_in_the_same_answer() {
    let app = TestApp::seeded().await;
    let list = app.get("/v1/articles").await.json();

    for slug in texts(&list["items"], "/slug") {
        let article = app.get(&format!("/v1/articles/{slug}")).await.json();

        let keys = texts(&article["references"], "/reference/key");
        let therapies = texts(&article["therapies"], "/slug");
        let conditions = texts(&article["conditions"], "/slug");
        let ids: Vec<&Value> = members(&article, "id");
        for key in members(&article, "references")
            .iter()
            .filter_map(|list| list.as_array())
            .flatten()
        {
            assert!(
                key.is_object() || keys.contains(&key.as_str().unwrap().to_owned()),
                "{key}"
            );
        }
        for therapy in members(&article, "therapy") {
            assert!(
                therapies.contains(&therapy.as_str().unwrap().to_owned()),
                "{therapy}"
            );
        }
        for condition in members(&article, "condition") {
            assert!(
                conditions.contains(&condition.as_str().unwrap().to_owned()),
                "{condition}"
            );
        }
        for place in members(&article, "cited_by")
            .iter()
            .flat_map(|list| list.as_array().unwrap())
        {
            assert!(ids.contains(&place), "{place}");
        }
        for mention in inlines(&article, "mention") {
            assert!(!mention["title"].as_str().unwrap().is_empty(), "{mention}");
        }
    }
}

#[actix_web::test]
async fn no_answer_holds_null_and_ids_are_unique() {
    let app = TestApp::seeded().await;

    let article = app.get(ARTICLE).await.json();

    assert!(!article.to_string().contains("null"));
    let mut ids: Vec<String> = members(&article, "id")
        .iter()
        .map(|id| id.to_string())
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
    assert!(all > 60, "{all}");
}

#[actix_web::test]
async fn moving_a_paragraph_renumbers_its_references() {
    let folder = Folder::with_entries();
    folder.article(
        "a",
        "First [@bell-2008].\n\nSecond [@yeun-2017; @bell-2008].",
    );
    let app = TestApp::with(&folder).await;
    let before = app.get("/v1/articles/a").await.json();

    folder.article(
        "a",
        "Second [@yeun-2017; @bell-2008].\n\nFirst [@bell-2008].",
    );
    app.apply(&folder).await;
    let after = app.get("/v1/articles/a").await.json();

    assert_eq!(
        texts(&before["references"], "/reference/key"),
        ["bell-2008", "yeun-2017"]
    );
    assert_eq!(
        texts(&after["references"], "/reference/key"),
        ["yeun-2017", "bell-2008"]
    );
    assert_eq!(
        inlines(&before, "citation")[1]["numbers"],
        serde_json::json!([2, 1])
    );
    assert_eq!(inlines(&before, "citation")[1]["label"], "[1, 2]");
    assert_eq!(
        inlines(&after, "citation")[0]["numbers"],
        serde_json::json!([1, 2])
    );
}

#[actix_web::test]
async fn further_reading_comes_last_and_has_no_number() {
    let folder = Folder::with_entries();
    folder.article_with(
        "a",
        "references: [yeun-2017, bell-2008]\n",
        "Only one is cited [@bell-2008].",
    );
    let app = TestApp::with(&folder).await;

    let references = app.get("/v1/articles/a/references").await.json();

    assert_eq!(
        texts(&references["items"], "/reference/key"),
        ["bell-2008", "yeun-2017"]
    );
    assert_eq!(references["items"][0]["number"], 1);
    assert_eq!(references["items"][1].get("number"), None);
    assert_eq!(references["items"][1]["cited_by"], serde_json::json!([]));
}

#[actix_web::test]
async fn a_draft_is_in_no_public_answer() {
    let folder = Folder::with_entries();
    folder.article("public", "It names [the other](article:secret).");
    folder.article_with(
        "secret",
        "draft: true\n",
        "Nobody may read this [@bell-2008].",
    );
    let app = TestApp::with(&folder).await;

    let lists = [
        app.get("/v1/articles").await.text(),
        app.get("/v1/references/bell-2008/articles").await.text(),
    ];
    let public = app.get("/v1/articles/public").await.json();

    app.get("/v1/articles/secret").await.problem(404);
    app.get("/v1/articles/secret/sections").await.problem(404);
    assert!(lists.iter().all(|list| !list.contains("secret")));
    let words: String = inlines(&public, "text")
        .iter()
        .map(|text| text["text"].as_str().unwrap())
        .collect();
    assert_eq!(words, "It names the other.");
    assert!(inlines(&public, "mention").is_empty());
}

#[actix_web::test]
async fn a_newer_draft_leaves_what_is_published_as_it_is() {
    let folder = Folder::with_entries();
    folder.article("a", "Published words.");
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: New title\nsummary: New.\n---\n\nNew words.\n",
    );
    let app = TestApp::with(&folder).await;

    let article = app.get("/v1/articles/a").await.json();

    assert_eq!(article["title"], "About a");
    assert_eq!(article["revision"], 1);
    assert_eq!(app.apply(&folder).await.revisions(), 0);
}

#[actix_web::test]
async fn a_draft_with_a_new_slug_is_the_same_article_until_it_is_published() {
    let folder = Folder::with_entries();
    folder.article("a", "Published words.");
    folder.write(
        "articles/a.draft.md",
        "---\ntitle: New\nsummary: New.\nslug: b\n---\n\nNew words.\n",
    );
    let app = TestApp::with(&folder).await;
    let id = app.get("/v1/articles/a").await.json()["id"].clone();
    app.get("/v1/articles/b").await.problem(404);

    folder.remove("articles/a.draft.md");
    folder.article_with("a", "slug: b\nprevious_slugs: [a]\n", "New words.");
    app.apply(&folder).await;

    assert_eq!(app.get("/v1/articles/b").await.json()["id"], id);
    assert_eq!(
        app.get("/v1/articles/a").await.header("location"),
        Some("/v1/articles/b")
    );
}

#[actix_web::test]
async fn a_locale_finds_the_translation_or_falls_back() {
    let folder = Folder::with_entries();
    folder.article("massage", "Words.");
    folder.article_with(
        "massage-de",
        "locale: de\ntranslation_of: massage\n",
        "Worte.",
    );
    let app = TestApp::with(&folder).await;

    let german = app.get("/v1/articles/massage?locale=de").await.json();
    let french = app.get("/v1/articles/massage?locale=fr").await.json();

    assert_eq!(
        (&german["locale"], &german["is_fallback"]),
        (&"de".into(), &false.into())
    );
    assert_eq!(
        german["alternates"],
        serde_json::json!([{"locale": "en", "slug": "massage"}])
    );
    assert_eq!(german.get("reading_grade"), None);
    assert_eq!(
        (&french["locale"], &french["is_fallback"]),
        (&"en".into(), &true.into())
    );
}

#[actix_web::test]
async fn images_have_the_size_that_their_files_have() {
    let folder = Folder::with_entries();
    folder.article("a", "![The nerve](media/nerve.svg \"Its course\"){credit=\"Us\"}\n\n![](media/nerve.svg){decorative}");
    let app = TestApp::with(&folder).await;

    let article = app.get("/v1/articles/a").await.json();

    let image = &article["introduction"][0]["image"];
    assert_eq!(
        (&image["width"], &image["height"]),
        (&80.into(), &50.into())
    );
    assert_eq!(
        (&image["alt"], &image["credit"]),
        (&"The nerve".into(), &"Us".into())
    );
    assert_eq!(article["introduction"][1]["image"]["is_decorative"], true);
    assert_eq!(
        app.get(image["src"].as_str().unwrap()).await.status,
        StatusCode::OK
    );
}

/// Every inline of one type, in reading order.
pub fn inlines(article: &Value, inline_type: &str) -> Vec<Value> {
    let parts = ["introduction", "sections", "disclaimer", "call_to_action"];
    let mut found = Vec::new();
    for part in parts {
        collect(&article[part], &mut |value| {
            if value["type"] == inline_type {
                found.push(value.clone());
            }
        });
    }
    found
}

fn members<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    match value {
        Value::Object(object) => {
            let own = object
                .iter()
                .filter(|(known, _)| *known == name)
                .map(|(_, member)| member);
            own.chain(object.values().flat_map(|member| members(member, name)))
                .collect()
        }
        Value::Array(items) => items.iter().flat_map(|item| members(item, name)).collect(),
        _ => Vec::new(),
    }
}

fn collect(value: &Value, visit: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(object) => {
            visit(value);
            object.values().for_each(|member| collect(member, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, visit)),
        _ => {}
    }
}
