//! Live events: who listens hears what changes for readers, and nothing else.

mod listener;
mod streams;

use std::time::{Duration, Instant};

use actix_web::http::Method;
use serde_json::{Value, json};
use sinew::store::{ApplyRequest, Store};

use crate::app::{TestApp, addresses, clock, read};
use crate::editor::Editor;
use crate::folder::Folder;
use listener::{Event, Listener};

/// Two articles, of which one cites a reference and the other mentions it, and one that is a draft.
fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.article_with("a", "authors: [ada]\n", "Words [@bell-2008].");
    folder.article("b", "See [the other](article:a).");
    folder.article_with("c", "draft: true\n", "More words.");
    folder
}

fn told(event: &Event) -> (String, Value) {
    let data = serde_json::from_str(&event.data).unwrap();
    (event.name.clone(), data)
}

/// What events are about, as name, kind and slug.
fn pieces(events: &[Event]) -> Vec<String> {
    let pieces = events.iter().map(|event| {
        let (name, data) = told(event);
        let text = |member: &str| data[member].as_str().unwrap().to_owned();
        format!("{name} {} {}", text("kind"), text("slug"))
    });
    pieces.collect()
}

#[actix_web::test]
async fn what_is_published_is_heard_within_a_second() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let mut listener = Listener::of(&app).await;

    editor.act("c", "publish", "{}").await.json();
    let published_at = Instant::now();
    let event = listener.event().await;

    assert!(published_at.elapsed() < Duration::from_secs(1));
    let article = app.get("/v1/articles/c").await;
    let id = article.json()["id"].as_str().unwrap().to_owned();
    let expected = json!({
        "kind": "article",
        "id": id,
        "slug": "c",
        "locale": "en",
        "cache_tags": [format!("article:{id}"), "slug:c", "list:articles"],
    });
    assert_eq!(told(&event), ("changed".to_owned(), expected));
    let tags = article.header("cache-tag").unwrap();
    assert!(tags.contains(&format!("article:{id}")), "{tags}");
}

#[actix_web::test]
async fn what_shows_a_change_is_told_of_with_it_and_what_goes_is_told_of_as_gone() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let mut listener = Listener::of(&app).await;

    let folder = folder();
    folder.write(
        "references.bib",
        "@article{bell-2008, title = {Massage, again}, author = {Bell, J.}, year = {2008}, study_type = {case_report}}\n\
         @article{yeun-2017, title = {Shoulder massage}, author = {Yeun, Y. R.}, year = {2017}}\n",
    );
    app.apply(&folder).await;
    let mut changed = pieces(&listener.events(3).await);
    changed.sort();
    editor.act("b", "unpublish", "{}").await.json();
    let gone = listener.event().await;

    assert_eq!(
        changed,
        [
            "changed article a",
            "changed reference bell-2008",
            "changed therapy swedish-massage"
        ]
    );
    assert_eq!(pieces(&[gone]), ["deleted article b"]);
}

#[actix_web::test]
async fn the_first_of_the_changes_names_the_lists_of_claims_that_have_another() {
    let folder = folder();
    folder.article_with(
        "claiming",
        "draft: true\n",
        "It [@bell-2008]. {claim=limited therapy=swedish-massage condition=sciatica}",
    );
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    let lists = [
        "/v1/conditions/sciatica/therapies",
        "/v1/therapies/swedish-massage/conditions",
    ];
    let mut tags = Vec::new();
    for list in lists {
        tags.push(app.get(list).await.header("cache-tag").unwrap().to_owned());
    }
    let mut listener = Listener::of(&app).await;

    editor.act("claiming", "publish", "{}").await.json();
    let (_, event) = told(&listener.event().await);

    let named = crate::app::texts(&event["cache_tags"], "");
    assert!(
        named.ends_with(&[
            "claims:sciatica".to_owned(),
            "claims:swedish-massage".to_owned()
        ]),
        "{named:?}"
    );
    for (list, tags) in lists.iter().zip(tags) {
        assert!(
            named
                .iter()
                .any(|name| tags.split(',').any(|tag| tag == name)),
            "{list}: {tags}"
        );
    }
}

#[actix_web::test]
async fn drafts_are_not_told_of() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let mut listener = Listener::of(&app).await;
    let version = app.store.version();

    let draft = "---\ntitle: About d\nsummary: What d is.\n---\n\nWords.\n";
    let new = [("if-none-match", "*"), ("content-type", "text/markdown")];
    let written = editor
        .send(Method::PUT, "/v1/articles/d/draft", &new, draft)
        .await;
    let place = Listener::of(&app).await.id;
    let version_of_draft = app.store.version();
    editor.act("c", "publish", "{}").await.json();

    assert!(written.status.is_success(), "{}", written.text());
    assert!(version_of_draft > version);
    assert_eq!(place, listener.id);
    // What was written before would have been heard before.
    assert_eq!(pieces(&[listener.event().await]), ["changed article c"]);
}

