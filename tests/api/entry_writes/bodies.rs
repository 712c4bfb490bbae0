//! What is refused of a body, with its place: members that nobody writes, names of other entries, hostile JSON.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::{Editor, condition, faults, kinds, reference, therapy, words};
use crate::folder::Folder;

#[actix_web::test]
async fn members_that_follow_from_the_rest_are_refused() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let with = |mut body: Value, member: &str, value: Value| {
        body[member] = value;
        body
    };
    let content = |inline: Value| {
        let paragraph = json!({"type": "paragraph", "content": [inline]});
        with(therapy(), "description", json!([paragraph]))
    };
    let mention = json!({"type": "mention", "text": "a", "strong": false, "emphasis": false, "kind": "therapy", "slug": "cupping"});

    for (path, body, pointer) in [
        (
            "/v1/therapies/cupping",
            with(therapy(), "references", json!([])),
            "#/references",
        ),
        (
            "/v1/conditions/cramp",
            with(condition(), "references", json!([])),
            "#/references",
        ),
        (
            "/v1/references/new-2020",
            with(reference(), "citation", json!("A.")),
            "#/citation",
        ),
        (
            "/v1/references/new-2020",
            with(
                reference(),
                "level",
                json!({"value": 2, "scheme": "oxford_cebm_2011"}),
            ),
            "#/level/reason",
        ),
        (
            "/v1/therapies/cupping",
            content(json!({"type": "citation", "references": ["bell-2008"], "numbers": [1]})),
            "#/description/0/content/0/numbers",
        ),
        (
            "/v1/therapies/cupping",
            content(json!({"type": "citation", "references": ["bell-2008"], "label": "[1]"})),
            "#/description/0/content/0/label",
        ),
        (
            "/v1/therapies/cupping",
            content(with(mention, "title", json!("Cupping"))),
            "#/description/0/content/0/title",
        ),
        (
            "/v1/people/bob",
            json!({"name": "Bob", "type": "person"}),
            "#/type",
        ),
    ] {
        let answer = editor.create(path, &body).await;
        let pointers: Vec<String> = faults(&answer, 422)
            .into_iter()
            .map(|fault| fault.0)
            .collect();
        assert_eq!(pointers, [pointer], "{path}");
        editor.app.get(path).await.problem(404);
    }
}

#[actix_web::test]
async fn the_name_in_a_body_is_that_of_the_address() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for kind in kinds() {
        let mut body = kind.body.clone();
        body[kind.name] = json!("another");
        let answer = editor.create(kind.path, &body).await;
        let pointer = format!("#/{}", kind.name);
        assert_eq!(faults(&answer, 422), [(pointer, "address".to_owned())]);

        body[kind.name] = json!(kind.path.rsplit('/').next().unwrap());
        assert_eq!(editor.create(kind.path, &body).await.status, 201);
    }
    for (kind, name) in kinds().iter().zip(["Cupping", "a--b", "-", "a.bib"]) {
        let list = kind.path.rsplit_once('/').unwrap().0;
        let answer = editor.create(&format!("{list}/{name}"), &kind.body).await;
        assert_eq!(answer.problem(400)["violations"][0]["parameter"], kind.name);
    }
}

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

#[actix_web::test]
async fn what_would_come_back_otherwise_is_refused_with_its_place() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let mut two = words("One");
    two["id"] = json!("same");
    let twice = json!([two.clone(), two]);
    let list = json!([{"type": "list", "style": "bulleted", "items": []}]);

    for (member, value, pointer) in [
        ("name", json!(" Cupping "), "#/name"),
        ("name", json!(""), "#/name"),
        ("summary", json!("  "), "#/summary"),
        ("also_known_as", json!(["Cups", ""]), "#/also_known_as"),
        (
            "description",
            json!([words("Good."), words(" Bad.")]),
            "#/description/1/content/0/text",
        ),
        ("description", json!([words("")]), "#/description"),
        ("description", twice, "#/description/1"),
        ("description", list, "#/description"),
        (
            "description",
            json!([{"type": "figure", "caption": [], "image": {"src": "https://example.org/a.png", "alt": "", "is_decorative": false}}]),
            "#/description/0",
        ),
        (
            "description",
            json!([words("Good."), {"type": "figure", "caption": [], "image": {"src": "javascript:alert(1)", "alt": "x", "is_decorative": false}}]),
            "#/description/1",
        ),
    ] {
        let mut body = therapy();
        body[member] = value;
        let answer = editor.create("/v1/therapies/cupping", &body).await;
        let found = faults(&answer, 422);
        assert!(
            found[0].0.starts_with(pointer),
            "{pointer}: {}",
            answer.text()
        );
    }
    editor.app.get("/v1/therapies/cupping").await.problem(404);
}

