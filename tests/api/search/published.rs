//! The index has what is public, as it is public, and its answers are as fresh.

use actix_web::http::Method;

use crate::app::{TestApp, texts};
use crate::editor::Editor;
use crate::folder::Folder;

use super::{hits, search};

#[actix_web::test]
async fn a_draft_is_found_once_it_is_published_and_no_more_when_it_is_not() {
    let folder = Folder::with_entries();
    folder.article_with("hidden", "draft: true\n", "The quagga walks.");
    folder.article("other", "Words alone.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    let draft = search(&app, "quagga").await;
    editor.act("hidden", "publish", "{}").await.json();
    let public = search(&app, "quagga").await;
    editor.act("hidden", "unpublish", "{}").await.json();
    let unpublished = search(&app, "quagga").await;
    let mistyped = search(&app, "quaga").await;

    assert_eq!(draft["total"], 0);
    assert_eq!(hits(&public), ["article/hidden"]);
    assert_eq!(unpublished["total"], 0);
    assert!(mistyped["corrected"].as_array().unwrap().is_empty());
    let suggested = app.get("/v1/search/suggestions?q=hidden").await.json();
    assert!(suggested["items"].as_array().unwrap().is_empty());
}

#[actix_web::test]
async fn a_newer_draft_changes_nothing_and_its_publication_all() {
    let folder = Folder::with_entries();
    folder.article("text", "The quagga walks.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let draft = r#"{"title": "New", "summary": "New.", "introduction": [
        {"type": "paragraph", "content": [{"type": "text", "text": "The okapi walks.", "strong": false, "emphasis": false}]}]}"#;

    let path = "/v1/articles/text/draft";
    let headers = [("if-match", "*")];
    let put = editor.send(Method::PUT, path, &headers, draft).await;
    assert!(put.status.is_success(), "{}", put.text());
    let before = (search(&app, "quagga").await, search(&app, "okapi").await);
    editor.act("text", "publish", "{}").await.json();
    let after = (search(&app, "quagga").await, search(&app, "okapi").await);

    assert_eq!(
        (hits(&before.0), hits(&before.1)),
        (vec!["article/text".to_owned()], vec![])
    );
    assert_eq!(
        (hits(&after.0), hits(&after.1)),
        (vec![], vec!["article/text".to_owned()])
    );
}

#[actix_web::test]
async fn an_answer_is_kept_until_what_is_public_changes() {
    let folder = Folder::with_entries();
    folder.article("text", "The quagga walks.");
    folder.article_with("hidden", "draft: true\n", "A quagga too.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let path = "/v1/search?q=quagga";

    let first = app.get(path).await;
    let tag = first.header("etag").unwrap();
    let same = app.get_with(path, &[("if-none-match", tag)]).await;
    editor.act("hidden", "publish", "{}").await.json();
    let changed = app.get_with(path, &[("if-none-match", tag)]).await;

    assert_eq!(same.status.as_u16(), 304);
    assert_eq!(changed.json()["total"], 2);
    let tags = first.header("cache-tag").unwrap();
    for list in ["list:articles", "list:therapies", "list:conditions"] {
        assert!(tags.contains(list), "{tags}");
    }
}

#[actix_web::test]
async fn a_deleted_article_and_a_renamed_one_are_found_as_they_are() {
    let folder = Folder::with_entries();
    folder.article("old-name", "The quagga walks.");
    folder.article("deleted", "The quagga walks.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    assert!(editor.delete("deleted").await.status.is_success());
    folder.remove("articles/deleted.md");
    folder.remove("articles/old-name.md");
    folder.article_with(
        "new-name",
        "previous_slugs: [old-name]\n",
        "The quagga walks.",
    );
    app.apply(&folder).await;
    let answer = search(&app, "quagga").await;

    assert_eq!(hits(&answer), ["article/new-name"]);
    assert_eq!(answer["items"][0]["link"], "/v1/articles/new-name");
}

#[actix_web::test]
async fn a_heading_that_is_gone_is_suggested_no_more() {
    let folder = Folder::with_entries();
    folder.article(
        "text",
        "## Größe der Quaggas\n\nWords.\n\n## Rest\n\nWords.",
    );
    let app = TestApp::with(&folder).await;
    let suggested = async |query: &str| {
        let path = format!("/v1/search/suggestions?q={query}");
        texts(&app.get(&path).await.json()["items"], "/text")
    };

    let before = suggested("quag").await;
    folder.article("text", "## Okapis\n\nWords.\n\n## Rest\n\nWords.");
    app.apply(&folder).await;

    assert_eq!(before, ["Größe der Quaggas"]);
    assert_eq!(suggested("quag").await, [] as [&str; 0]);
    assert_eq!(suggested("okap").await, ["Okapis"]);
}
