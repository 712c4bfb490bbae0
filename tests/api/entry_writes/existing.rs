//! What an entry points at is there, and no other is the same.

use serde_json::json;

use super::{Editor, faults, reference, therapy};
use crate::folder::Folder;

#[actix_web::test]
async fn another_spelling_of_a_key_is_no_other_reference() {
    let editor = Editor::with(&Folder::with_entries()).await;

    let answer = editor
        .create("/v1/references/BELL-2008", &reference())
        .await;

    let detail = answer.problem(409)["detail"].to_string();
    assert!(detail.contains("`bell-2008`"), "{detail}");
    editor
        .delete("/v1/references/BELL-2008", "*")
        .await
        .problem(404);
    assert_eq!(editor.app.get("/v1/references/bell-2008").await.status, 200);
}

#[actix_web::test]
async fn what_a_description_points_at_must_be_there() {
    let folder = Folder::with_entries();
    folder.article_with("hidden", "draft: true\n", "Words.");
    let editor = Editor::with(&folder).await;
    let mention = |kind: &str, slug: &str| json!({"type": "mention", "text": slug, "strong": false, "emphasis": false, "kind": kind, "slug": slug});
    let image = json!({"src": format!("/media/{}.svg", "0".repeat(64)), "alt": "A nerve", "is_decorative": false});
    let mut body = therapy();
    body["description"] = json!([
        {"type": "paragraph", "content": [
            mention("article", "nowhere"),
            {"type": "text", "text": " and ", "strong": false, "emphasis": false},
            mention("article", "hidden"),
            {"type": "citation", "references": ["bell-2008", "none-1999"]},
        ], "claim": {"strength": "limited", "therapy": "none", "condition": "sciatica"}},
        {"type": "figure", "image": image, "caption": []},
        {"type": "definition", "term": "Itself", "condition": "none", "body": [
            {"type": "paragraph", "content": [mention("therapy", "cupping")]},
        ]},
    ]);

    let answer = editor.create("/v1/therapies/cupping", &body).await;

    let expected = [
        ("#/description/0/claim/therapy", "TAX002"),
        ("#/description/0/content/0/slug", "LNK003"),
        ("#/description/0/content/3/references/1", "CIT001"),
        ("#/description/1/image/src", "IMG002"),
        ("#/description/2/condition", "TAX002"),
    ];
    let mut found = faults(&answer, 422);
    found.sort();
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(found, expected);
    editor.app.get("/v1/therapies/cupping").await.problem(404);
}

#[actix_web::test]
async fn a_description_does_not_rest_on_a_retracted_source() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let mut source = reference();
    source["notice"] = json!({"kind": "retracted", "on": "2024-05-02"});
    editor.create("/v1/references/new-2020", &source).await;
    let mut body = therapy();
    body["description"] = json!([{"type": "paragraph", "content": [
        {"type": "citation", "references": ["bell-2008", "new-2020"]},
    ]}]);

    let answer = editor.create("/v1/therapies/cupping", &body).await;

    let place = "#/description/0/content/0/references/1".to_owned();
    assert_eq!(faults(&answer, 422), [(place, "REF003".to_owned())]);
}

#[actix_web::test]
async fn two_references_with_one_identifier_are_refused_with_the_key_of_the_other() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let mut known = reference();
    known["doi"] = json!("10.1155/2014/287597");
    known["isbn"] = json!("0-306-40615-2");
    known["pmid"] = json!("24707200");
    known["pmcid"] = json!("PMC3953439");
    let path = "/v1/references/new-2020";
    let first = editor.create(path, &known).await;
    assert_eq!(first.status, 201, "{}", first.text());

    for (member, value) in [
        ("doi", "10.1155/2014/287597"),
        ("doi", "10.1155/2014%2f287597."),
        ("isbn", "978-0-306-40615-7"),
        ("pmid", "24707200"),
        ("pmcid", "PMC3953439"),
    ] {
        let mut twin = reference();
        twin[member] = json!(value);
        let answer = editor.create("/v1/references/twin", &twin).await;
        let message = answer.problem(422)["violations"][0]["message"].to_string();
        assert!(message.contains("`new-2020`"), "{message}");
        let fault = (format!("#/{member}"), "REF001".to_owned());
        assert_eq!(faults(&answer, 422), [fault]);
    }

    editor.delete(path, "*").await;
    let twin = editor.create("/v1/references/twin", &known).await;
    assert_eq!(twin.status, 201, "{}", twin.text());
    editor.create(path, &known).await.problem(422);
    let without = editor.put("/v1/references/twin", "*", &reference()).await;
    assert_eq!(without.status, 200);
    assert_eq!(editor.create(path, &known).await.status, 201);
}
