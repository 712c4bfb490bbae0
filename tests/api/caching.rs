//! What caches are told, ours included: how long, for whom, and under which names an answer is forgotten.

use std::collections::BTreeSet;

use crate::app::{TestApp, settings};
use crate::document::{document, example_path};
use crate::folder::Folder;

const ARTICLE: &str = "/v1/articles/massage-for-sciatica";

#[actix_web::test]
async fn every_answer_says_whether_it_may_be_kept() {
    let app = TestApp::seeded().await;
    let document = document();
    let mut paths: Vec<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| example_path(path, item))
        .collect();
    paths.extend(["/nothing", "/v1/articles?limit=0", "/v1/articles/"].map(str::to_owned));

    for path in paths {
        for method in ["GET", "HEAD", "OPTIONS", "DELETE"] {
            let answer = app.send(method.parse().unwrap(), &path).await;

            let control = answer.header("cache-control");
            assert!(control.is_some(), "{method} {path}");
            if answer.status.is_client_error() || answer.status.is_server_error() {
                assert_eq!(control, Some("private, no-store"), "{method} {path}");
            }
        }
    }
}

#[actix_web::test]
async fn public_answers_have_the_ages_of_the_settings() {
    let mut settings = settings();
    settings.max_age_seconds = 7;
    settings.shared_max_age_seconds = 11;
    let app = TestApp::seeded_with(settings).await;

    let article = app.get(ARTICLE).await;
    let list = app.get("/v1/articles").await;

    assert_eq!(
        article.header("cache-control"),
        Some("public, max-age=7, s-maxage=11, stale-while-revalidate=600, stale-if-error=86400")
    );
    assert_eq!(
        list.header("cache-control"),
        Some("public, max-age=7, s-maxage=7, stale-while-revalidate=600, stale-if-error=86400")
    );
}

#[actix_web::test]
async fn an_answer_names_all_that_it_rests_on() {
    let app = TestApp::seeded().await;
    let answer = app.get(ARTICLE).await;
    let article = answer.json();
    let tags: Vec<&str> = answer.header("cache-tag").unwrap().split(',').collect();

    let mut expected = vec![format!("article:{}", article["id"].as_str().unwrap())];
    for (kind, pointer, member) in [
        ("therapy", "/therapies", "/slug"),
        ("condition", "/conditions", "/slug"),
        ("reference", "/references", "/reference/key"),
        ("person", "/authors", "/slug"),
    ] {
        let items = article.pointer(pointer).unwrap();
        let ids = crate::app::texts(items, member);
        assert!(!ids.is_empty(), "{kind}");
        expected.extend(ids.iter().map(|id| format!("{kind}:{id}")));
    }

    for tag in &expected {
        assert!(tags.contains(&tag.as_str()), "{tag} is not in {tags:?}");
    }
    let keys: Vec<&str> = answer.header("surrogate-key").unwrap().split(' ').collect();
    assert_eq!(keys, tags);
}

#[actix_web::test]
async fn an_answer_that_rests_on_too_much_is_named_by_what_every_change_purges() {
    let folder = Folder::with_entries();
    let mut bibliography = String::new();
    let mut text = String::new();
    for number in 0..120 {
        bibliography.push_str(&format!(
            "@article{{work-{number}, title = {{Work {number}}}, author = {{Bell, J.}}, year = {{2008}}}}\n"
        ));
        text.push_str(&format!("Words [@work-{number}]. "));
    }
    folder.write("references/more.bib", &bibliography);
    folder.article("long", &text);
    let app = TestApp::with(&folder).await;

    let answer = app.get("/v1/articles/long").await;

    assert_eq!(answer.json()["references"].as_array().unwrap().len(), 120);
    assert_eq!(answer.header("cache-tag"), Some("content"));
    assert_eq!(answer.header("surrogate-key"), Some("content"));
}

#[actix_web::test]
async fn an_answer_from_memory_is_the_answer_that_is_made_anew() {
    let mut settings = settings();
    settings.cache_mb = 0;
    let (kept, made) = (
        TestApp::seeded().await,
        TestApp::seeded_with(settings).await,
    );
    let document = document();

    for (path, item) in document["paths"].as_object().unwrap() {
        if item["get"].get("security").is_some() {
            continue;
        }
        let path = example_path(path, item);
        kept.get(&path).await;
        for headers in [
            vec![],
            vec![("accept-encoding", "br")],
            vec![("accept", "text/csv")],
        ] {
            let (warm, cold) = (
                kept.get_with(&path, &headers).await,
                made.get_with(&path, &headers).await,
            );

            assert_eq!(warm.status, cold.status, "{path} {headers:?}");
            assert_eq!(
                lasting(&warm.headers),
                lasting(&cold.headers),
                "{path} {headers:?}"
            );
            if warm.status == 200 {
                assert_eq!(warm.body, cold.body, "{path} {headers:?}");
            }
        }
    }
}

#[actix_web::test]
async fn a_change_shows_at_once() {
    let folder = Folder::with_entries();
    folder.article("one", "Old words.");
    let app = TestApp::with(&folder).await;
    assert!(
        app.get("/v1/articles/one")
            .await
            .text()
            .contains("Old words.")
    );

    for words in ["New words.", "Newer words."] {
        folder.article("one", words);
        app.apply(&folder).await;

        assert!(app.get("/v1/articles/one").await.text().contains(words));
    }
}

/// The headers that do not differ from one moment to the next.
fn lasting(headers: &[(String, String)]) -> BTreeSet<&(String, String)> {
    headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id", "content-length"].contains(&name.as_str()))
        .collect()
}
