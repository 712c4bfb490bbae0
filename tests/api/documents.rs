//! Articles that are kept built: a reader gets what would be built for it now, from one row, and waits for no writer.

mod kept;

use proptest::prelude::prop;
use proptest::test_runner::{Config, TestRunner};
use sinew::content::Slug;
use sinew::store::{ApplyRequest, Clock, Store};
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::app::{TestApp, addresses, read};
use crate::desk::Desk;
use crate::folder::Folder;
use crate::freshness::content::{content, edit};
use crate::program::Program;
use kept::{Database, FRESH, Kept, PUBLISHED};

#[test]
fn a_document_is_kept_until_what_it_rests_on_changes() {
    let steps = prop::collection::vec(edit(), 1..10);
    let mut runner = TestRunner::new(Config {
        cases: std::env::var("PROPTEST_CASES").map_or(8, |cases| cases.parse().unwrap()),
        max_shrink_iters: 100,
        failure_persistence: None,
        ..Config::default()
    });

    let outcome = runner.run(&(content(), steps), |(mut content, edits)| {
        actix_web::rt::System::new().block_on(async {
            let desk = Kept::new().await;
            desk.apply(&content).await;
            desk.read_all().await;
            for edit in edits {
                let next = content.after(&edit);
                if desk.apply(&next).await {
                    content = next;
                }
                desk.agree().await;
                desk.read_all().await;
                desk.agree().await;
            }
            desk.store.close().await;
        });
        Ok(())
    });

    outcome.unwrap();
}

#[actix_web::test]
async fn every_article_of_the_seed_is_kept_as_it_is_built() {
    let desk = Kept::new().await;
    let library = read(std::path::Path::new("seed"));
    let request = ApplyRequest::of(&library);
    desk.store.apply(&request, || ()).await.unwrap();

    desk.read_all().await;

    assert!(desk.number(PUBLISHED).await >= 3);
    desk.agree().await;
}

#[actix_web::test]
async fn a_document_of_another_program_is_not_given() {
    let app = TestApp::with(&folder()).await;
    let fresh = app.get("/v1/articles/a").await.json();
    let database = Database(app.database_url());
    database.until(FRESH, 1).await;
    database
        .execute("UPDATE built_article SET builder = 'another', document = x'7b7d'")
        .await;

    let found = app
        .store
        .article_document(&slug("a"), None)
        .await
        .unwrap()
        .value;

    let found: serde_json::Value = serde_json::from_slice(&found).unwrap();
    assert_eq!(found, fresh);
}

#[actix_web::test]
async fn a_document_that_was_built_before_a_write_is_not_given_after_it() {
    let folder = folder();
    let app = TestApp::with(&folder).await;
    app.get("/v1/articles/a").await.json();
    let database = Database(app.database_url());
    database.until(FRESH, 1).await;
    database
        .execute("UPDATE built_article SET document = x'7b7d'")
        .await;
    let kept = app
        .store
        .article_document(&slug("a"), None)
        .await
        .unwrap()
        .value;
    folder.article("a", "Other words.");

    app.apply(&folder).await;

    assert_eq!(kept, b"{}");
    let article = app.get("/v1/articles/a").await.json();
    assert_eq!(
        article["introduction"][0]["content"][0]["text"],
        "Other words."
    );
}

#[actix_web::test]
async fn a_reader_waits_for_no_writer() {
    let app = TestApp::with(&folder()).await;
    let mut writer = SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut writer)
        .await
        .unwrap();

    let first = app.get("/v1/articles/a").await.json();
    let second = app.get("/v1/articles/a?locale=en").await.json();

    assert_eq!(first, second);
    let kept: i64 = sqlx::query("SELECT count(*) FROM built_article")
        .fetch_one(&mut writer)
        .await
        .unwrap()
        .get(0);
    assert_eq!(kept, 0);
    sqlx::query("ROLLBACK").execute(&mut writer).await.unwrap();
    Database(app.database_url()).until(FRESH, 1).await;
}

#[actix_web::test]
async fn an_article_that_is_kept_is_read_by_one_statement() {
    let directory = TempDir::new().unwrap();
    let seed = std::fs::canonicalize("seed").unwrap();
    let arguments = [
        "--seed",
        seed.to_str().unwrap(),
        "--cache-mb",
        "0",
        "--log",
        "sqlx=debug",
    ];
    let program = Program::start(directory.path(), &arguments);
    let path = format!(
        "{}/v1/articles/massage-for-sciatica.json?locale=en",
        program.address
    );
    let get = || async { awc::Client::default().get(&path).send().await.unwrap() };
    get().await;
    let database = Database(format!(
        "sqlite:{}",
        directory.path().join("sinew.db").display()
    ));
    database.until(FRESH, 1).await;

    get().await;

    let (_, log) = program.stop();
    let said: Vec<serde_json::Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let is_kept = |event: &serde_json::Value| {
        event["db.statement"]
            .as_str()
            .is_some_and(|text| text.contains("INSERT INTO built_article"))
    };
    let kept = said.iter().position(is_kept).unwrap();
    let after: Vec<&str> = said[kept + 1..]
        .iter()
        .filter_map(|event| event["db.statement"].as_str())
        .filter(|text| text.contains("published_article"))
        .collect();
    assert_eq!(after.len(), 1, "{after:#?}");
    assert!(after[0].contains("built_article"), "{after:#?}");
}

#[actix_web::test]
async fn the_doctor_finds_a_document_that_is_not_what_is_built() {
    let desk = Desk::new();
    desk.folder.article("a", "Words.");
    desk.apply();
    let store = Store::open(&desk.database_url(), addresses(), Clock::System)
        .await
        .unwrap();
    store.article(&slug("a"), None).await.unwrap();
    let database = Database(desk.database_url());
    database.until(FRESH, 1).await;
    store.close().await;
    let sound = desk.run_bare("doctor", &["--no-seed"]);
    database
        .execute("UPDATE built_article SET document = x'7b7d'")
        .await;

    let said = desk.run_bare("doctor", &["--no-seed"]);

    assert_eq!(sound.status, 0, "{}", sound.out);
    assert!(
        said.out.contains("the document that is kept of it"),
        "{}",
        said.out
    );
}

fn folder() -> Folder {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    folder
}

fn slug(name: &str) -> Slug {
    Slug::parse(name).unwrap()
}
