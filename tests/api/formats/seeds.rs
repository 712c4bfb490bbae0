//! The seeded texts in every form: each word of the document is there.

use serde_json::Value;

use super::reading::{bare, framed, said_in_html, said_in_markdown, sound};
use super::{ARTICLES, BROWSER, CONDITION, THERAPY, linked_data};
use crate::app::TestApp;

/// Every text of a document that somebody wrote.
fn texts(value: &Value, found: &mut Vec<String>) {
    const MEMBERS: [&str; 12] = [
        "title",
        "summary",
        "heading",
        "label",
        "text",
        "alt",
        "credit",
        "term",
        "question",
        "attribution",
        "caption",
        "citation",
    ];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if MEMBERS.contains(&name.as_str()) => found.push(bare(text)),
                    _ => texts(member, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// What is in the forms that people read: of therapies and conditions an article has the names only.
fn written(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (name, member) in document.as_object().unwrap() {
        match name.as_str() {
            "conditions" | "therapies" | "links" => {}
            "references" => {
                let entries = member.as_array().unwrap().iter();
                found.extend(
                    entries.map(|entry| bare(entry["reference"]["citation"].as_str().unwrap())),
                );
            }
            "title" | "summary" | "name" => found.push(bare(member.as_str().unwrap())),
            "contraindications" | "red_flags" => {
                let lines = member.as_array().unwrap().iter();
                found.extend(lines.map(|line| bare(line.as_str().unwrap())));
            }
            _ => texts(member, &mut found),
        }
    }
    found.retain(|text| !text.starts_with("[") || !text.ends_with(']'));
    found
}

/// The title of a mention is that of its target, which need not stand in the text.
fn without_titles_of_mentions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("type").is_some_and(|kind| kind == "mention") {
                members.remove("title");
            }
            members.values_mut().for_each(without_titles_of_mentions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_titles_of_mentions),
        _ => {}
    }
}

#[actix_web::test]
async fn every_text_and_source_of_an_article_survives_every_form() {
    let app = TestApp::seeded().await;

    for path in ARTICLES {
        let mut document = app.get(path).await.json();
        without_titles_of_mentions(&mut document);
        let written = written(&document);
        assert!(written.len() > 50, "{path}");

        let page = app.get_with(path, &[("accept", BROWSER)]).await.text();
        let html = app.get(&format!("{path}.html")).await.text();
        let markdown = app.get(&format!("{path}.md")).await.text();
        let data = linked_data(&app, path).await;
        let forms = [
            ("page", said_in_html(&sound(&page))),
            ("html", said_in_html(&sound(&framed(&html)))),
            ("markdown", said_in_markdown(&markdown)),
            ("text", app.get(&format!("{path}.txt")).await.text()),
        ];
        for (form, said) in forms {
            let said = bare(&said);
            for text in &written {
                assert!(said.contains(text.as_str()), "{path} {form}: {text}");
            }
        }
        let body = bare(data["mainContentOfPage"]["text"].as_str().unwrap());
        for section in document["sections"].as_array().unwrap() {
            let mut found = Vec::new();
            texts(section, &mut found);
            for text in found {
                assert!(body.contains(&text), "{path} JSON-LD: {text}");
            }
        }
    }
}

#[actix_web::test]
async fn every_text_of_a_therapy_or_condition_survives_html_and_linked_data() {
    let app = TestApp::seeded().await;

    for path in [THERAPY, CONDITION] {
        let mut document = app.get(path).await.json();
        without_titles_of_mentions(&mut document);
        let html = app.get(&format!("{path}.html")).await.text();
        let said = bare(&said_in_html(&sound(&framed(&html))));
        let data = linked_data(&app, path).await;

        for text in written(&document) {
            assert!(said.contains(&text), "{path}: {text}");
        }
        for name in document["also_known_as"].as_array().unwrap() {
            assert!(data["alternateName"].as_array().unwrap().contains(name));
            assert!(said.contains(&bare(name.as_str().unwrap())));
        }
        let sources = data["subjectOf"]["citation"].as_array().map_or(0, Vec::len);
        assert_eq!(sources, document["references"].as_array().unwrap().len());
    }
    let condition = linked_data(&app, CONDITION).await;
    assert_eq!(condition["code"].as_array().unwrap().len(), 4);
    let therapy = linked_data(&app, THERAPY).await;
    assert!(!therapy["contraindication"].as_array().unwrap().is_empty());
}
