//! What is refused, what is stored and found, and where.

use serde_json::{Value, json};

use super::{Editor, faults_of, file};
use crate::app::{TestApp, texts};
use crate::folder::Folder;

fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "content": [text_inline(text)]})
}

fn text_inline(text: &str) -> Value {
    json!({"type": "text", "text": text, "strong": false, "emphasis": false})
}

#[actix_web::test]
async fn every_fault_of_a_text_is_named_with_its_line_and_column_and_nothing_is_stored() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let text = "---\ntitel: A\nsummary: B\n---\n\nWords <b>.\n\n# Heading\n\n    code\n";

    let refused = editor.create("massage", text).await.problem(422);

    assert_eq!(refused["type"], "/problems/invalid-content");
    let found: Vec<(String, u64)> = refused["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["code"].as_str().unwrap().to_owned(),
                it["line"].as_u64().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("YAML001", 2),
        ("YAML001", 2),
        ("MD002", 6),
        ("MD004", 8),
        ("MD003", 10),
    ];
    let mut expected: Vec<(String, u64)> = expected
        .map(|(code, line)| (code.to_owned(), line))
        .to_vec();
    expected.sort();
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(sorted, expected, "{refused:#}");
    assert!(refused["violations"][0]["column"].as_u64().is_some());
    editor.get("/v1/articles/massage/draft").await.problem(404);
    assert_eq!(app.store.version(), 1);
}

#[actix_web::test]
async fn what_keeps_a_draft_from_publication_is_stored_and_found_with_its_place() {
    let folder = Folder::with_entries();
    folder.article("public", "Words.");
    folder.article_with("kept-back", "draft: true\n", "Words.");
    folder.article_with("renamed", "previous_slugs: [before]\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let text = "---\ntitle: A\nsummary: B\nauthors: [nobody]\n---\n\n\
        Words [@bell-2009; @Bell-2008].\n\n\
        A [b](therapy:none), [c](condition:none), [d](article:none), [e](article:kept-back), [f](article:before), [g](article:public).\n\n\
        ![](media/none.svg)\n\n#### Deep\n\nWords.\n";

    let stored = editor.create("massage", text).await;

    assert_eq!(stored.status, 201, "{}", stored.text());
    let stored: Value = serde_json::from_slice(&stored.body).unwrap();
    let found: Vec<String> = faults_of(&stored)
        .into_iter()
        .map(|it| {
            let word = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
            format!(
                "{}:{} {} {}",
                it["line"],
                it["column"],
                word("severity"),
                word("code")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "4:11 error TAX002",
            "7:8 error CIT001",
            "7:20 error CIT001",
            "9:3 error TAX002",
            "9:22 error TAX002",
            "9:43 error LNK003",
            "9:62 warning LNK003",
            "9:86 error LNK003",
            "11:1 error IMG002",
            "11:1 error A11Y001",
            "13:1 error A11Y003",
        ],
        "{stored:#}"
    );
    assert_eq!(faults_of(&stored)[2]["advice"], "write `bell-2008`");
    let draft = editor.get("/v1/articles/massage/draft").await;
    assert_eq!(draft.json()["authors"], json!(["nobody"]));
    let again = editor
        .replace("massage", "application/json", &draft.text())
        .await
        .json();
    assert_eq!(again["article"]["head_revision"], 1);
    let again = faults_of(&again);
    assert_eq!(again.len(), found.len());
    assert_eq!(again[0]["pointer"], "#/authors");
    assert_eq!(again[1]["pointer"], "#/introduction/0");
    assert_eq!(again[10]["pointer"], "#/sections/0");
}

#[actix_web::test]
async fn a_retracted_source_is_found_in_a_draft() {
    let folder = Folder::with_entries();
    folder.write(
        "references/more.bib",
        "@article{gone-2001, title = {Gone}, author = {A, B.}, year = {2001}, notice = {retracted}, notice_on = {2010-01-02}}\n",
    );
    let app = TestApp::with(&folder).await;

    let stored = Editor::of(&app)
        .await
        .create("massage", &file("Words [@gone-2001]."))
        .await;

    let stored: Value = serde_json::from_slice(&stored.body).unwrap();
    assert_eq!(faults_of(&stored)[0]["code"], "REF003", "{stored:#}");
}

#[actix_web::test]
async fn json_in_another_form_than_it_is_kept_in_is_refused_with_each_place() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let draft = json!({
        "title": " Massage ",
        "summary": "What it is.",
        "introduction": [
            paragraph("Fine."),
            {"type": "paragraph", "content": [text_inline("two "), text_inline("texts")]},
            paragraph(" edges "),
        ],
    });

    let refused = editor.create_json("massage", &draft).await.problem(422);

    let pointers = texts(&refused["violations"], "/pointer");
    let codes = texts(&refused["violations"], "/code");
    assert!(codes.iter().all(|code| code == "form"), "{refused:#}");
    for expected in [
        "#/introduction/1/content",
        "#/introduction/2/content/0/text",
        "#/title",
    ] {
        assert!(
            pointers.iter().any(|it| it == expected),
            "{expected}: {refused:#}"
        );
    }
    editor.get("/v1/articles/massage/draft").await.problem(404);
}

#[actix_web::test]
async fn a_fault_of_json_points_at_its_block() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    let mut twice = [paragraph("One."), paragraph("Two.")];
    for block in &mut twice {
        block["id"] = json!("same");
    }
    let section = json!({"level": 2, "heading": "H", "purpose": "other", "blocks": twice});
    let draft = json!({"title": "A", "summary": "B", "sections": [section]});

    let refused = editor.create_json("massage", &draft).await.problem(422);

    assert_eq!(
        refused["violations"][0]["pointer"], "#/sections/0/blocks/1",
        "{refused:#}"
    );
    assert_eq!(refused["violations"][0]["code"], "ID002");
    let unknown = json!({"title": "A", "summary": "B", "written_ids": ["nowhere"]});
    let refused = editor.create_json("massage", &unknown).await.problem(422);
    assert_eq!(refused["violations"][0]["pointer"], "#/written_ids/0");
}

