//! One article, as a frontend gets it.

mod drafts;
mod numbering;
mod translations;

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
        for (member, resolved) in [("therapy", therapies), ("condition", conditions)] {
            for name in members(&article, member) {
                assert!(resolved.iter().any(|known| name == known), "{name}");
            }
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
