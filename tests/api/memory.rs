//! Answers from memory: none is other than the one that would be made anew, and none is dropped without need.

mod turns;

use std::collections::BTreeMap;

use actix_web::http::Method;
use futures_util::future::{join, join_all};
use proptest::prelude::{any, prop};
use proptest::test_runner::{Config, TestRunner};
use sinew::config::HttpSettings;
use sinew::store::{Absent, ApplyRequest, Store};

use crate::app::{Answer, TestApp, clock, settings, told_settings};
use crate::folder::Folder;
use crate::freshness::content::{
    CONDITIONS, Content, Edit, PEOPLE, REFERENCES, SLUGS, THERAPIES, content, edit,
};
use crate::freshness::reviewing::{Reviewing, review, reviewing};

#[test]
fn no_write_of_any_process_leaves_an_answer_that_would_not_be_made_anew() {
    let step = (edit(), reviewing(), any::<bool>());
    let steps = prop::collection::vec(step, 1..6);
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(3, |cases| cases.parse().unwrap()),
        max_shrink_iters: 50,
        failure_persistence: None,
        ..Config::default()
    });

    let outcome = runner.run(&(content(), steps), |(content, steps)| {
        actix_web::rt::System::new().block_on(walk(content, steps));
        Ok(())
    });

    outcome.unwrap();
}

async fn walk(mut content: Content, steps: Vec<(Edit, Option<Reviewing>, bool)>) {
    let app = TestApp::known_as("http://api.example.org", clock(), &Folder::empty()).await;
    let without_memory = HttpSettings {
        cache_mb: 0,
        ..told_settings()
    };
    let twin = app.beside(without_memory);
    let url = app.database_url();
    let addresses = app.store.addresses().clone();
    let other = Store::open(&url, addresses, clock()).await.unwrap();
    apply(&app.store, &content).await;
    compare(&app, &twin).await;

    for (edit, reviewing, is_elsewhere) in steps {
        let writer = if is_elsewhere { &other } else { &app.store };
        let next = content.after(&edit);
        let write = async {
            if apply(writer, &next).await {
                content = next.clone();
            }
            review(writer, reviewing).await;
        };
        // Some of these begin before the write, and come to be kept after it.
        join(write, asked(&app)).await;
        app.store.refresh_version().await.unwrap();
        compare(&app, &twin).await;
    }
    other.close().await;
}

/// False when it was refused, and nothing has changed.
async fn apply(store: &Store, content: &Content) -> bool {
    let library = content.library();
    let request = ApplyRequest::of(&library).with_absent(Absent::Remove);
    store.apply(&request, || ()).await.is_ok()
}

async fn compare(app: &TestApp, twin: &TestApp) {
    // The second time everything that is kept comes from memory.
    for _ in 0..2 {
        let (kept, made) = join(asked(app), asked(twin)).await;
        for (path, kept) in &kept {
            assert_eq!(kept, &made[path], "{path}");
        }
    }
}

type Given = (u16, Option<String>, String);

/// How many questions are asked at once.
const AT_ONCE: usize = 8;

/// The answers to all questions: status, tag and text.
async fn asked(app: &TestApp) -> BTreeMap<String, Given> {
    let mut all = BTreeMap::new();
    for questions in questions().chunks(AT_ONCE) {
        let given = questions.iter().map(async |path| {
            let mut answer = app.get(path).await;
            // That a machine has too much to do says nothing of the content.
            for _ in 0..20 {
                if answer.status == 503 {
                    answer = app.get(path).await;
                }
            }
            let tag = answer.header("etag").map(str::to_owned);
            // A problem names its request.
            let text = (answer.status == 200).then(|| answer.text());
            let status = answer.status.as_u16();
            (path.clone(), (status, tag, text.unwrap_or_default()))
        });
        all.extend(join_all(given).await);
    }
    all
}

fn questions() -> Vec<String> {
    let mut all: Vec<String> = [
        "/v1/articles",
        "/v1/articles?limit=1",
        "/v1/articles?locale=de&sort=title",
        "/v1/articles?therapy=massage&condition=sciatica",
        "/v1/therapies",
        "/v1/conditions?limit=1",
        "/v1/people",
        "/v1/references",
        "/v1/references.bib",
        "/v1/search?q=massage",
        "/v1/search?q=words",
        "/v1/search/suggestions?q=ma",
        "/v1/sync",
        "/v1/sync?limit=2",
        "/feed.json",
        "/atom.xml",
        "/llms.txt",
        "/sitemap.xml",
    ]
    .map(str::to_owned)
    .into();
    let mut named = |folder: &str, names: &[&str], parts: &[&str]| {
        let paths = names.iter().flat_map(|name| {
            parts
                .iter()
                .map(move |part| format!("/v1/{folder}/{name}{part}"))
        });
        all.extend(paths);
    };
    let of_articles = [
        "",
        ".md",
        ".html",
        "?locale=de",
        "/sections",
        "/related",
        "/references",
        "/references.ris",
        "/evidence",
    ];
    named("articles", &SLUGS, &of_articles);
    named("therapies", &THERAPIES, &["", "/articles", "/conditions"]);
    named("conditions", &CONDITIONS, &["", "/articles", "/therapies"]);
    named("people", &PEOPLE, &["", "/articles"]);
    named("references", &REFERENCES, &["", "/articles"]);
    all
}