#[actix_web::test]
async fn ids_that_are_sent_stay_and_new_ones_are_their_authors() {
    let app = TestApp::with(&Folder::with_entries()).await;
    let editor = Editor::of(&app).await;
    editor.create("massage", &file("One.\n\nTwo. {#two}")).await;
    let path = "/v1/articles/massage/draft";
    let mut draft = editor.get(path).await.json();
    let first = draft["introduction"][0]["id"].clone();
    assert_eq!(draft["written_ids"], json!(["two"]));

    let mut third = paragraph("Three.");
    third["id"] = json!("three");
    let blocks = draft["introduction"].as_array_mut().unwrap();
    blocks.insert(0, third);
    blocks.push(paragraph("Four."));
    draft.as_object_mut().unwrap().remove("written_ids");
    let written = editor
        .replace("massage", "application/json", &draft.to_string())
        .await;

    assert_eq!(written.status, 200, "{}", written.text());
    let after = editor.get(path).await.json();
    let ids = texts(&after["introduction"], "/id");
    assert_eq!(ids[0], "three");
    assert_eq!(json!(ids[1]), first);
    assert_eq!(ids[2], "two");
    assert!(ids[3].starts_with("paragraph-"));
    assert_eq!(after["written_ids"], json!(["three", "two"]));
}

#[actix_web::test]
async fn a_second_translation_into_one_language_is_refused_and_the_first_is_not() {
    let folder = Folder::with_entries();
    folder.article("original", "Words.");
    folder.article_with("erste", "locale: de\ntranslation_of: original\n", "Worte.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let second = "---\ntitle: A\nsummary: B\nlocale: de\ntranslation_of: original\n---\n";

    let refused = editor.create("zweite", second).await;
    let first = editor.replace("erste", "text/markdown", second).await;

    let problem = refused.problem(409);
    assert!(
        problem["detail"].as_str().unwrap().contains("`erste`"),
        "{problem:#}"
    );
    assert_eq!(faults_of(&first.json()), Vec::<&Value>::new());
}
