//! Many writers at once.

use std::time::Duration;

use actix_web::http::Method;
use actix_web::rt::spawn;
use awc::Client;
use serde_json::{Value, json};

use super::{Editor, kinds, tag_of, therapy};

const WRITERS: usize = 32;

/// Sends as many writes at once as there are writers. Each answer comes with the number of its writer.
async fn race(
    editor: &Editor,
    method: Method,
    path: &str,
    headers: [(&'static str, &str); 2],
    body: impl Fn(usize) -> Value,
) -> Vec<(u16, usize, String)> {
    let mut running = Vec::new();
    for number in 0..WRITERS {
        // The last waits for all the others.
        let client = Client::builder().timeout(Duration::from_secs(60)).finish();
        let request = client
            .request(method.clone(), format!("{}{path}", editor.app.address))
            .insert_header(("authorization", editor.key.as_str()))
            .insert_header(headers[0])
            .insert_header(headers[1]);
        let body = body(number).to_string();
        running.push(spawn(async move {
            let mut answer = request.send_body(body).await.unwrap();
            let text = answer.body().await.unwrap().to_vec();
            (
                answer.status().as_u16(),
                number,
                String::from_utf8(text).unwrap(),
            )
        }));
    }
    let mut answers = Vec::new();
    for running in running {
        answers.push(running.await.unwrap());
    }
    answers
}

fn patched(number: usize) -> Value {
    json!({"summary": format!("Written by {number}.")})
}

const MERGE_PATCH: (&str, &str) = ("content-type", "application/merge-patch+json");

#[actix_web::test]
async fn of_many_writers_with_one_state_one_is_taken_and_nothing_is_lost() {
    let editor = Editor::seeded().await;
    let path = "/v1/therapies/cupping";
    let tag = tag_of(&editor.create(path, &therapy()).await);

    let headers = [MERGE_PATCH, ("if-match", tag.as_str())];
    let answers = race(&editor, Method::PATCH, path, headers, patched).await;

    let (taken, others): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.0 == 200);
    assert!(others.iter().all(|answer| answer.0 == 412), "{answers:?}");
    assert_eq!(taken.len(), 1, "{answers:?}");
    let read = editor.app.get(path).await;
    assert_eq!(read.text(), taken[0].2);
    assert_eq!(
        read.json()["summary"],
        format!("Written by {}.", taken[0].1)
    );
    assert!(editor.tag(path).await.starts_with("\"2-"));
}

#[actix_web::test]
async fn writers_for_whatever_is_there_are_all_taken_one_after_the_other() {
    let editor = Editor::seeded().await;
    let path = "/v1/therapies/cupping";
    editor.create(path, &therapy()).await;

    let headers = [MERGE_PATCH, ("if-match", "*")];
    let answers = race(&editor, Method::PATCH, path, headers, patched).await;

    for (status, number, text) in answers {
        assert_eq!(status, 200, "{text}");
        assert!(text.contains(&format!("Written by {number}.")), "{text}");
    }
    let last = format!("\"{}-", WRITERS + 1);
    assert!(editor.tag(path).await.starts_with(&last));
}

#[actix_web::test]
async fn of_many_creators_one_is_the_first() {
    let editor = Editor::seeded().await;

    for kind in kinds() {
        let headers = [("content-type", "application/json"), ("if-none-match", "*")];
        let body = |number| {
            let mut body = kind.body.clone();
            body[kind.member] = json!(format!("Written by {number}"));
            body
        };
        let answers = race(&editor, Method::PUT, kind.path, headers, body).await;

        let (first, others): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.0 == 201);
        assert!(others.iter().all(|answer| answer.0 == 412), "{answers:?}");
        assert_eq!(first.len(), 1, "{answers:?}");
        assert_eq!(editor.app.get(kind.path).await.text(), first[0].2);
    }
}
