//! What is not public is in no answer that anybody gets: every operation of the document that needs no key is asked for
//! it, a new one as soon as it is there.

mod asking;
mod hiding;

use std::sync::Mutex;

use actix_web::get;
use proptest::prelude::prop;
use proptest::test_runner::{Config, TestRunner};
use sinew::http::{Answer, EntityTag, Made, Operations, Result, Routes, routes};

use crate::app::{TestApp, told_settings};
use crate::drafts::Editor;
use asking::{Asking, told};
use hiding::{Fate, Hidden, Place, fates, hide};

#[test]
fn what_is_not_public_is_in_no_anonymous_answer() {
    let hidden = prop::collection::vec(fates(), 1..4);
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(2, |cases| cases.parse().unwrap()),
        max_shrink_iters: 20,
        failure_persistence: None,
        ..Config::default()
    });

    let outcome = runner.run(&hidden, |hidden| {
        actix_web::rt::System::new().block_on(hide_and_seek(&hidden));
        Ok(())
    });

    outcome.unwrap();
}

/// Every fate with every place once, so that none is left to chance.
#[actix_web::test]
async fn no_way_to_hide_a_text_leaves_a_trace_of_it() {
    for (number, fate) in Fate::ALL.into_iter().enumerate() {
        let place = Place::ALL[number % Place::ALL.len()];

        hide_and_seek(&[(fate, place), (fate, Place::Paragraph)]).await;
    }
}

async fn hide_and_seek(fates: &[(Fate, Place)]) {
    let app = TestApp::seeded_with(without_limits()).await;
    let key = app.key("admin").await;
    let mut hidden: Vec<Hidden> = Vec::new();
    for (number, (fate, place)) in fates.iter().enumerate() {
        hidden.push(hide(&app, &key, number, *fate, *place).await);
    }

    let found = told(&app, &Asking::of(Routes::ALL, &hidden)).await;

    let traces: Vec<String> = found
        .iter()
        .flat_map(|(target, answer)| {
            let words = hidden.iter().map(|hidden| hidden.word.as_str());
            let traces = words.filter(|word| !target.contains(word) && answer.contains(*word));
            traces.map(move |word| format!("{word} at {target}"))
        })
        .collect();
    assert_eq!(traces, Vec::<String>::new(), "{fates:?}");
    assert!(found.len() > 100, "{}", found.len());
}

#[actix_web::test]
async fn a_draft_changes_no_anonymous_answer_by_a_byte() {
    let app = TestApp::seeded_with(without_limits()).await;
    let key = app.key("admin").await;
    let asking = Asking::of(Routes::ALL, &[]);
    let before = told(&app, &asking).await;

    for (number, fate) in [Fate::NeverPublished, Fate::Scheduled]
        .into_iter()
        .enumerate()
    {
        hide(&app, &key, number, fate, Place::Title).await;
    }
    let editor = Editor::of(&app).await;
    let words = "---\ntitle: Massage and massage\nsummary: What it is.\n---\n\nMassage.\n";
    let drafted = editor
        .replace("massage-for-sciatica", "text/markdown", words)
        .await;
    assert_eq!(drafted.status, 200, "{}", drafted.text());

    let after = told(&app, &asking).await;
    for (was, is) in before.iter().zip(&after) {
        if !is_of_this_moment(&is.0) {
            assert_eq!(is, was);
        }
    }
    assert_eq!(before.len(), after.len());
}

/// What tells of the server, and not of content.
fn is_of_this_moment(target: &str) -> bool {
    target.starts_with("/health") || target.starts_with("/problems")
}

#[actix_web::test]
async fn an_operation_that_tells_of_a_draft_is_found_out() {
    let app = TestApp::with_routes_and(without_limits(), LEAKING).await;
    let key = app.key("admin").await;
    let hidden = [hide(&app, &key, 0, Fate::NeverPublished, Place::Paragraph).await];
    *LEAK.lock().unwrap() = hidden[0].word.clone();

    let found = told(&app, &Asking::of(LEAKING, &hidden)).await;

    let leaks: Vec<&String> = found
        .iter()
        .filter(|(target, answer)| {
            let word = &hidden[0].word;
            answer.contains(word) && !target.contains(word)
        })
        .map(|(target, _)| target)
        .collect();
    assert!(!leaks.is_empty());
    assert!(leaks.iter().all(|target| target.starts_with("/v1/leaks/")));
}

fn without_limits() -> sinew::config::HttpSettings {
    let mut settings = told_settings();
    settings.writes_per_second = 0;
    settings
}

static LEAK: Mutex<String> = Mutex::new(String::new());

const LEAKING: Routes = Routes {
    served: |operations| with_a_leak(operations),
    described: |operations| with_a_leak(operations),
    made: &MADE,
};

static MADE: Made = Made::new();

fn with_a_leak(operations: &mut impl Operations) {
    routes(operations);
    operations.service(get_leak);
}

/// Tells what nobody should hear.
#[utoipa::path(params(("slug" = String, Path, example = "one")), responses((status = OK, body = String)))]
#[get("/v1/leaks/{slug}")]
async fn get_leak() -> Result<Answer> {
    let leak = LEAK.lock().unwrap().clone();
    let tag = EntityTag::of_bytes(leak.as_bytes());
    Ok(Answer::of_this_moment(&leak)?.with_entity_tag(tag))
}
