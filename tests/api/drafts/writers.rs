//! Several editors at once.

use std::rc::Rc;

use actix_web::rt::spawn;
use serde_json::Value;

use super::{Editor, NEW, file};
use crate::app::{Answer, TestApp};
use crate::folder::Folder;

const PATH: &str = "/v1/articles/massage/draft";

/// What 32 editors are answered who send their texts at once.
async fn together(
    app: &Rc<TestApp>,
    keys: &[String],
    condition: (&'static str, &str),
    body_of: impl Fn(usize) -> String,
) -> Vec<Answer> {
    let mut sent = Vec::new();
    for (number, key) in keys.iter().enumerate() {
        let (app, key, body) = (Rc::clone(app), key.clone(), body_of(number));
        let (name, value) = (condition.0, condition.1.to_owned());
        sent.push(spawn(async move {
            let editor = Editor::with_key(&app, &key);
            let condition = (name, value.as_str());
            editor.put(PATH, "text/markdown", condition, &body).await
        }));
    }
    let mut answers = Vec::new();
    for answer in sent {
        answers.push(answer.await.unwrap());
    }
    answers
}

async fn app_and_keys() -> (Rc<TestApp>, Vec<String>) {
    let app = TestApp::with(&Folder::with_entries()).await;
    let mut keys = Vec::new();
    for _ in 0..32 {
        keys.push(app.key("write").await);
    }
    (Rc::new(app), keys)
}

#[actix_web::test]
async fn of_32_editors_with_one_tag_one_writes_and_nothing_is_lost() {
    let (app, keys) = app_and_keys().await;
    let editor = Editor::of(&app).await;
    editor.create("massage", &file("Words.")).await;

    for round in 1..4 {
        let before = editor.get(PATH).await;
        let tag = before.header("etag").unwrap();
        let body_of = |number: usize| file(&format!("Words {round} of {number}."));
        let answers = together(&app, &keys, ("if-match", tag), body_of).await;

        let winners: Vec<usize> = (0..32).filter(|at| answers[*at].status == 200).collect();
        let late = answers.iter().filter(|answer| answer.status == 412).count();
        assert_eq!((winners.len(), late), (1, 31));
        let after = editor.get_as(PATH, "text/markdown").await;
        assert_eq!(after.text(), body_of(winners[0]));
        let answer: Value = serde_json::from_slice(&answers[winners[0]].body).unwrap();
        assert_eq!(answer["article"]["head_revision"], round + 1);
    }
}

#[actix_web::test]
async fn of_32_editors_who_create_one_article_one_does() {
    let (app, keys) = app_and_keys().await;

    let answers = together(&app, &keys, NEW, |_| file("Words.")).await;

    let count = |status: u16| answers.iter().filter(|it| it.status == status).count();
    assert_eq!((count(201), count(412)), (1, 31));
}
