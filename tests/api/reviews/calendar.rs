//! What is to be reviewed, for a calendar program.

use icalendar::{Calendar, Component};

use super::{REVIEW, send, two_people};
use crate::app::TestApp;
use crate::editor::Editor;

#[actix_web::test]
async fn a_calendar_has_every_article_of_a_state_and_no_pages() {
    let folder = two_people();
    folder.remove("articles/a.md");
    for number in 0..120 {
        folder.article(&format!("a-{number}"), "Words.");
    }
    let app = TestApp::with(&folder).await;
    let editor = Editor::with_scope(&app, "preview").await;

    let answer = editor.get("/v1/reviews.ics?state=overdue").await;

    assert_eq!(
        answer.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    let read: Calendar = answer.text().parse().unwrap();
    assert_eq!(read.components.len(), 120);
}

#[actix_web::test]
async fn an_event_moves_when_its_article_has_been_reviewed() {
    let folder = two_people();
    folder.article_with("a", &REVIEW.replace("2027-11-01", "2026-11-30"), "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let before = event(&editor).await;

    let review = serde_json::json!({
        "revision": 1, "by": ["bob"], "on": "2026-11-22", "next": "2026-12-24", "kind": "clinical"
    });
    send(&editor, &review).await;
    let after = event(&editor).await;

    assert_eq!(before.0, after.0);
    assert_eq!(
        (before.1.as_str(), after.1.as_str()),
        ("20261130", "20261224")
    );
}

#[actix_web::test]
async fn the_list_is_a_calendar_for_who_asks_for_one() {
    let app = TestApp::with(&two_people()).await;
    let authorization = format!("Bearer {}", app.key("preview").await);
    let ask = |path: &'static str, accept: &'static str| {
        let headers = [
            ("authorization", authorization.clone()),
            ("accept", accept.to_owned()),
        ];
        let app = &app;
        async move {
            let headers: Vec<(&str, &str)> = headers
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            app.get_with(path, &headers).await
        }
    };

    let calendar = ask("/v1/reviews?state=changed", "text/calendar").await;
    let whole = ask("/v1/reviews.ics?state=changed", "*/*").await;

    assert_eq!(calendar.text(), whole.text());
    assert!(calendar.header("vary").unwrap().contains("accept"));
    let list = ask("/v1/reviews?state=changed", "application/json").await;
    assert_eq!(list.json()["items"], serde_json::json!([]));
    ask("/v1/reviews?state=failed", "text/calendar")
        .await
        .problem(406);
    ask("/v1/reviews?state=changed&limit=5", "text/calendar")
        .await
        .problem(400);
    for path in ["/v1/reviews.ics", "/v1/reviews.ics?state=failed"] {
        ask(path, "*/*").await.problem(400);
    }
}

#[actix_web::test]
async fn no_key_is_taken_in_an_address() {
    let app = TestApp::with(&two_people()).await;
    let key = app.key("preview").await;

    let path = format!("/v1/reviews.ics?state=due&key={key}");

    app.get(&path).await.problem(401);
}

/// The id and the day of the one event.
async fn event(editor: &Editor<'_>) -> (String, String) {
    let answer = editor.get("/v1/reviews.ics?state=due").await;
    let read: Calendar = answer.text().parse().unwrap();
    let [component] = &read.components[..] else {
        panic!("{}", answer.text())
    };
    let event = component.as_event().unwrap();
    let property = |name| event.property_value(name).unwrap().to_owned();
    (property("UID"), property("DTSTART"))
}
