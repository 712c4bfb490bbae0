//! Members of the articles in a list, for clients that want few.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app::{TestApp, texts};
use crate::document::document;

fn members(item: &Value) -> BTreeSet<&str> {
    item.as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[actix_web::test]
async fn the_members_that_are_asked_for_come_with_those_that_name_the_article() {
    let app = TestApp::seeded().await;
    let whole = app.get("/v1/articles?limit=2").await.json();

    let few = app
        .get("/v1/articles?limit=2&fields=title,updated_at&count=true")
        .await
        .json();

    assert_eq!(few["next_cursor"].as_str(), whole["next_cursor"].as_str());
    assert_eq!(few["total"], 3);
    for (few, whole) in few["items"]
        .as_array()
        .unwrap()
        .iter()
        .zip(whole["items"].as_array().unwrap())
    {
        assert_eq!(
            members(few),
            BTreeSet::from(["id", "slug", "locale", "title", "updated_at"])
        );
        for member in members(few) {
            assert_eq!(few[member], whole[member], "{member}");
        }
    }
}

#[actix_web::test]
async fn every_member_of_an_article_can_be_asked_for_by_itself() {
    let app = TestApp::seeded().await;
    let document = document();
    let schema = &document["components"]["schemas"]["ArticleSummary"]["properties"];
    let whole = app.get("/v1/articles?limit=1").await.json();

    for name in schema.as_object().unwrap().keys() {
        let page = app
            .get(&format!("/v1/articles?limit=1&fields={name}"))
            .await
            .json();
        assert_eq!(page["items"][0][name], whole["items"][0][name], "{name}");
    }
    let all: Vec<&str> = schema
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let page = app
        .get(&format!("/v1/articles?limit=1&fields={}", all.join(",")))
        .await
        .json();
    assert_eq!(page, whole);
}

#[actix_web::test]
async fn an_unknown_member_is_told_with_those_that_there_are() {
    let app = TestApp::seeded().await;

    for (fields, came) in [("title,sections", "sections"), ("", ""), ("title,", "")] {
        let problem = app
            .get(&format!("/v1/articles?fields={fields}"))
            .await
            .problem(400);
        let message = &texts(&problem["violations"], "/message")[0];
        assert!(
            message.starts_with("fields must be some of id, slug, locale, title, "),
            "{message}"
        );
        assert!(message.ends_with(&format!("got `{came}`")), "{message}");
    }
}
