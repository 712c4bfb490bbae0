//! Texts that try to be more than text, in every form.

use serde_json::Value;

use super::reading::{bare, framed, said_in_html, said_in_markdown, selected, sound};
use super::{BROWSER, linked_data, read_data};
use crate::app::TestApp;
use crate::folder::Folder;

/// What an author could write to break out of HTML, of a script, of XML and of Markdown.
const HOSTILE: &str = "</title></script><script>alert(1)</script>\"'&amp;<img src=x onerror=alert(2)> ](javascript:alert(3)) [^1] ]]> <!-- `a` **b** |";

/// An article that has it wherever an author can write.
fn hostile() -> Folder {
    let folder = Folder::with_entries();
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    // The same as running text of Markdown.
    let escaped: String = HOSTILE
        .chars()
        .flat_map(|c| {
            c.is_ascii_punctuation()
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect();
    folder.write(
        "people.yaml",
        &format!("- slug: ada\n  name: {quoted}\n  credentials: {quoted}\n  role: {quoted}\n"),
    );
    folder.write(
        "references/hostile.yaml",
        &format!("- id: hostile\n  type: book\n  title: {quoted}\n  publisher: {quoted}\n  author: [{{literal: {quoted}}}]\n"),
    );
    for (kind, extra) in [
        ("conditions/sciatica", "red_flags"),
        ("therapies/swedish-massage", "contraindications"),
    ] {
        folder.write(
            &format!("{kind}.md"),
            &format!("---\nname: {quoted}\nsummary: {quoted}\nalso_known_as: [{quoted}]\n{extra}: [{quoted}]\n---\n\n{escaped} [@hostile].\n"),
        );
    }
    folder.write("articles/a.md", &hostile_article(&quoted, &escaped));
    folder
}

/// Its front matter has the text in quotes, its Markdown with escapes.
fn hostile_article(quoted: &str, escaped: &str) -> String {
    format!(
        "---\ntitle: {quoted}\nsummary: {quoted}\nauthors: [ada]\nkeywords: [{quoted}]\nconditions: [sciatica]\n\
             review: {{by: [ada], on: 2026-11-01, kind: clinical}}\n---\n\n{escaped} [@hostile].\n\n\
             **{escaped}** and *{escaped}* in [{escaped}](https://example.org/) and [{escaped}](therapy:swedish-massage).\n\n\
             ## {escaped} {{#part}}\n\n- **{escaped}:** {escaped}\n- {escaped}\n\n> [!WARNING] {escaped}\n> {escaped}\n\n\
             > {escaped}\n>\n> -- {escaped}\n\n| {escaped} | b |\n|---|---|\n| {escaped} | [@hostile] |\n\n\
             ![{escaped}](https://example.org/a.png \"{escaped}\"){{credit=\"by \\<b>\"}}\n"
    )
}

#[actix_web::test]
async fn what_an_author_writes_is_text_in_every_form_and_never_markup() {
    let app = TestApp::with(&hostile()).await;

    for (path, least) in [
        ("/v1/articles/a", 20),
        ("/v1/therapies/swedish-massage", 5),
        ("/v1/conditions/sciatica", 5),
    ] {
        let page = app.get_with(path, &[("accept", BROWSER)]).await.text();
        let html = framed(&app.get(&format!("{path}.html")).await.text());
        for (text, scripts) in [(&page, 1), (&html, 0)] {
            let read = sound(text);
            assert!(count(&said_in_html(&read)) >= least, "{path}: {text}");
            assert_eq!(selected(&read, "script").len(), scripts, "{path}");
            for markup in [
                "[onerror]",
                "img[src=x]",
                "b",
                "code",
                "a[href^=javascript]",
            ] {
                assert!(selected(&read, markup).is_empty(), "{path} {markup}");
            }
        }
        let read = sound(&page);
        let data: String = selected(&read, "script")[0].text().collect();
        let alone = app.get(&format!("{path}.jsonld")).await;
        assert_eq!(
            serde_json::from_str::<Value>(&data).unwrap(),
            read_data(&alone)
        );
        assert!(!alone.text().contains('<'), "{}", alone.text());
        assert!(count(&strings(&read_data(&alone))) >= 3, "{path}");
    }
}

#[actix_web::test]
async fn what_an_author_writes_is_text_in_markdown_and_plain_text_too() {
    let app = TestApp::with(&hostile()).await;

    let markdown = app.get("/v1/articles/a.md").await.text();
    assert!(count(&said_in_markdown(&markdown)) >= 20, "{markdown}");
    let text = app.get("/v1/articles/a.txt").await.text();
    assert!(count(&text) >= 20, "{text}");
}

/// How often the hostile text stands in another.
fn count(said: &str) -> usize {
    bare(said).matches(&bare(HOSTILE)).count()
}

/// All strings of some data.
fn strings(data: &Value) -> String {
    match data {
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) => items.iter().map(strings).collect(),
        Value::Object(members) => members.values().map(strings).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

#[actix_web::test]
async fn an_article_with_next_to_nothing_has_every_form() {
    let folder = Folder::with_entries();
    folder.article("plain", "");
    let app = TestApp::with(&folder).await;

    for (suffix, expected) in [
        (".md", "# About plain\n\nWhat plain is.\n\nPublished on "),
        (
            ".txt",
            "About plain\n===========\n\nWhat plain is.\n\nPublished on ",
        ),
        (".html", "<article lang=\"en\" dir=\"auto\">"),
    ] {
        let text = app.get(&format!("/v1/articles/plain{suffix}")).await.text();
        assert!(text.starts_with(expected), "{text}");
    }
    let html = app.get("/v1/articles/plain.html").await.text();
    for empty in ["References", "<aside", "<section", "<ul", "Disclaimer"] {
        assert!(!html.contains(empty), "{html}");
    }
    let data = linked_data(&app, "/v1/articles/plain").await;
    for absent in [
        "citation",
        "lastReviewed",
        "about",
        "mainEntity",
        "author",
        "image",
    ] {
        assert!(data.get(absent).is_none(), "{data}");
    }
}
