//! References are numbered by their first use, in each answer anew.

use serde_json::Value;

use super::{ARTICLE, inlines};
use crate::app::{TestApp, texts};
use crate::folder::Folder;

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
