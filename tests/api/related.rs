//! Related articles, and why they are.

mod library;

use serde_json::Value;

use crate::app::{TestApp, texts};
use crate::editor::Editor;
use crate::folder::Folder;

/// The reasons of one item, by their types.
fn reasons(item: &Value) -> Vec<String> {
    texts(&item["reasons"], "/type")
}

async fn related(app: &TestApp, path: &str) -> Vec<Value> {
    let answer = app.get(path).await.json();
    answer["items"].as_array().unwrap().clone()
}

fn slugs(items: &[Value]) -> Vec<&str> {
    items
        .iter()
        .map(|item| item["article"]["slug"].as_str().unwrap())
        .collect()
}

/// Writes an article with a title of its own.
fn write(folder: &Folder, slug: &str, title: &str, front_matter: &str, body: &str) {
    let text = format!("---\ntitle: {title}\nsummary: Sum.\n{front_matter}---\n\n{body}\n");
    folder.write(&format!("articles/{slug}.md"), &text);
}

#[actix_web::test]
async fn every_thing_that_is_shared_is_a_reason_and_says_what_it_is() {
    let folder = Folder::with_entries();
    let all = "[M](therapy:swedish-massage) [@bell-2008] [S](condition:sciatica).";
    write(
        &folder,
        "one",
        "Hamstring stretching",
        "keywords: [Walking]\n",
        all,
    );
    write(
        &folder,
        "two",
        "Stretching the hamstring",
        "",
        &format!("{all}\n\n## Walking and the rest\n\nWords."),
    );
    write(&folder, "other", "Nothing alike", "", "Words.");
    let app = TestApp::with(&folder).await;

    let items = related(&app, "/v1/articles/one/related").await;

    assert_eq!(slugs(&items), ["two"]);
    let reasons = &items[0]["reasons"];
    assert_eq!(reasons[0]["type"], "shared_conditions");
    assert_eq!(reasons[0]["conditions"][0]["name"], "Sciatica");
    assert_eq!(reasons[1]["type"], "shared_therapies");
    assert_eq!(reasons[1]["therapies"][0]["summary"], "Gentle.");
    assert_eq!(reasons[2]["type"], "shared_references");
    assert_eq!(reasons[2]["references"][0]["key"], "bell-2008");
    assert!(
        reasons[2]["references"][0]["citation"]
            .as_str()
            .unwrap()
            .contains("Massage therapy")
    );
    assert_eq!(
        reasons[3]["words"],
        serde_json::json!(["hamstring", "stretching", "walking"])
    );
    let list = app.get("/v1/articles?slugs=two").await.json();
    assert_eq!(items[0]["article"], list["items"][0]);
}

#[actix_web::test]
async fn what_shares_more_and_rarer_things_comes_first() {
    let folder = Folder::with_entries();
    write(
        &folder,
        "one",
        "Alpha",
        "",
        "[M](therapy:swedish-massage) [S](condition:sciatica) [@bell-2008].",
    );
    write(
        &folder,
        "all",
        "Beta",
        "",
        "[M](therapy:swedish-massage) [S](condition:sciatica) [@bell-2008].",
    );
    write(&folder, "rare", "Gamma", "", "It is [@bell-2008].");
    for number in 0..6 {
        write(
            &folder,
            &format!("common-{number}"),
            "Delta",
            "",
            "[S](condition:sciatica).",
        );
    }
    write(&folder, "word", "About alpha", "", "Words.");
    let app = TestApp::with(&folder).await;

    let items = related(&app, "/v1/articles/one/related?limit=3").await;
    let all = related(&app, "/v1/articles/one/related?limit=20").await;

    assert_eq!(slugs(&items)[..2], ["all", "rare"]);
    assert_eq!((items.len(), all.len()), (3, 9));
    assert_eq!(slugs(&all)[8], "word");
    assert_eq!(reasons(&all[8]), ["shared_words"]);
    for limit in ["0", "21", "x", "%2B5"] {
        app.get(&format!("/v1/articles/one/related?limit={limit}"))
            .await
            .problem(400);
    }
}

#[actix_web::test]
async fn only_what_is_public_in_the_same_language_is_related() {
    let folder = Folder::with_entries();
    let body = "[S](condition:sciatica).";
    folder.article("one", body);
    folder.article_with("two", "draft: true\n", body);
    folder.article_with("eins", "locale: de\ntranslation_of: one\n", body);
    folder.article_with("zwei", "locale: de\n", body);
    folder.article("three", body);
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    let english = related(&app, "/v1/articles/one/related").await;
    let german = related(&app, "/v1/articles/one/related?locale=de").await;
    let fallback = related(&app, "/v1/articles/one/related?locale=fr").await;
    editor.act("three", "unpublish", "{}").await;
    let after = related(&app, "/v1/articles/one/related").await;

    assert_eq!(slugs(&english), ["three"]);
    assert_eq!(slugs(&german), ["zwei"]);
    assert_eq!(slugs(&fallback), ["three"]);
    assert_eq!(after, Vec::<Value>::new());
    app.get("/v1/articles/three/related").await.problem(404);
}

#[actix_web::test]
async fn a_renamed_article_leads_to_its_related_ones() {
    let folder = Folder::with_entries();
    folder.article_with("new", "previous_slugs: [old]\n", "Words.");
    let app = TestApp::with(&folder).await;

    let moved = app.get("/v1/articles/old/related?limit=2").await;

    assert_eq!(moved.status.as_u16(), 308);
    assert_eq!(
        moved.header("location"),
        Some("/v1/articles/new/related?limit=2")
    );
}

#[actix_web::test]
async fn the_answer_changes_with_the_name_of_what_is_shared() {
    let folder = Folder::with_entries();
    folder.article("one", "[S](condition:sciatica).");
    folder.article("two", "[S](condition:sciatica).");
    let app = TestApp::with(&folder).await;
    let before = app.get("/v1/articles/one/related").await;

    folder.write(
        "conditions/sciatica.md",
        "---\nname: Sciatic pain\nsummary: Leg pain.\n---\n\nA nerve.\n",
    );
    app.apply(&folder).await;

    let tag = before.header("etag").unwrap();
    let after = app
        .get_with("/v1/articles/one/related", &[("if-none-match", tag)])
        .await
        .json();
    assert_eq!(
        after["items"][0]["reasons"][0]["conditions"][0]["name"],
        "Sciatic pain"
    );
    let tags = before.header("cache-tag").unwrap();
    assert!(
        tags.contains("condition:sciatica") && tags.contains("list:articles"),
        "{tags}"
    );
}
