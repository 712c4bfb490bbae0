//! One draft in its two forms, and where it is found.

use serde_json::json;

use super::{Editor, NEW, faults_of, file};
use crate::app::TestApp;
use crate::folder::Folder;

#[actix_web::test]
async fn a_draft_is_created_as_markdown_and_found_by_editors_alone() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let text = file("Massage eased pain [@bell-2008].");

    let created = editor.create("massage", &text).await;

    assert_eq!(created.status, 201, "{}", created.text());
    let location = created.header("location").unwrap();
    assert_eq!(location, "/v1/articles/massage/draft");
    let stored: serde_json::Value = serde_json::from_slice(&created.body).unwrap();
    assert!(faults_of(&stored).is_empty(), "{stored:#}");
    assert_eq!(stored["article"]["slug"], "massage");
    assert_eq!(stored["article"]["head_revision"], 1);
    assert_eq!(stored["article"]["published_revision"], json!(null));
    let read = editor.get(location).await;
    assert_eq!(read.header("etag"), created.header("etag"));
    assert_eq!(read.header("cache-control"), Some("private, no-store"));
    assert_eq!(read.json()["title"], "Massage");
    app.get(location).await.problem(401);
    app.get("/v1/articles/massage").await.problem(404);
    assert_eq!(app.get("/v1/articles").await.json()["items"], json!([]));
}

#[actix_web::test]
async fn a_draft_has_a_tag_for_each_form_and_either_replaces_it() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let path = "/v1/articles/massage/draft";
    editor.create("massage", &file("One.")).await;

    let json = editor.get(path).await;
    let markdown = editor.get_as(path, "text/markdown").await;

    let (json_tag, markdown_tag) = (
        json.header("etag").unwrap(),
        markdown.header("etag").unwrap(),
    );
    assert_ne!(json_tag, markdown_tag);
    assert_eq!(
        markdown.header("content-type"),
        Some("text/markdown; charset=utf-8")
    );
    for answer in [&json, &markdown] {
        let vary = answer.headers.iter().filter(|(name, _)| name == "vary");
        let vary: Vec<&str> = vary.map(|(_, value)| value.as_str()).collect();
        assert!(vary.join(",").to_lowercase().contains("accept,") || vary.contains(&"accept"));
    }
    let same = editor
        .put(
            path,
            "text/markdown",
            ("if-match", markdown_tag),
            &markdown.text(),
        )
        .await;
    assert_eq!(same.status, 200, "{}", same.text());
    assert_eq!(same.header("etag"), Some(json_tag));
    let changed = editor
        .put(
            path,
            "text/markdown; charset=utf-8",
            ("if-match", markdown_tag),
            &file("Two."),
        )
        .await;
    assert_eq!(changed.json()["article"]["head_revision"], 2);
    editor
        .put(
            path,
            "text/markdown",
            ("if-match", json_tag),
            &file("Three."),
        )
        .await
        .problem(412);
    assert_eq!(
        editor.get_as(path, "text/markdown").await.text(),
        file("Two.")
    );
    let none = editor.get_as(path, "image/png").await;
    none.problem(406);
}

#[actix_web::test]
async fn a_draft_that_says_what_is_stored_makes_no_revision() {
    let app = TestApp::seeded().await;
    let editor = Editor::of(&app).await;
    let path = "/v1/articles/massage-for-sciatica/draft";
    let before = editor.get(path).await;
    let version = app.store.version();

    let json = editor
        .replace("massage-for-sciatica", "application/json", &before.text())
        .await;

    assert_eq!(json.json()["article"]["head_revision"], 1);
    assert_eq!(json.header("etag"), before.header("etag"));
    assert_eq!(app.store.version(), version);
    let public = app.get("/v1/articles/massage-for-sciatica").await;
    assert_eq!(public.json()["revision"], 1);
}

#[actix_web::test]
async fn a_draft_written_over_http_is_the_one_that_a_folder_brings() {
    let text = file(
        "One [@bell-2008].\n\n## Benefits {#benefits}\n\n- **Relief:** two {#relief}\n- three\n\n![A nerve](media/nerve.svg \"Nerve\")",
    );
    let folder = Folder::with_entries();
    let over_http = TestApp::with(&folder).await;
    folder.write("articles/massage.draft.md", &text);
    let from_folder = TestApp::with(&folder).await;
    let (path, preview) = (
        "/v1/articles/massage/draft",
        "/v1/articles/massage/draft/preview",
    );

    let created = Editor::of(&over_http).await.create("massage", &text).await;

    assert_eq!(created.status, 201, "{}", created.text());
    let (http, folder) = (Editor::of(&over_http).await, Editor::of(&from_folder).await);
    for (path, accept) in [
        (path, "application/json"),
        (path, "text/markdown"),
        (preview, "application/json"),
    ] {
        let one = http.get_as(path, accept).await;
        let other = folder.get_as(path, accept).await;
        assert_eq!(one.status, 200);
        assert_eq!(one.text(), other.text(), "{path} {accept}");
        assert_eq!(one.header("etag"), other.header("etag"));
    }
    assert_eq!(http.get_as(path, "text/markdown").await.text(), text);
}

