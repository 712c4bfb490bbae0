//! What is written between the checks of a publication and the publication itself.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::editor::Editor;
use crate::entry_writes::reference;
use crate::folder::Folder;

const ROUNDS: usize = 48;

/// Drafts `a0`, `a1` and so on, each of which cites a source of its own, such as `s0`.
async fn app(drafts: usize) -> TestApp {
    let folder = Folder::with_entries();
    for number in 0..drafts {
        let words = format!("Words [@s{number}].");
        folder.article_with(&format!("a{number}"), "draft: true\n", &words);
        let source = format!(
            "@article{{s{number}, title = {{Source {number}}}, author = {{Bell, J.}}, year = {{2008}}}}\n"
        );
        folder.write(&format!("references/s{number}.bib"), &source);
    }
    TestApp::for_writers(&folder).await
}

fn retracted(number: usize) -> Value {
    let mut source = reference();
    source["title"] = json!(format!("Source {number}"));
    source["notice"] = json!({"kind": "retracted", "on": "2024-05-02"});
    source
}

/// Where the log tells of what was done to something, if it was.
async fn position(app: &TestApp, action: &str, owner: &str) -> Option<i64> {
    use sqlx::Connection;
    let mut connection = sqlx::SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    sqlx::query_scalar("SELECT position FROM audit WHERE action = $1 AND owner = $2")
        .bind(action)
        .bind(owner)
        .fetch_optional(&mut connection)
        .await
        .unwrap()
}

#[actix_web::test]
async fn nothing_is_published_after_the_retraction_of_what_it_rests_on() {
    let app = app(ROUNDS).await;
    let editor = Editor::of(&app).await;

    for round in 0..ROUNDS {
        let (article, source) = (format!("a{round}"), format!("s{round}"));
        let (path, body) = (format!("/v1/references/{source}"), retracted(round));
        let body = body.to_string();
        let retract = async {
            // Each round the two meet elsewhere.
            for _ in 0..round {
                tokio::task::yield_now().await;
            }
            editor
                .send(Method::PUT, &path, &[("if-match", "*")], &body)
                .await
        };
        let (published, retracted) = tokio::join!(editor.act(&article, "publish", "{}"), retract);

        retracted.json();
        let retracted_at = position(&app, "update", &source).await.unwrap();
        if published.status == 200 {
            let id = published.json()["id"].as_str().unwrap().to_owned();
            let published_at = position(&app, "publish", &id).await.unwrap();
            assert!(published_at < retracted_at, "round {round}");
        } else {
            let problem = published.problem(409);
            assert_eq!(problem["violations"][0]["code"], "REF003", "round {round}");
        }
    }
}

#[actix_web::test]
async fn many_publications_at_once_all_succeed() {
    let app = app(32).await;
    let editor = Editor::of(&app).await;
    let slugs: Vec<String> = (0..32).map(|number| format!("a{number}")).collect();
    let acts = slugs.iter().map(|slug| editor.act(slug, "publish", "{}"));

    let answers = all(acts).await;

    for (answer, slug) in answers.iter().zip(&slugs) {
        assert_eq!(answer.json()["published_revision"], 1, "{slug}");
    }
}

/// Polls all of them until each has ended.
async fn all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<_> = futures.map(Box::pin).collect();
    let mut ended: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, end) in running.iter_mut().zip(&mut ended) {
            if end.is_none()
                && let std::task::Poll::Ready(output) = future.as_mut().poll(context)
            {
                *end = Some(output);
            }
        }
        match ended.iter().all(Option::is_some) {
            true => std::task::Poll::Ready(()),
            false => std::task::Poll::Pending,
        }
    })
    .await;
    ended.into_iter().flatten().collect()
}
