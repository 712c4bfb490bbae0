//! Merge patches (RFC 7396) of entries.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::{Editor, condition, faults, kinds, reference, tag_of, words};
use crate::folder::Folder;

#[actix_web::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for kind in kinds() {
        let before = editor.create(kind.path, &kind.body).await;
        let patched = editor
            .patch(
                kind.path,
                &tag_of(&before),
                &json!({kind.member: "Other words"}),
            )
            .await;

        let mut expected: Value = serde_json::from_slice(&before.body).unwrap();
        expected[kind.member] = json!("Other words");
        let mut after = patched.json();
        if kind.name == "key" {
            expected["citation"] = json!("");
            after["citation"] = json!("");
        }
        assert_eq!(after, expected);
        assert_eq!(tag_of(&patched), editor.tag(kind.path).await);
        let stale = editor.patch(kind.path, &tag_of(&before), &json!({})).await;
        stale.problem(412);
    }
}

#[actix_web::test]
async fn null_removes_what_may_be_missing_and_arrays_are_replaced_whole() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/references/new-2020";
    let mut body = reference();
    body["volume"] = json!("12");
    body["issued"]["month"] = json!(2);
    body["other"] = json!({"archive": "PMC", "source": "A"});
    editor.create(path, &body).await;

    let patch = json!({
        "volume": null,
        "issued": {"month": null, "year": 2021},
        "other": {"archive": null},
        "author": [{"literal": "A group"}],
        "notice": {"kind": "corrected", "on": "2024-05-02"},
        "page": null,
    });
    let patched = editor.patch(path, "*", &patch).await.json();

    assert_eq!(patched.get("volume"), None);
    assert_eq!(patched["issued"], json!({"year": 2021, "circa": false}));
    assert_eq!(patched["other"], json!({"source": "A"}));
    assert_eq!(patched["author"], json!([{"literal": "A group"}]));
    assert_eq!(patched["notice"]["kind"], "corrected");
}

#[actix_web::test]
async fn a_patch_that_leaves_nothing_valid_is_refused_with_every_place() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/conditions/cramp";
    let tag = tag_of(&editor.create(path, &condition()).await);

    for (patch, expected) in [
        (
            json!({"name": null, "summary": null}),
            vec![("#/name", "type"), ("#/summary", "type")],
        ),
        (
            json!({"colour": "red", "name": 1}),
            vec![("#/colour", "unknown"), ("#/name", "type")],
        ),
        (
            json!({"references": null}),
            vec![("#/references", "unknown")],
        ),
        (json!({"slug": "other"}), vec![("#/slug", "address")]),
        (
            json!({"description": [{"type": "poem"}]}),
            vec![("#/description/0/type", "enum")],
        ),
        (
            json!({"description": {"0": null}}),
            vec![("#/description", "type")],
        ),
        (json!({"name": " x "}), vec![("#/name", "form")]),
        (json!([]), vec![("#", "type")]),
        (json!("text"), vec![("#", "type")]),
        (Value::Null, vec![("#", "type")]),
    ] {
        let answer = editor.patch(path, &tag, &patch).await;
        let found = faults(&answer, 422);
        let expected: Vec<(String, String)> = expected
            .into_iter()
            .map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
            .collect();
        assert_eq!(found, expected, "{patch}");
    }
    assert_eq!(editor.tag(path).await, tag);
}

#[actix_web::test]
async fn a_patch_has_a_media_type_of_its_own() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/therapies/swedish-massage";

    let headers = [("content-type", "application/json"), ("if-match", "*")];
    let answer = editor.send(Method::PATCH, path, &headers, "{}").await;

    answer.problem(415);
    assert_eq!(
        answer.header("accept-patch"),
        Some("application/merge-patch+json")
    );
    let headers = [
        ("content-type", "application/merge-patch+json"),
        ("if-match", "*"),
    ];
    editor
        .send(Method::PUT, path, &headers, "{}")
        .await
        .problem(415);
    editor
        .patch("/v1/therapies/none", "*", &json!({}))
        .await
        .problem(404);
}

#[actix_web::test]
async fn ids_of_blocks_stay_with_their_words() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/conditions/cramp";
    let mut body = condition();
    body["description"] = json!([words("One."), words("Two."), words("Three.")]);
    let ids = |value: &Value| -> Vec<String> {
        let blocks = value["description"].as_array().unwrap().iter();
        blocks
            .map(|block| block["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let created = editor.create(path, &body).await;
    let first = ids(&serde_json::from_slice(&created.body).unwrap());

    let patch = json!({"description": [words("Zero."), words("Three."), words("One, changed."), words("Two.")]});
    let second = ids(&editor.patch(path, "*", &patch).await.json());

    assert_eq!(second[1], first[2]);
    assert_eq!(second[3], first[1]);
    assert!(!first.contains(&second[0]) || second[0] == first[0]);
    let mut named = words("Four.");
    named["id"] = json!("fourth");
    let third = editor
        .patch(path, "*", &json!({"description": [named]}))
        .await;
    assert_eq!(ids(&third.json()), ["fourth"]);
}
