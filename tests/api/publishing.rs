//! Publishing and unpublishing over HTTP.

mod exports;
mod moments;
mod overtaking;
mod renaming;
mod restoring;

use actix_web::http::Method;

use crate::app::{TestApp, read};
use crate::editor::Editor;
use crate::folder::Folder;

/// An article `a` that is a draft, and `b` that is public and mentions it.
fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.article_with("a", "draft: true\nauthors: [ada]\n", "Words [@bell-2008].");
    folder.article("b", "See [the other](article:a).");
    folder
}

async fn app() -> TestApp {
    TestApp::with(&folder()).await
}

#[actix_web::test]
async fn a_published_draft_is_what_readers_get() {
    let app = app().await;
    let editor = Editor::of(&app).await;
    app.get("/v1/articles/a").await.problem(404);

    let answer = editor.act("a", "publish?message=It+is+ready", "{}").await;

    let standing = answer.json();
    assert_eq!(standing["published_revision"], 1);
    assert_eq!(standing["published_at"], "2026-11-22T12:00:00.000Z");
    assert!(answer.header("etag").unwrap().starts_with("\"1-"));
    let article = app.get("/v1/articles/a").await.json();
    assert_eq!(article["revision"], 1);
    assert_eq!(article["title"], "About a");
    let mention = app.get("/v1/articles/b").await.text();
    assert!(mention.contains("\"kind\":\"article\""), "{mention}");
}

#[actix_web::test]
async fn what_is_public_already_is_published_without_a_change() {
    let app = app().await;
    let editor = Editor::of(&app).await;
    let first = editor.act("a", "publish", "{}").await;
    let version = app.store.version();

    let second = editor.act("a", "publish", "{}").await;

    assert_eq!(second.json(), first.json());
    assert_eq!(second.header("etag"), first.header("etag"));
    assert_eq!(app.store.version(), version);
}

#[actix_web::test]
async fn who_may_only_write_may_not_publish() {
    let app = app().await;
    let writer = Editor::with_scope(&app, "write").await;

    for act in ["publish", "unpublish"] {
        writer.act("a", act, "{}").await.problem(403);
    }
    writer.act("a", "unschedule", "").await.problem(403);
    writer.delete("a").await.problem(403);

    app.get("/v1/articles/a").await.problem(404);
}

#[actix_web::test]
async fn an_act_says_which_state_it_was_made_for() {
    let app = app().await;
    let editor = Editor::of(&app).await;
    let tag = editor.act("a", "unpublish", "{}").await;
    let tag = tag.header("etag").unwrap().to_owned();

    for act in ["publish", "unpublish", "unschedule"] {
        let path = format!("/v1/articles/a/{act}");
        let body = if act == "unschedule" { "" } else { "{}" };
        let unguarded = editor.send(Method::POST, &path, &[], body).await;
        unguarded.problem(428);
        let other = editor.act_for("\"1-0000000000000000\"", "a", act, body);
        other.await.problem(412);
        let quoteless = editor.act_for("1-00", "a", act, body);
        quoteless.await.problem(400);
    }
    let published = editor.act_for(&tag, "a", "publish", "{}").await;

    assert_eq!(published.json()["published_revision"], 1);
}

#[actix_web::test]
async fn an_article_that_is_not_there_is_404_to_every_act() {
    let app = app().await;
    let editor = Editor::of(&app).await;

    for (act, body) in [
        ("publish", "{}"),
        ("unpublish", "{}"),
        ("unschedule", ""),
        ("revisions/1/restore", ""),
    ] {
        editor.act("nowhere", act, body).await.problem(404);
        editor.act("No-Slug", act, body).await.problem(404);
    }
    editor.delete("nowhere").await.problem(404);
}