#[actix_web::test]
async fn who_was_cut_off_hears_what_it_missed_in_its_order() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let mut steady = Listener::of(&app).await;
    let mut cut = Listener::of(&app).await;
    editor.act("c", "publish", "{}").await.json();
    let before = (steady.event().await, cut.event().await);
    let id = cut.id.clone();
    cut.leave();

    editor.act("b", "unpublish", "{}").await.json();
    editor.delete("c").await;
    let all = steady.events(2).await;
    let mut again = Listener::after(&app, &id).await;
    let missed = again.events(2).await;
    editor.act("b", "publish", "{}").await.json();
    let next = (steady.event().await, again.event().await);

    assert_eq!(before.0, before.1);
    assert_eq!(again.head.split("\r\n").next(), Some("HTTP/1.1 200 OK"));
    assert_eq!(pieces(&all), ["deleted article b", "deleted article c"]);
    assert_eq!(missed, all);
    assert_eq!(next.0, next.1);
}

#[actix_web::test]
async fn who_heard_nothing_yet_comes_back_to_where_it_began() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let listener = Listener::of(&app).await;
    let id = listener.id.clone();
    listener.leave();

    editor.act("c", "publish", "{}").await.json();
    let mut again = Listener::after(&app, &id).await;

    assert_eq!(pieces(&[again.event().await]), ["changed article c"]);
}

#[actix_web::test]
async fn a_mirror_goes_on_with_its_token_without_a_gap() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let mirrored = app.get("/v1/sync").await.json();
    let token = mirrored["next_token"].as_str().unwrap();
    editor.act("c", "publish", "{}").await.json();

    let mut listener = Listener::at(&app, &format!("/v1/events?token={token}"), None).await;
    let event = listener.event().await;

    assert_eq!(mirrored["has_more"], false);
    assert_eq!(pieces(std::slice::from_ref(&event)), ["changed article c"]);
    let rest = app.get(&format!("/v1/sync?token={}", event.id)).await;
    assert_eq!(rest.json()["items"], json!([]));
}

#[actix_web::test]
async fn the_last_event_counts_for_more_than_the_token_of_the_address() {
    let app = TestApp::with(&folder()).await;
    let editor = Editor::of(&app).await;
    let first = Listener::of(&app).await.id;
    let mut listener = Listener::of(&app).await;
    editor.act("c", "publish", "{}").await.json();
    let last = listener.event().await.id;
    editor.act("b", "unpublish", "{}").await.json();

    let path = format!("/v1/events?token={first}");
    let mut again = Listener::at(&app, &path, Some(&last)).await;

    assert_eq!(pieces(&[again.event().await]), ["deleted article b"]);
}

#[actix_web::test]
async fn a_token_that_is_gone_is_told_of_and_the_events_go_on() {
    let app = TestApp::with(&folder()).await;
    let other = TestApp::seeded().await;
    let editor = Editor::of(&app).await;
    let foreign = Listener::of(&other).await.id;
    let address = format!("/v1/events?token={foreign}");

    let mut resets = vec![Listener::at(&app, &address, None).await];
    for id in [foreign.as_str(), "7", "%F0", "a b"] {
        resets.push(Listener::after(&app, id).await);
    }

    let mut heard = Vec::new();
    for listener in &mut resets {
        let reset = listener.event().await;
        assert_eq!(
            told(&reset),
            ("reset".to_owned(), json!({"sync": "/v1/sync"}))
        );
    }
    editor.act("c", "publish", "{}").await.json();
    for listener in &mut resets {
        heard.push(listener.event().await);
    }
    assert_eq!(pieces(&heard), ["changed article c"; 5]);
    app.get("/v1/events?token=7").await.problem(400);
}

#[actix_web::test]
async fn what_another_process_writes_is_heard() {
    let app = TestApp::with(&folder()).await;
    let mut listener = Listener::of(&app).await;
    let other = Store::open(&app.database_url(), addresses(), clock())
        .await
        .unwrap();

    let folder = folder();
    folder.article_with("c", "", "More words.");
    other
        .apply(&ApplyRequest::of(&read(folder.path())), || ())
        .await
        .unwrap();

    assert_eq!(pieces(&[listener.event().await]), ["changed article c"]);
}