#[actix_web::test]
async fn a_write_drops_what_rests_on_it_and_nothing_else() {
    let folder = Folder::with_entries();
    folder.article("one", "Words with [massage](therapy:swedish-massage).");
    folder.article("two", "Words.");
    let app = TestApp::with(&folder).await;
    for path in ["/v1/articles/one", "/v1/articles/two", "/v1/people"] {
        app.get(path).await.json();
    }
    folder.write(
        "therapies/swedish-massage.md",
        "---\nname: Deep massage\nsummary: Hands.\n---\n\nIt is.\n",
    );

    app.apply(&folder).await;
    let before = hits(&app).await;
    let one = app.get("/v1/articles/one").await;
    let after_one = hits(&app).await;
    app.get("/v1/articles/two").await.json();
    app.get("/v1/people").await.json();

    assert!(one.text().contains("Deep massage"));
    assert_eq!(after_one, before);
    assert_eq!(hits(&app).await, before + 2);
}

/// How many answers came from memory.
async fn hits(app: &TestApp) -> u64 {
    figure(app, "sinew_memory_lookups_total{result=\"hit\"} ").await
}

async fn figure(app: &TestApp, name: &str) -> u64 {
    let key = format!("Bearer {}", app.key("read").await);
    let figures = app.get_with("/metrics", &[("authorization", &key)]).await;
    let figures = figures.text();
    let line = figures.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap().parse().unwrap()
}

#[actix_web::test]
async fn a_short_way_leads_to_the_same_answer_whatever_is_asked_with_it() {
    let app = TestApp::seeded().await;
    let without_memory = HttpSettings {
        cache_mb: 0,
        ..settings()
    };
    let twin = TestApp::seeded_with(without_memory).await;
    let path = "/v1/articles/massage-for-sciatica";
    let tag = app.get(path).await.header("etag").unwrap().to_owned();
    app.get_with(path, &[("accept-encoding", "gzip")]).await;
    for headers in [
        vec![],
        vec![("accept", "*/*"), ("accept-encoding", "gzip")],
        vec![("accept-encoding", "gzip, deflate, br, zstd")],
        vec![("accept-encoding", "identity;q=0")],
        vec![("accept", "text/html")],
        vec![("accept", "text/markdown;q=0.1")],
        vec![("accept", "image/png")],
        vec![("if-none-match", tag.as_str())],
        vec![("if-none-match", tag.as_str()), ("accept-encoding", "gzip")],
        vec![("if-none-match", "*"), ("accept-encoding", "br")],
        vec![("if-none-match", "no tag")],
        vec![("if-match", "\"other\"")],
        vec![("if-match", tag.as_str()), ("if-none-match", tag.as_str())],
        vec![("if-modified-since", "Thu, 30 Dec 2100 00:00:00 GMT")],
        vec![("if-unmodified-since", "Thu, 01 Jan 1998 00:00:00 GMT")],
        vec![("origin", "https://example.org")],
        vec![("authorization", "Bearer none")],
        vec![("x-request-id", "mine")],
        vec![("x-request-id", "not mine")],
        vec![("connection", "close")],
    ] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let warm = app.send_with(method.clone(), path, &headers, "").await;
            let cold = twin.send_with(method.clone(), path, &headers, "").await;

            assert_eq!(warm.status, cold.status, "{method} {headers:?}");
            assert_eq!(lasting(&warm), lasting(&cold), "{method} {headers:?}");
            if warm.status == 200 {
                assert_eq!(warm.body, cold.body, "{method} {headers:?}");
            }
        }
    }
}

/// The headers that do not differ from one request to the next, in the order of their names.
fn lasting(answer: &Answer) -> Vec<(String, String)> {
    let sent = answer.headers.iter().cloned();
    let mut lasting: Vec<_> = sent
        .map(|(name, value)| match name.as_str() {
            "x-request-id" if value != "mine" => (name, String::new()),
            "date" => (name, String::new()),
            // A problem has the id of its request in it.
            "content-length" if answer.status.is_client_error() => (name, String::new()),
            _ => (name, value),
        })
        .collect();
    lasting.sort();
    lasting
}
