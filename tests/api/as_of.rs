//! What readers saw at a moment is what they are said to have seen.

use std::collections::BTreeMap;

use proptest::prelude::{Just, Strategy, prop, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use sinew::content::{Locale, Moment};
use sinew::error::Result;
use sinew::store::{Absent, ApplyRequest, Clock, Store};
use tempfile::TempDir;

use crate::app::{Answer, TestApp, addresses, clock};
use crate::folder::Folder;
use crate::freshness::content::{Content, Edit, SLUGS, content, edit, slug};
use crate::freshness::reviewing::{Reviewing, review, reviewing};

/// Every question about an article, with its answer as text.
type Answers = BTreeMap<(String, Option<Locale>), String>;

#[test]
fn every_answer_of_a_history_is_given_again_for_its_moment() {
    let steps = prop::collection::vec((edit(), reviewing(), seconds()), 1..14);
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(12, |cases| cases.parse().unwrap()),
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

/// Mostly forward; sometimes the clock stands.
fn seconds() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 1..100_i64, 1 => Just(0)]
}

async fn walk(mut content: Content, steps: Vec<(Edit, Option<Reviewing>, i64)>) {
    let directory = TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let mut now = 1_790_000_000;
    let clock = Clock::still(at(now));
    let store = Store::open(&url, addresses(), clock.clone()).await.unwrap();
    let before = answers(&store, Some(at(now - 1))).await;
    let mut seen = BTreeMap::from([(now - 1, before)]);

    apply(&store, &content).await.unwrap();
    seen.insert(now, answers(&store, None).await);
    for (edit, reviewing, seconds) in steps {
        now += seconds;
        clock.set(at(now));
        let next = content.after(&edit);
        if apply(&store, &next).await.is_ok() {
            content = next;
        }
        review(&store, reviewing).await;
        // What readers saw last at a moment stands for it.
        seen.insert(now, answers(&store, None).await);
    }

    clock.set(at(now + 1000));
    for (second, expected) in &seen {
        let given = answers(&store, Some(at(*second))).await;
        for (question, expected) in expected {
            assert_eq!(&given[question], expected, "{question:?} at {second}");
        }
    }
    store.close().await;
}

async fn apply(store: &Store, content: &Content) -> Result<()> {
    store
        .apply(
            &ApplyRequest::of(&content.library()).with_absent(Absent::Remove),
            || (),
        )
        .await
        .map(|_| ())
}

/// The answers of today, or those of a moment.
async fn answers(store: &Store, then: Option<Moment>) -> Answers {
    let mut answers = Answers::new();
    for name in SLUGS {
        for locale in [None, Some("en"), Some("de"), Some("es")] {
            let locale = locale.map(|locale| Locale::parse(locale).unwrap());
            let answer = match then {
                None => {
                    let answer = store.article(&slug(name), locale.as_ref()).await;
                    answer.map(|found| found.value)
                }
                Some(then) => {
                    store
                        .article_as_of(&slug(name), locale.as_ref(), then)
                        .await
                }
            };
            let answer = match answer {
                Ok(article) => serde_json::to_string(&article).unwrap(),
                Err(error) => error.to_string(),
            };
            answers.insert((name.to_owned(), locale), answer);
        }
    }
    answers
}

fn at(seconds: i64) -> Moment {
    Moment::new(jiff::Timestamp::from_second(seconds).unwrap())
}

/// Asks as an editor what readers got.
async fn ask(app: &TestApp, key: &str, slug: &str, moment: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    let path = format!("/v1/articles/{slug}?as_of={moment}");
    app.get_with(&path, &[("authorization", &authorization)])
        .await
}

