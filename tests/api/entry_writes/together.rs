//! Many writers at once.

use actix_web::rt::spawn;
use awc::Client;
use serde_json::json;

use super::{Editor, kinds, tag_of, therapy};
use crate::app::{TestApp, settings};
use crate::folder::Folder;
use sinew::config::HttpSettings;

const WRITERS: usize = 32;

async fn editor() -> Editor {
    let unlimited = HttpSettings {
        writes_per_second: 0,
        ..settings()
    };
    Editor::of(TestApp::seeded_with(unlimited).await).await
}

/// Sends as many writes at once as there are writers, and counts the statuses of their answers.
async fn race(editor: &Editor, path: &str, headers: &[(&str, &str)]) -> Vec<(u16, usize)> {
    let mut running = Vec::new();
    for number in 0..WRITERS {
        let mut request = Client::default()
            .patch(format!("{}{path}", editor.app.address))
            .insert_header(("authorization", editor.key.as_str()))
            .insert_header(("content-type", "application/merge-patch+json"));
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        let body = json!({"summary": format!("Written by {number}.")}).to_string();
        running.push(spawn(async move {
            let mut answer = request.send_body(body).await.unwrap();
            let text = answer.body().await.unwrap();
            (answer.status().as_u16(), number, text)
        }));
    }
    let mut answers = Vec::new();
    for running in running {
        let (status, number, body) = running.await.unwrap();
        if status == 200 {
            let text = String::from_utf8(body.to_vec()).unwrap();
            assert!(text.contains(&format!("Written by {number}.")), "{text}");
        }
        answers.push((status, number));
    }
    answers
}

#[actix_web::test]
async fn of_many_writers_with_one_state_one_is_taken_and_nothing_is_lost() {
    let editor = editor().await;
    let path = "/v1/therapies/cupping";
    let tag = tag_of(&editor.create(path, &therapy()).await);

    let answers = race(&editor, path, &[("if-match", &tag)]).await;

    let taken: Vec<usize> = answers
        .iter()
        .filter(|(status, _)| *status == 200)
        .map(|(_, n)| *n)
        .collect();
    let outdated = answers.iter().filter(|(status, _)| *status == 412).count();
    assert_eq!((taken.len(), outdated), (1, WRITERS - 1), "{answers:?}");
    let read = editor.app.get(path).await.json();
    assert_eq!(read["summary"], format!("Written by {}.", taken[0]));
    assert!(editor.tag(path).await.starts_with("\"2-"));
}

#[actix_web::test]
async fn writers_for_whatever_is_there_are_all_taken_one_after_the_other() {
    let editor = editor().await;
    let path = "/v1/therapies/cupping";
    editor.create(path, &therapy()).await;

    let answers = race(&editor, path, &[("if-match", "*")]).await;

    assert!(
        answers.iter().all(|(status, _)| *status == 200),
        "{answers:?}"
    );
    let last = format!("\"{}-", WRITERS + 1);
    assert!(editor.tag(path).await.starts_with(&last));
}

#[actix_web::test]
async fn of_many_creators_one_is_the_first() {
    let editor = editor().await;

    for kind in kinds() {
        let creations = (0..8).map(|_| editor.create(kind.path, &kind.body));
        let mut statuses = Vec::new();
        for creation in creations {
            statuses.push(creation.await.status.as_u16());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 412, 412, 412, 412, 412, 412, 412]);
    }
}
