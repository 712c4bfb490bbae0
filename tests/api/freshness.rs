//! A cache that drops answers by what they rest on is never stale, and `Last-Modified` moves with every change.

mod answers;
pub mod content;
pub mod reviewing;

use proptest::prelude::{Just, Strategy, prop, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use sinew::content::{Moment, Tags};
use sinew::error::Error;
use sinew::store::{Absent, ApplyRequest, Clock, Store, Touched};
use tempfile::TempDir;

use crate::app::addresses;
use answers::{Given, answers};
use content::{Content, Edit, content, edit};
use reviewing::{Reviewing, review, reviewing};

#[test]
fn what_a_write_touches_names_every_answer_that_it_changes_and_their_moments_grow() {
    let steps = prop::collection::vec((edit(), reviewing(), seconds()), 1..14);
    let mut runner = TestRunner::new(Config {
        cases: cases(),
        max_shrink_iters: 100,
        failure_persistence: None,
        ..Config::default()
    });

    let outcome = runner.run(&(content(), steps), |(content, steps)| {
        actix_web::rt::System::new().block_on(walk(content, steps));
        Ok(())
    });

    outcome.unwrap();
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").map_or(12, |cases| cases.parse().unwrap())
}

async fn walk(mut content: Content, steps: Vec<(Edit, Option<Reviewing>, i64)>) {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let start = 1_790_000_000;
    let clock = Clock::still(at(start));
    let store = Store::open(&url, addresses(), clock.clone()).await.unwrap();
    let (mut now, mut latest) = (start, start);
    assert!(apply(&store, &content).await);
    let mut before = answers(&store).await;

    for (edit, reviewing, seconds) in steps {
        now += seconds;
        let has_moved_on = now > latest;
        latest = latest.max(now);
        clock.set(at(now));
        let version = store.version();
        let next = content.after(&edit);
        if apply(&store, &next).await {
            content = next;
        }
        review(&store, reviewing).await;
        let after = answers(&store).await;
        let (last, touched) = store.touched_after(version).await.unwrap();
        assert_eq!(last, store.version());
        let Touched::Named(touched) = touched else {
            panic!("so little can be named");
        };
        for (question, was) in &before {
            compare(question, was, &after[question], &touched, has_moved_on);
        }
        before = after;
    }
    store.close().await;
}

#[track_caller]
fn compare(question: &str, was: &Given, is: &Given, touched: &Tags, has_moved_on: bool) {
    let is_list = question.contains('?');
    if was.answer != is.answer {
        assert!(
            was.tags.meets(touched),
            "{question} would stay stale\nbefore: {was:#?}\nafter: {is:#?}\ntouched: {touched:?}"
        );
    }
    let (Ok(old), Ok(new)) = (&was.answer, &is.answer) else {
        return;
    };
    if is_list {
        assert_eq!(is.modified_at, None);
        return;
    }
    let (old_at, new_at) = (was.modified_at.unwrap(), is.modified_at.unwrap());
    if old != new && has_moved_on {
        assert!(
            new_at > old_at,
            "{question} was modified at {old_at}\nbefore: {was:#?}\nafter: {is:#?}"
        );
    }
    let id = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap()["id"].clone();
    if question.starts_with("media") || id(old) == id(new) {
        assert!(new_at >= old_at, "{question}: {old_at}, then {new_at}");
    }
}

/// False when the apply was refused; it changes nothing then, which `walk` sees too.
async fn apply(store: &Store, content: &Content) -> bool {
    let outcome = store
        .apply(
            &ApplyRequest::of(&content.library()).with_absent(Absent::Remove),
            || (),
        )
        .await;
    if let Err(error) = &outcome {
        assert!(matches!(error, Error::Conflict(_)), "{error}");
    }
    outcome.is_ok()
}

fn at(seconds: i64) -> Moment {
    Moment::new(jiff::Timestamp::from_second(seconds).unwrap())
}

/// Mostly forward; sometimes the clock stands, or is set back.
fn seconds() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 1..100_i64, 1 => Just(0), 1 => -200..0_i64]
}
