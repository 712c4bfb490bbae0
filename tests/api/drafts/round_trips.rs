//! What `GET` gives, `PUT` takes, and nothing is lost: every article of the seed in both forms, from one server to another.

use serde_json::Value;

use super::{Editor, NEW};
use crate::app::TestApp;
use crate::folder::Folder;

/// The drafts of all articles of the seed, as addresses.
async fn paths(app: &TestApp) -> Vec<String> {
    let items = app.get("/v1/articles?limit=100").await.json();
    let items = items["items"].as_array().unwrap().clone();
    let paths = items.iter().map(|item| {
        let slug = item["slug"].as_str().unwrap();
        format!(
            "/v1/articles/{slug}/draft?locale={}",
            item["locale"].as_str().unwrap()
        )
    });
    paths.collect()
}

/// A server with the entries and images of the seed and without its articles.
async fn without_articles() -> TestApp {
    let folder = Folder::of_seed();
    for entry in std::fs::read_dir(folder.path().join("articles")).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    TestApp::with(&folder).await
}

#[actix_web::test]
async fn every_article_of_the_seed_goes_from_one_server_to_another_as_json() {
    let (from, to) = (TestApp::seeded().await, without_articles().await);
    let (reader, writer) = (Editor::of(&from).await, Editor::of(&to).await);
    let paths = paths(&from).await;
    assert!(paths.len() >= 2);

    for path in &paths {
        let given = reader.get(path).await;
        let put = writer
            .put(path, "application/json", NEW, &given.text())
            .await;

        assert_eq!(put.status, 201, "{}", put.text());
        let again = writer.get(path).await;
        assert_eq!(again.text(), given.text());
        assert_eq!(again.header("etag"), given.header("etag"));
    }
    for path in &paths {
        let draft = writer.get(path).await;
        let tag = draft.header("etag").unwrap();
        let markdown = writer.get_as(path, "text/markdown").await.text();
        let condition = ("if-match", tag);
        let same = writer
            .put(path, "text/markdown", condition, &markdown)
            .await;
        assert_eq!(same.header("etag"), Some(tag), "{}", same.text());
        let findings = same.json()["findings"].clone();
        let links = findings.as_array().unwrap().iter();
        let others: Vec<&Value> = links.filter(|it| it["severity"] == "error").collect();
        assert_eq!(others, Vec::<&Value>::new());
    }
}

#[actix_web::test]
async fn every_article_of_the_seed_goes_from_one_server_to_another_as_markdown() {
    let (from, to) = (TestApp::seeded().await, without_articles().await);
    let (reader, writer) = (Editor::of(&from).await, Editor::of(&to).await);

    for path in paths(&from).await {
        let given = reader.get_as(&path, "text/markdown").await;
        let put = writer.put(&path, "text/markdown", NEW, &given.text()).await;

        assert_eq!(put.status, 201, "{}", put.text());
        let again = writer.get_as(&path, "text/markdown").await;
        assert_eq!(again.text(), given.text());
        let (one, other) = (reader.get(&path).await, writer.get(&path).await);
        assert_eq!(one.text(), other.text());
    }
}

#[actix_web::test]
async fn the_files_of_a_folder_come_back_as_they_were() {
    let app = TestApp::seeded().await;
    let editor = Editor::of(&app).await;
    let file = std::fs::read_to_string("seed/articles/massage-for-sciatica.md").unwrap();

    let given = editor
        .get_as("/v1/articles/massage-for-sciatica/draft", "text/markdown")
        .await;

    assert_eq!(given.text(), file);
}
