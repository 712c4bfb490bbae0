//! What is not published is in no public answer, and changes none.

use super::inlines;
use crate::app::TestApp;
use crate::folder::Folder;

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
