//! What rests on an entry: it stands against a deletion, and its answers change when the entry does.

use serde_json::{Value, json};

use super::{Editor, condition, kinds, reference, tag_of, therapy, words};
use crate::folder::Folder;

#[actix_web::test]
async fn what_something_public_rests_on_is_not_deleted() {
    let folder = Folder::with_entries();
    folder.article_with(
        "a",
        "authors: [ada]\nconditions: [sciatica]\n",
        "Words [@yeun-2017] on [massage](therapy:swedish-massage).",
    );
    folder.article_with("b", "draft: true\nauthors: [eve]\n", "Words [@only-2001].");
    folder.write(
        "people.yaml",
        "- {slug: ada, name: Ada}\n- {slug: eve, name: Eve}\n",
    );
    let more = "@article{only-2001, title = {Only}, year = {2001}}\n";
    folder.write("references/more.bib", more);
    let editor = Editor::with(&folder).await;

    for (path, named) in [
        ("/v1/references/yeun-2017", "the article `a`"),
        ("/v1/references/bell-2008", "the therapy `swedish-massage`"),
        ("/v1/therapies/swedish-massage", "the article `a`"),
        ("/v1/conditions/sciatica", "the article `a`"),
        ("/v1/people/ada", "the article `a`"),
    ] {
        let detail = editor.delete(path, "*").await.problem(409)["detail"].to_string();
        assert!(detail.contains(named), "{detail}");
        assert_eq!(editor.app.get(path).await.status, 200);
    }
    for path in ["/v1/people/eve", "/v1/references/only-2001"] {
        let deleted = editor.delete(path, "*").await;
        assert_eq!(
            deleted.status,
            204,
            "a draft holds nothing: {}",
            deleted.text()
        );
    }
}

#[actix_web::test]
async fn what_rests_on_it_is_named_up_to_twenty_and_counted_beyond() {
    let folder = Folder::with_entries();
    for number in 10..35 {
        folder.article(&format!("a-{number}"), "Words [@yeun-2017].");
    }
    let editor = Editor::with(&folder).await;

    let problem = editor
        .delete("/v1/references/yeun-2017", "*")
        .await
        .problem(409);

    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("`a-29` and 5 more"), "{detail}");
    assert!(!detail.contains("`a-30`"));
}

#[actix_web::test]
async fn an_entry_that_only_points_at_itself_can_be_deleted() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let mut body = therapy();
    body["description"] = json!([{"type": "paragraph", "content": [
        {"type": "mention", "text": "Cupping", "strong": false, "emphasis": false, "kind": "therapy", "slug": "cupping"},
    ]}]);
    let created = editor.create("/v1/therapies/cupping", &body).await;
    assert_eq!(created.status, 201, "{}", created.text());

    let deleted = editor
        .delete("/v1/therapies/cupping", &tag_of(&created))
        .await;

    assert_eq!(deleted.status, 204, "{}", deleted.text());
}

#[actix_web::test]
async fn changing_one_reference_changes_the_tag_of_exactly_what_shows_it() {
    let folder = Folder::with_entries();
    folder.article("cites", "Words [@yeun-2017].");
    folder.article("also-cites", "Other words [@yeun-2017; @bell-2008].");
    folder.article("does-not", "Words [@bell-2008].");
    let editor = Editor::with(&folder).await;
    let paths = [
        ("/v1/articles/cites", true),
        ("/v1/articles/also-cites", true),
        ("/v1/articles/does-not", false),
        ("/v1/therapies/swedish-massage", false),
        ("/v1/conditions/sciatica", false),
        ("/v1/references/bell-2008", false),
        ("/v1/references/yeun-2017", true),
        ("/v1/references", true),
    ];
    let mut before = Vec::new();
    for (path, _) in paths {
        before.push(editor.tag(path).await);
    }

    let tag = editor.tag("/v1/references/yeun-2017").await;
    let mut other = reference();
    other["title"] = json!("Other shoulders");
    let put = editor.put("/v1/references/yeun-2017", &tag, &other).await;
    assert_eq!(put.status, 200, "{}", put.text());

    for ((path, is_changed), before) in paths.into_iter().zip(before) {
        let now = editor.tag(path).await;
        assert_eq!(now != before, is_changed, "{path}");
    }
    let article = editor.app.get("/v1/articles/cites").await.json();
    assert_eq!(article["references"][0]["title"], "Other shoulders");
}

#[actix_web::test]
async fn a_write_over_http_touches_what_the_same_write_of_a_folder_touches() {
    let folder = Folder::with_entries();
    folder.article("a", "Words [@yeun-2017].");
    let by_http = Editor::with(&folder).await;
    let by_folder = Editor::with(&folder).await;
    let paths = [
        "/v1/articles/a",
        "/v1/conditions/sciatica",
        "/v1/therapies/swedish-massage",
    ];

    let patch = json!({"description": [words("A long nerve.")]});
    by_http
        .patch("/v1/conditions/sciatica", "*", &patch)
        .await
        .json();
    folder.write(
        "conditions/sciatica.md",
        "---\nname: Sciatica\nsummary: Leg pain.\n---\n\nA long nerve.\n",
    );
    by_folder.app.apply(&folder).await;

    assert_eq!(by_http.app.store.version(), by_folder.app.store.version());
    for path in paths {
        let (one, other) = (by_http.app.get(path).await, by_folder.app.get(path).await);
        assert_eq!(one.json()["description"], other.json()["description"]);
        assert_eq!(one.header("last-modified"), other.header("last-modified"));
        assert_eq!(one.header("cache-tag"), other.header("cache-tag"));
        if path.starts_with("/v1/conditions") {
            assert_eq!(one.header("etag"), other.header("etag"));
        }
    }
}

#[actix_web::test]
async fn a_new_entry_is_in_its_list_and_in_what_waits_for_it() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for kind in kinds() {
        let list = kind.path.rsplit_once('/').unwrap().0;
        let count = |list: Value| list["items"].as_array().unwrap().len();
        let before = count(editor.app.get(list).await.json());
        editor.create(kind.path, &kind.body).await;
        assert_eq!(count(editor.app.get(list).await.json()), before + 1);
        editor.delete(kind.path, "*").await;
        assert_eq!(count(editor.app.get(list).await.json()), before);
    }
    let mut body = condition();
    body["summary"] = json!("Another.");
    assert_eq!(
        editor.create("/v1/conditions/cramp", &body).await.status,
        201
    );
}