#[actix_web::test]
async fn bytes_are_given_again_after_edits_a_new_slug_and_a_removal() {
    let clock = clock();
    let folder = Folder::with_entries();
    folder.article(
        "a",
        "Pain [@bell-2008], [b](article:b), [it](therapy:swedish-massage).",
    );
    folder.article("b", "Words.");
    let app = TestApp::at(clock.clone(), &folder).await;
    let first = app.get("/v1/articles/a").await;
    let set = |moment: &str| clock.set(Moment::parse(moment).unwrap());

    set("2026-11-23T12:00:00Z");
    folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Classic massage\nsummary: Gentle.\n---\n",
    );
    folder.write("people.yaml", "- slug: ada\n  name: Ada Lovelace\n");
    let text = "---\ntitle: Other\nsummary: Other.\n---\n\nOther.\n";
    folder.write("articles/b.md", text);
    app.apply(&folder).await;
    let second = app.get("/v1/articles/a").await;
    set("2026-11-24T12:00:00Z");
    folder.remove("articles/a.md");
    folder.article_with("c", "previous_slugs: [a]\n", "Pain.");
    prune(&app, &folder).await;
    let third = app.get("/v1/articles/c").await;
    set("2026-11-25T12:00:00Z");
    folder.remove("articles/c.md");
    prune(&app, &folder).await;
    let key = app.key("preview").await;

    assert_ne!(first.body, second.body);
    for (slug, moment, expected) in [
        ("a", "2026-11-22T12:00:00Z", &first),
        ("a", "2026-11-23T11:59:59.999Z", &first),
        ("a", "2026-11-23T13:00:00%2B01:00", &second),
        ("a", "2026-11-24T11:59:59Z", &second),
        ("c", "2026-11-24T12:00:00Z", &third),
    ] {
        let given = ask(&app, &key, slug, moment).await;
        assert_eq!(given.text(), expected.text(), "{slug} {moment}");
        assert_eq!(given.header("cache-control"), Some("private, no-store"));
        assert_eq!(given.header("cache-tag"), None);
    }
    ask(&app, &key, "a", "2026-11-22T11:59:59Z")
        .await
        .problem(404);
    ask(&app, &key, "c", "2026-11-24T11:59:59Z")
        .await
        .problem(404);
    let moved = ask(&app, &key, "a", "2026-11-24T12:00:00Z").await;
    assert_eq!(moved.status, 308);
    assert_eq!(
        moved.header("location"),
        Some("/v1/articles/c?as_of=2026-11-24T12:00:00Z")
    );
    ask(&app, &key, "a", "2026-11-25T12:00:00Z")
        .await
        .problem(410);
    ask(&app, &key, "c", "2026-11-25T12:00:00Z")
        .await
        .problem(410);
}

#[actix_web::test]
async fn a_clock_that_is_set_back_makes_no_past_that_nobody_saw() {
    let clock = clock();
    let folder = Folder::with_entries();
    folder.article("a", "[It](therapy:swedish-massage).");
    let app = TestApp::at(clock.clone(), &folder).await;
    let first = app.get("/v1/articles/a").await;

    clock.set(Moment::parse("2026-11-21T12:00:00Z").unwrap());
    folder.article("a", "Other.");
    app.apply(&folder).await;
    let second = app.get("/v1/articles/a").await;
    clock.set(Moment::parse("2026-11-22T13:00:00Z").unwrap());
    let key = app.key("preview").await;

    assert_ne!(first.body, second.body);
    ask(&app, &key, "a", "2026-11-22T11:59:59Z")
        .await
        .problem(404);
    let given = ask(&app, &key, "a", "2026-11-22T12:00:00Z").await;
    assert_eq!(given.text(), second.text());
}

async fn prune(app: &TestApp, folder: &Folder) {
    let library = crate::app::read(folder.path());
    let request = ApplyRequest::of(&library).with_absent(Absent::Remove);
    app.store.apply(&request, || ()).await.unwrap();
}

#[actix_web::test]
async fn the_past_is_for_keys_that_may_preview() {
    let app = TestApp::seeded().await;
    let small = app.key("read").await;
    let slug = "massage-for-sciatica";
    let path = format!("/v1/articles/{slug}");

    for written in ["as_of", "%61s_of", "a%73_of"] {
        let past = format!("{path}?{written}=2026-11-22T12:00:00Z");
        app.get(&past).await.problem(401);
        app.get(&format!("{path}?locale=en&{written}="))
            .await
            .problem(401);
        let authorization = format!("Bearer {small}");
        let headers = [("authorization", authorization.as_str())];
        let forbidden = app.get_with(&past, &headers).await;
        assert_eq!(
            forbidden.problem(403)["detail"],
            "this needs a key with scope `preview`"
        );
    }
    app.get(&path).await.json();
    app.get(&format!("{path}/sections?as_of=2026-11-22T12:00:00Z"))
        .await
        .problem(400);
}

#[actix_web::test]
async fn only_a_moment_that_has_been_can_be_asked_for() {
    let app = TestApp::seeded().await;
    let key = app.key("preview").await;
    let slug = "massage-for-sciatica";

    for wrong in [
        "2026-11-22T12:00:00.001Z",
        "9999-12-31T23:59:59Z",
        "2026-11-22",
        "yesterday",
        "",
        "2026-11-22T12:00:00Z&as_of=2026-11-22T12:00:00Z",
    ] {
        let problem = ask(&app, &key, slug, wrong).await.problem(400);
        assert_eq!(problem["violations"][0]["parameter"], "as_of", "{wrong}");
    }
    ask(&app, &key, slug, "2026-11-22T12:00:00Z").await.json();
    ask(&app, &key, slug, "0001-01-01T00:00:00Z")
        .await
        .problem(404);
}
