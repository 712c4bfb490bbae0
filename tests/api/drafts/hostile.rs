//! Bodies and queries that mean no good.

use serde_json::json;

use super::{Editor, NEW, file};
use crate::app::TestApp;
use crate::folder::Folder;

const PATH: &str = "/v1/articles/massage/draft";

#[actix_web::test]
async fn texts_that_are_none_are_refused_and_odd_ones_are_read() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let front = "---\ntitle: A\nsummary: B\n---\n";

    for (text, status) in [
        ("".to_owned(), 422),
        (" \n".to_owned(), 422),
        ("Words.".to_owned(), 422),
        ("---\ntitle: A\n".to_owned(), 422),
        ("---\n---\n".to_owned(), 422),
        (format!("{front}a\0b\n"), 422),
        (front.replace('\n', "\r"), 422),
        ("---\ntitle: [\n---\n".to_owned(), 422),
        (format!("{front}{}", "> ".repeat(50_000)), 422),
        (file(&"a".repeat(2 * 1024 * 1024)), 413),
    ] {
        let answer = editor.put(PATH, "text/markdown", NEW, &text).await;
        let shown: String = text.chars().take(40).collect();
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{shown:?}: {}",
            answer.text()
        );
        answer.problem(status);
    }
    assert_eq!(app.store.version(), 1);
    for (slug, text) in [
        ("alone", front.to_owned()),
        ("marked", format!("\u{FEFF}{front}\nWords.\n")),
        ("crlf", file("One\ntwo.\n\nThree.").replace('\n', "\r\n")),
        ("greek", file("Ισχιαλγία — 坐骨神経痛 👩‍⚕️")),
    ] {
        let created = editor.create(slug, &text).await;
        assert_eq!(created.status, 201, "{slug}: {}", created.text());
        let path = format!("/v1/articles/{slug}/draft");
        assert_eq!(editor.get_as(&path, "text/markdown").await.text(), text);
        let json = editor.get(&path).await;
        let same = editor.replace(slug, "application/json", &json.text()).await;
        assert_eq!(same.header("etag"), json.header("etag"), "{slug}");
    }
}

#[actix_web::test]
async fn json_that_is_none_or_not_of_a_draft_is_refused() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    let with = |member: &str, value: serde_json::Value| {
        let mut draft = json!({"title": "A", "summary": "B"});
        draft[member] = value;
        draft.to_string()
    };

    for (body, status) in [
        ("{".to_owned(), 400),
        (deep, 400),
        (r#"{"title": "\ud800", "summary": "B"}"#.to_owned(), 400),
        (
            r#"{"title": "A", "title": "B", "summary": "C"}"#.to_owned(),
            400,
        ),
        (r#"{"title": "a\u0000", "summary": "B"}"#.to_owned(), 422),
        ("[]".to_owned(), 422),
        ("{}".to_owned(), 422),
        (with("revision", json!(3)), 422),
        (with("slug", json!("A B")), 422),
        (with("locale", json!("en_GB")), 422),
        (with("title", json!(null)), 422),
        (
            with(
                "hero",
                json!({"image": {"src": "javascript:alert(1)", "alt": "a", "is_decorative": false}}),
            ),
            422,
        ),
        (
            with("introduction", json!([{"type": "html", "html": "<b>"}])),
            422,
        ),
        (
            with(
                "introduction",
                json!([{"type": "paragraph", "content": []}]),
            ),
            422,
        ),
        (
            with(
                "introduction",
                json!([{"type": "list", "style": "bulleted", "items": []}]),
            ),
            422,
        ),
        (
            with(
                "call_to_action",
                json!({"title": "", "body": [], "link": {"href": "https://a.example", "label": ""}}),
            ),
            422,
        ),
    ] {
        let answer = editor.put(PATH, "application/json", NEW, &body).await;
        let shown: String = body.chars().take(90).collect();
        assert_eq!(answer.status.as_u16(), status, "{shown}: {}", answer.text());
        let problem = answer.problem(status);
        assert!(
            !problem["violations"].as_array().unwrap().is_empty(),
            "{shown}: {problem:#}"
        );
    }
    assert_eq!(app.store.version(), 1);
}

#[actix_web::test]
async fn a_write_without_a_condition_or_with_a_wrong_query_is_refused() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let text = file("Words.");

    let missing = editor
        .put(PATH, "text/markdown", ("accept", "*/*"), &text)
        .await;
    missing.problem(428);
    for (path, status) in [
        ("/v1/articles/massage/draft?message=a%0Ab", 400),
        ("/v1/articles/massage/draft?message=", 400),
        ("/v1/articles/massage/draft?message=%20", 400),
        ("/v1/articles/massage/draft?locale=xx_YY", 400),
        ("/v1/articles/massage/draft?publish=true", 400),
        ("/v1/articles/Massage/draft", 404),
        ("/v1/articles/a%2Fb/draft", 404),
    ] {
        let answer = editor.put(path, "text/markdown", NEW, &text).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text());
    }
    let long = format!("{PATH}?message={}", "%C3%A9".repeat(501));
    editor
        .put(&long, "text/markdown", NEW, &text)
        .await
        .problem(400);
    for kind in [
        "text/plain",
        "text/markdown; charset=latin1",
        "application/yaml",
    ] {
        editor.put(PATH, kind, NEW, &text).await.problem(415);
    }
    let absent = editor
        .put(PATH, "text/markdown", ("if-match", "*"), &text)
        .await;
    absent.problem(412);
    let fine = format!("{PATH}?message={}", "%C3%A9".repeat(500));
    assert_eq!(
        editor.put(&fine, "text/markdown", NEW, &text).await.status,
        201
    );
}

#[actix_web::test]
async fn the_largest_texts_are_stored_and_come_back_whole() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let words = (0..20_000).map(|number| format!("Words {number}."));
    let many = file(&words.collect::<Vec<_>>().join("\n\n"));
    let long = file("word ".repeat(400_000).trim_end());

    for (slug, text) in [("many", many), ("long", long)] {
        let created = editor.create(slug, &text).await;
        let changed = text.replace("Words 7", "Changed 7");
        let replaced = editor.replace(slug, "text/markdown", &changed).await;

        assert_eq!(created.status, 201, "{slug}: {}", created.text());
        assert_eq!(replaced.status, 200, "{slug}: {}", replaced.text());
        let path = format!("/v1/articles/{slug}/draft");
        let given = editor.get_as(&path, "text/markdown").await;
        assert!(given.text() == changed, "{slug}");
    }
}