#[actix_web::test]
async fn a_body_that_cannot_be_meant_is_refused_with_its_place() {
    let app = app().await;
    let editor = Editor::of(&app).await;

    for (body, status, pointer) in [
        (r#"{"at": "tomorrow"}"#, 422, "#/at"),
        (r#"{"at": "2026-11-22T12:00:00Z"}"#, 422, "#/at"),
        (r#"{"at": "1970-01-01T00:00:00Z"}"#, 422, "#/at"),
        (r#"{"at": null}"#, 422, "#/at"),
        (r#"{"when": "2027-01-01T00:00:00Z"}"#, 422, "#/when"),
        (r#"{"force": {}}"#, 422, "#/force"),
        (r#"{"force": {"reason": ""}}"#, 422, "#/force/reason"),
        (r#"{"force": {"reason": "a\nb"}}"#, 422, "#/force/reason"),
    ] {
        let problem = editor.act("a", "publish", body).await.problem(status);
        let violation = &problem["violations"][0];
        let found = violation["pointer"].as_str().unwrap_or_default();
        assert!(found.starts_with(pointer), "{body}: {problem}");
    }
    let problem = editor
        .act("a", "publish?locale=de&x=1", "{}")
        .await
        .problem(400);
    assert_eq!(problem["violations"][0]["parameter"], "x");
    app.get("/v1/articles/a").await.problem(404);
}

#[actix_web::test]
async fn an_unpublished_article_is_404_everywhere_and_keeps_its_slugs() {
    let folder = Folder::with_entries();
    folder.article_with("a", "previous_slugs: [old]\n", "Words.");
    folder.article("b", "See [the other](article:a).");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let before = app.get("/v1/articles/b").await;
    assert_eq!(app.get("/v1/articles/old").await.status, 308);

    let standing = editor.act("a", "unpublish", "{}").await.json();

    assert!(standing.get("published_revision").is_none());
    assert!(standing.get("published_at").is_none());
    assert_eq!(standing["first_published_at"], "2026-11-22T12:00:00.000Z");
    for path in [
        "/v1/articles/a",
        "/v1/articles/old",
        "/v1/articles/a/references",
    ] {
        app.get(path).await.problem(404);
    }
    let list = app.get("/v1/articles").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let after = app.get("/v1/articles/b").await;
    assert_ne!(after.header("etag"), before.header("etag"));
    assert!(!after.text().contains("\"mention\""), "{}", after.text());
    let again = editor.act("a", "publish", "{}").await.json();
    assert_eq!(again["first_published_at"], "2026-11-22T12:00:00.000Z");
    assert_eq!(app.get("/v1/articles/b").await.body, before.body);
    assert_eq!(app.get("/v1/articles/old").await.status, 308);
}

#[actix_web::test]
async fn a_text_that_points_at_what_is_gone_cannot_be_published_even_by_force() {
    let app = app().await;
    let editor = Editor::of(&app).await;
    sqlx_delete(&app, "bell-2008").await;

    for body in ["{}", r#"{"force": {"reason": "I say so"}}"#] {
        let problem = editor.act("a", "publish", body).await.problem(409);

        assert_eq!(problem["type"], "/problems/unpublishable");
        assert_eq!(problem["violations"][0]["code"], "CIT001");
    }
    app.get("/v1/articles/a").await.problem(404);
}

/// Deletes a reference as nobody could who asks whether it is used.
async fn sqlx_delete(app: &TestApp, key: &str) {
    use sqlx::Connection;
    let mut connection = sqlx::SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    sqlx::query("DELETE FROM entry WHERE id = $1")
        .bind(key)
        .execute(&mut connection)
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_review_stays_of_the_text_that_was_reviewed_while_it_was_not_public() {
    let folder = Folder::with_entries();
    let review = "review: {by: [ada], on: 2026-11-01}\n";
    folder.article_with("a", review, "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    editor.act("a", "unpublish", "{}").await.json();
    let front = format!("{review}draft: true\n");
    folder.article_with("a", &front, "Other words.");
    app.apply_over(&read(folder.path())).await;

    editor.act("a", "publish", "{}").await.json();

    let article = app.get("/v1/articles/a").await.json();
    assert_eq!(article["review"]["has_changed_since"], true);
}

#[actix_web::test]
async fn of_two_who_act_on_one_state_nobody_undoes_the_other() {
    let folder = Folder::with_entries();
    folder.article_with("a", "draft: true\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let tag = editor.act("a", "unpublish", "{}").await;
    let tag = tag.header("etag").unwrap();
    let first = r#"{"at": "2027-01-01T00:00:00Z"}"#;
    let second = r#"{"at": "2028-01-01T00:00:00Z"}"#;

    let (one, other) = tokio::join!(
        editor.act_for(tag, "a", "publish", first),
        editor.act_for(tag, "a", "publish", second),
    );

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[actix_web::test]
async fn drafts_list_what_is_not_simply_public_the_newest_first() {
    let folder = folder();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    for slug in ["c", "d", "e"] {
        folder.article_with(slug, "draft: true\n", "Words.");
    }
    folder.write(
        "articles/b.draft.md",
        "---\ntitle: New\nsummary: S\n---\n\nNew.\n",
    );
    app.apply_over(&read(folder.path())).await;
    app.get("/v1/drafts").await.problem(401);

    let mut slugs = Vec::new();
    let mut path = "/v1/drafts?limit=2".to_owned();
    loop {
        let page = editor.get(&path).await.json();
        let items = page["items"].as_array().unwrap();
        slugs.extend(
            items
                .iter()
                .map(|item| item["slug"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/v1/drafts?limit=2&cursor={cursor}");
    }

    assert_eq!(slugs.len(), 5);
    slugs.sort();
    assert_eq!(slugs, ["a", "b", "c", "d", "e"]);
    editor.act("a", "publish", "{}").await.json();
    let page = editor.get("/v1/drafts").await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 4);
    editor
        .act("a", "unpublish", r#"{"at": "2027-01-01T00:00:00Z"}"#)
        .await
        .json();
    let page = editor.get("/v1/drafts").await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 5);
}
