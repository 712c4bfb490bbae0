//! Lists: filters, pages, cursors.

mod fields;
mod filters;
mod named;
mod orders;
mod stored;
mod walks;

use serde_json::Value;

use crate::app::{TestApp, texts};
use crate::folder::Folder;

#[actix_web::test]
async fn a_list_shows_summaries_without_texts() {
    let app = TestApp::seeded().await;

    let list = app.get("/v1/articles").await.json();

    assert_eq!(list["items"].as_array().unwrap().len(), 3);
    assert_eq!(list.get("next_cursor"), None);
    for item in list["items"].as_array().unwrap() {
        assert!(
            item.get("sections").is_none()
                && item["title"].is_string()
                && item["links"]["canonical"].is_string()
        );
    }
}

#[actix_web::test]
async fn filters_narrow_each_other() {
    let folder = Folder::with_entries();
    folder.article(
        "both",
        "[Massage](therapy:swedish-massage) for [it](condition:sciatica) [@bell-2008].",
    );
    folder.article(
        "one",
        "[Massage](therapy:swedish-massage) only [@yeun-2017].",
    );
    let app = TestApp::with(&folder).await;

    let slugs = |list: Value| texts(&list["items"], "/slug");
    let therapy = slugs(app.get("/v1/articles?therapy=swedish-massage").await.json());
    let two = slugs(
        app.get("/v1/articles?therapy=swedish-massage&condition=sciatica")
            .await
            .json(),
    );
    let none = slugs(
        app.get("/v1/articles?condition=sciatica&reference=yeun-2017")
            .await
            .json(),
    );

    assert_eq!(therapy.len(), 2);
    assert_eq!(two, ["both"]);
    assert!(none.is_empty());
}

#[actix_web::test]
async fn an_unknown_therapy_is_a_problem_not_an_empty_list() {
    let app = TestApp::seeded().await;

    let problem = app
        .get("/v1/articles?therapy=unknown&reference=unknown-too")
        .await
        .problem(400);

    let messages = texts(&problem["violations"], "/message");
    assert_eq!(
        messages,
        [
            "reference `unknown-too` does not exist",
            "therapy `unknown` does not exist"
        ]
    );
}

#[actix_web::test]
async fn every_fault_of_a_query_is_reported_at_once() {
    let app = TestApp::seeded().await;

    let problem = app
        .get("/v1/articles?limit=0&thrapy=x&condition=A%20B&cursor=abc&reference=a&reference=b")
        .await
        .problem(400);

    assert_eq!(
        texts(&problem["violations"], "/parameter"),
        ["condition", "reference", "limit", "cursor", "thrapy"]
    );
    assert_eq!(
        problem["violations"][2]["message"],
        "limit must be 1 to 100, got `0`"
    );
    assert_eq!(problem["type"], "/problems/invalid-parameters");
}

#[actix_web::test]
async fn a_walk_by_cursor_meets_every_article_once_while_others_come() {
    let folder = Folder::with_entries();
    (0..7).for_each(|number| folder.article(&format!("old-{number}"), "Words."));
    let app = TestApp::with(&folder).await;

    let mut seen = Vec::new();
    let mut path = "/v1/articles?limit=2".to_owned();
    loop {
        let answer = app.get(&path).await;
        let page = answer.json();
        seen.extend(texts(&page["items"], "/slug"));
        folder.article(&format!("new-{}", seen.len()), "Words.");
        app.apply(&folder).await;
        let Some(cursor) = page.get("next_cursor") else {
            assert_eq!(answer.header("link"), None);
            break;
        };
        path = format!("/v1/articles?limit=2&cursor={}", cursor.as_str().unwrap());
        assert_eq!(
            answer.header("link").unwrap(),
            format!("<{path}>; rel=\"next\"")
        );
    }

    let mut old: Vec<String> = seen
        .iter()
        .filter(|slug| slug.starts_with("old"))
        .cloned()
        .collect();
    old.sort();
    assert_eq!(
        old,
        (0..7)
            .map(|number| format!("old-{number}"))
            .collect::<Vec<_>>()
    );
}

#[actix_web::test]
async fn an_article_that_is_edited_during_a_walk_is_still_met() {
    let folder = Folder::with_entries();
    ["a", "b", "c"]
        .iter()
        .for_each(|slug| folder.article(slug, "Words."));
    let app = TestApp::with(&folder).await;

    let first = app.get("/v1/articles?limit=1").await.json();
    let met = texts(&first["items"], "/slug");
    ["a", "b", "c"]
        .iter()
        .for_each(|slug| folder.article(slug, "Edited words."));
    app.apply(&folder).await;
    let rest = app
        .get(&format!(
            "/v1/articles?cursor={}",
            first["next_cursor"].as_str().unwrap()
        ))
        .await
        .json();

    let mut all = [met, texts(&rest["items"], "/slug")].concat();
    all.sort();
    assert_eq!(all, ["a", "b", "c"]);
}

#[actix_web::test]
async fn the_last_page_has_no_cursor() {
    let app = TestApp::seeded().await;

    let first = app.get("/v1/therapies?limit=4").await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let last = app
        .get(&format!("/v1/therapies?limit=4&cursor={cursor}"))
        .await
        .json();

    assert_eq!(first["items"].as_array().unwrap().len(), 4);
    assert_eq!(
        texts(&last["items"], "/slug"),
        ["swedish-massage", "trigger-point-therapy"]
    );
    assert_eq!(last.get("next_cursor"), None);
}

#[actix_web::test]
async fn a_cursor_of_another_question_is_refused() {
    let app = TestApp::seeded().await;
    let list = app.get("/v1/articles?limit=1").await.json();
    let cursor = list["next_cursor"].as_str().unwrap();

    app.get(&format!("/v1/articles?limit=1&cursor={cursor}"))
        .await
        .json();
    app.get(&format!(
        "/v1/articles?therapy=swedish-massage&cursor={cursor}"
    ))
    .await
    .problem(400);
    app.get(&format!("/v1/therapies?cursor={cursor}"))
        .await
        .problem(400);
}

#[actix_web::test]
async fn lists_of_an_empty_database_are_empty() {
    let app = TestApp::empty().await;

    for path in [
        "/v1/articles",
        "/v1/therapies",
        "/v1/conditions",
        "/v1/people",
        "/v1/references",
    ] {
        assert_eq!(
            app.get(path).await.json(),
            serde_json::json!({"items": []}),
            "{path}"
        );
    }
}
