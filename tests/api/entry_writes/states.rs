//! The states of an entry: what says the same is none, and an older one can be had again.

use actix_web::http::Method;
use serde_json::json;

use super::{Editor, kinds, tag_of, therapy, words};
use crate::folder::Folder;

#[actix_web::test]
async fn what_says_the_same_makes_no_revision() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for kind in kinds() {
        let tag = tag_of(&editor.create(kind.path, &kind.body).await);
        let version = editor.app.store.version();

        let again = editor.put(kind.path, &tag, &kind.body).await;
        let patched = editor.patch(kind.path, &tag, &json!({})).await;

        assert_eq!((again.status.as_u16(), tag_of(&again)), (200, tag.clone()));
        assert_eq!((patched.status.as_u16(), tag_of(&patched)), (200, tag));
        assert_eq!(editor.app.store.version(), version);
    }
}

#[actix_web::test]
async fn the_tag_in_any_coding_names_the_state_and_a_reader_is_told_that_nothing_changed() {
    let editor = Editor::with(&Folder::with_entries()).await;
    let path = "/v1/therapies/cupping";
    let mut body = therapy();
    body["description"] = json!([words("Cups. ".repeat(500).trim())]);
    editor.create(path, &body).await;
    let coded = editor
        .app
        .get_with(path, &[("accept-encoding", "br")])
        .await;
    let tag = tag_of(&coded);

    let known = [("if-none-match", tag.as_str()), ("accept-encoding", "br")];
    assert_eq!(editor.app.get_with(path, &known).await.status, 304);
    body["summary"] = json!("Glass cups.");
    let put = editor.put(path, &tag, &body).await;

    assert_eq!(put.status, 200, "{}", put.text());
    assert_eq!(editor.app.get_with(path, &known).await.status, 200);
}

#[actix_web::test]
async fn an_older_revision_is_stored_again_as_a_new_one() {
    let editor = Editor::with(&Folder::with_entries()).await;

    for kind in kinds() {
        let path = kind.path;
        let first = editor.create(path, &kind.body).await;
        let mut changed = kind.body.clone();
        changed[kind.member] = json!("Other words");
        let second = tag_of(&editor.put(path, &tag_of(&first), &changed).await);
        let restore = format!("{path}/revisions/1/restore");
        let guarded = |tag: String| {
            let (editor, restore) = (&editor, &restore);
            async move {
                let headers = [("if-match", tag.as_str())];
                editor.send(Method::POST, restore, &headers, "").await
            }
        };

        guarded(tag_of(&first)).await.problem(412);
        let restored = guarded(second).await;

        assert_eq!(restored.body, first.body);
        assert!(tag_of(&restored).starts_with("\"3-"));
        for missing in ["9", "0", "-1", "x", "99999999999"] {
            let path = format!("{path}/revisions/{missing}/restore");
            let headers = [("if-match", "*")];
            let answer = editor.send(Method::POST, &path, &headers, "").await;
            answer.problem(404);
        }
        editor.delete(path, "*").await;
        let headers = [("if-none-match", "*")];
        let back = editor.send(Method::POST, &restore, &headers, "").await;
        assert_eq!((back.status.as_u16(), &back.body), (201, &first.body));
    }
}