#[actix_web::test]
async fn a_body_of_nothing_but_faults_is_refused_soon() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let image = json!({"src": "javascript:alert(1)", "alt": "x", "is_decorative": false});
    let figure = json!({"type": "figure", "caption": [], "image": image});
    let mut body = therapy();
    body["description"] = json!(vec![figure; 5000]);
    let start = std::time::Instant::now();

    let answer = editor.create("/v1/therapies/cupping", &body).await;

    let found = faults(&answer, 422);
    assert_eq!(found.len(), 100);
    assert_eq!(found[99].0, "#/description/99");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[actix_web::test]
async fn an_entry_is_no_larger_than_a_file_may_be() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let mut body = therapy();
    body["description"] = json!([words("*a* ".repeat(400_000).trim())]);

    let answer = editor.create("/v1/therapies/cupping", &body).await;

    assert_eq!(faults(&answer, 422)[0].1, "FILE001");
    editor.app.get("/v1/therapies/cupping").await.problem(404);
}

#[actix_web::test]
async fn texts_that_look_like_markdown_html_or_yaml_stay_what_they_are() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for odd in [
        "<script>alert(1)</script>",
        "# No heading",
        "- no item",
        "[@bell-2008]",
        "[a](javascript:alert(1))",
        "{#id .class}",
        "::: faq",
        "a: b # c",
        "no",
        "~",
        "---",
        "`code` **bold** _it_ \\ & &amp; \"quoted\" 'so'",
        "Ünïcödé 漢字 🦴 e\u{301}",
        "> [!TIP] x",
        "1. one",
        "| a | b |",
    ] {
        let mut body = therapy();
        for member in ["name", "summary"] {
            body[member] = json!(odd);
        }
        body["also_known_as"] = json!([odd]);
        body["description"] = json!([words(odd)]);
        let created = editor.create("/v1/therapies/cupping", &body).await;
        assert_eq!(created.status, 201, "{odd}: {}", created.text());
        let read = editor.app.get("/v1/therapies/cupping").await.json();
        assert_eq!(read["name"], odd);
        assert_eq!(read["also_known_as"][0], odd);
        assert_eq!(read["description"][0]["content"][0]["text"], odd);
        editor.delete("/v1/therapies/cupping", "*").await;
    }
}

#[actix_web::test]
async fn hostile_json_is_refused_and_changes_nothing() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/therapies/cupping";
    let good = therapy().to_string();
    let doubled = good.replacen('{', "{\"name\": \"Twice\", ", 1);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let hidden = good.replace("Cupping", "Cup\\u202eping");

    for (body, status) in [
        ("", 400),
        ("{", 400),
        ("null", 422),
        ("[]", 422),
        ("{}", 422),
        (deep.as_str(), 400),
        (doubled.as_str(), 400),
        (hidden.as_str(), 422),
        ("\u{feff}{}", 400),
        (r#"{"__proto__": {}, "constructor": 1}"#, 422),
    ] {
        let headers = [("content-type", "application/json"), ("if-none-match", "*")];
        let answer = editor.send(Method::PUT, path, &headers, body).await;
        answer.problem(status);
    }
    let faults = faults(
        &editor.create(path, &json!({"name": 1, "nme": 2})).await,
        422,
    );
    assert!(faults.len() >= 6, "every fault at once: {faults:?}");
    editor.app.get(path).await.problem(404);
}