#[actix_web::test]
async fn slug_and_locale_are_those_of_the_address_unless_the_draft_says_others() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let minimal = json!({"title": "Massage", "summary": "What it is."});
    let path = "/v1/articles/massage/draft?locale=de";

    let german = editor
        .put(path, "application/json", NEW, &minimal.to_string())
        .await;

    assert_eq!(german.status, 201, "{}", german.text());
    assert_eq!(german.header("location"), Some(path));
    let draft = editor.get(path).await.json();
    assert_eq!(
        (&draft["slug"], &draft["locale"]),
        (&json!("massage"), &json!("de"))
    );
    let other_slug = json!({"title": "A", "summary": "B", "slug": "other"});
    let refused = editor
        .create_json("another", &other_slug)
        .await
        .problem(422);
    assert_eq!(refused["violations"][0]["pointer"], "#/slug");
    let other_locale = "---\ntitle: A\nsummary: B\nlocale: en\n---\n";
    let refused = editor
        .put(path, "text/markdown", ("if-match", "*"), other_locale)
        .await
        .problem(422);
    assert_eq!(refused["violations"][0]["line"], 4, "{refused:#}");
    let english = editor.create("massage", &file("Words.")).await;
    assert_eq!(
        english.status, 412,
        "without a locale the only article is meant"
    );
    let english = editor
        .put(
            "/v1/articles/massage/draft?locale=en",
            "text/markdown",
            NEW,
            &file("Words."),
        )
        .await;
    assert_eq!(english.status, 201);
    let french = "---\ntitle: A\nsummary: B\nlocale: fr\n---\n";
    let created = editor.create("douleur", french).await;
    assert_eq!(
        created.header("location"),
        Some("/v1/articles/douleur/draft?locale=fr")
    );
}

#[actix_web::test]
async fn a_new_slug_waits_until_it_is_published_and_may_not_be_anothers() {
    let folder = Folder::with_entries();
    folder.article("old", "Words.");
    folder.article_with("taken", "previous_slugs: [earlier]\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let renamed = file("Words.").replace("---\n\n", "slug: new\n---\n\n");

    let written = editor.replace("old", "text/markdown", &renamed).await;

    let written = written.json();
    assert_eq!(written["article"]["slug"], "old");
    assert_eq!(
        editor.get("/v1/articles/old/draft").await.json()["slug"],
        "new"
    );
    editor.get("/v1/articles/new/draft").await.problem(404);
    for slug in ["taken", "earlier"] {
        let other = renamed.replace("slug: new", &format!("slug: {slug}"));
        let refused = editor.replace("old", "text/markdown", &other).await;
        let detail = refused.problem(409)["detail"].to_string();
        assert!(detail.contains("`taken`"), "{detail}");
    }
    editor.create("earlier", &file("Words.")).await.problem(409);
    let moved = editor.get("/v1/articles/earlier/draft?locale=en").await;
    assert_eq!(moved.status, 308);
    assert_eq!(
        moved.header("location"),
        Some("/v1/articles/taken/draft?locale=en")
    );
    editor.get("/v1/articles/nothing/draft").await.problem(404);
}

#[actix_web::test]
async fn a_preview_is_the_article_that_would_be_published() {
    let app = TestApp::seeded().await;
    let editor = Editor::of(&app).await;
    let public = app.get("/v1/articles/massage-for-sciatica").await;
    let preview_path = "/v1/articles/massage-for-sciatica/draft/preview";

    let unchanged = editor.get(preview_path).await;
    let mut draft = editor
        .get("/v1/articles/massage-for-sciatica/draft")
        .await
        .json();
    draft["title"] = json!("Does massage help with sciatica?");
    let written = editor
        .replace(
            "massage-for-sciatica",
            "application/json",
            &draft.to_string(),
        )
        .await;

    assert_eq!(unchanged.json(), public.json());
    assert_eq!(unchanged.header("cache-control"), Some("private, no-store"));
    assert_eq!(written.json()["article"]["published_revision"], 1);
    let preview = editor.get(preview_path).await.json();
    assert_eq!(preview["title"], "Does massage help with sciatica?");
    assert_eq!(preview["revision"], 2);
    assert_eq!(preview["references"], public.json()["references"]);
    let after = app.get("/v1/articles/massage-for-sciatica").await;
    assert_eq!(after.body, public.body);
    app.get(preview_path).await.problem(401);
}

#[actix_web::test]
async fn each_operation_asks_for_its_scope() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let (reader, previewer) = (
        Editor::with_scope(&app, "read").await,
        Editor::with_scope(&app, "preview").await,
    );
    let path = "/v1/articles/massage/draft";

    reader.create("massage", &file("A.")).await.problem(403);
    previewer.create("massage", &file("A.")).await.problem(403);
    let created = Editor::with_scope(&app, "publish").await;
    assert_eq!(created.create("massage", &file("A.")).await.status, 201);

    for path in [path, "/v1/articles/massage/draft/preview"] {
        reader.get(path).await.problem(403);
        assert_eq!(previewer.get(path).await.status, 200);
    }
}
