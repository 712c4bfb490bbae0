//! What is to be reviewed, and when.

use serde_json::{Value, json};
use sinew::content::{Moment, Rules};
use sinew::store::Store;
use sqlx::{Connection, SqliteConnection};

use super::{REVIEW, by_bob, send, two_people};
use crate::app::{TestApp, addresses, clock, read, texts};
use crate::editor::Editor;
use crate::folder::Folder;

/// Articles whose next review is due on these days; today is the 22nd of November 2026.
fn due_on(days: &[(&str, &str)]) -> Folder {
    let folder = two_people();
    folder.remove("articles/a.md");
    for (slug, next) in days {
        folder.article_with(
            slug,
            &format!("review: {{by: [ada], on: 2026-01-01, next: {next}}}\n"),
            "Words.",
        );
    }
    folder
}

async fn listed(editor: &Editor<'_>, state: &str) -> Vec<Value> {
    let list = editor.get(&format!("/v1/reviews?state={state}")).await;
    assert_eq!(list.header("cache-control"), Some("private, no-store"));
    list.json()["items"].as_array().unwrap().clone()
}

fn slugs(items: &[Value]) -> Vec<String> {
    texts(&json!(items), "/article/slug")
}

#[actix_web::test]
async fn a_review_is_due_from_its_days_of_notice_to_its_day_and_overdue_after_it() {
    let folder = due_on(&[
        ("in-61-days", "2027-01-22"),
        ("in-60-days", "2027-01-21"),
        ("today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
    ]);
    let app = TestApp::with(&folder).await;
    let editor = Editor::with_scope(&app, "preview").await;

    let due = listed(&editor, "due").await;
    let overdue = listed(&editor, "overdue").await;

    assert_eq!(slugs(&due), ["today", "in-60-days"]);
    assert_eq!(slugs(&overdue), ["yesterday"]);
    assert_eq!(
        (
            &overdue[0]["type"],
            &overdue[0]["state"],
            &overdue[0]["next_review_on"]
        ),
        (&json!("review"), &json!("overdue"), &json!("2026-11-21"))
    );
    assert_eq!(overdue[0]["last_reviewed_on"], "2026-01-01");
    assert_eq!(overdue[0]["reviewed_by"][0]["name"], "Ada Example");
    assert_eq!(
        overdue[0]["article"]["links"]["canonical"],
        "/v1/articles/yesterday"
    );
}

#[actix_web::test]
async fn what_was_never_reviewed_is_overdue_since_its_first_day() {
    let folder = due_on(&[("reviewed", "2030-01-01")]);
    folder.article("never", "Words.");
    folder.article_with("hidden", "draft: true\n", "Words.");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;

    let overdue = listed(&editor, "overdue").await;

    assert_eq!(slugs(&overdue), ["never"]);
    assert_eq!(overdue[0]["next_review_on"], "2026-11-22");
    assert_eq!(overdue[0].get("last_reviewed_on"), None);
    assert_eq!(overdue[0]["reviewed_by"], json!([]));
    assert!(listed(&editor, "due").await.is_empty());
}

#[actix_web::test]
async fn what_changed_since_its_review_is_listed_until_somebody_reviews_it() {
    let folder = two_people();
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    assert!(listed(&editor, "changed").await.is_empty());

    folder.article_with("a", REVIEW, "Other words.");
    app.apply(&folder).await;
    let changed = listed(&editor, "changed").await;
    assert_eq!(slugs(&changed), ["a"]);
    assert_eq!(
        (&changed[0]["has_changed_since"], &changed[0]["revision"]),
        (&json!(true), &json!(2))
    );

    let mut review = by_bob();
    review["revision"] = json!(2);
    send(&editor, &review).await;
    assert!(listed(&editor, "changed").await.is_empty());
}

#[actix_web::test]
async fn what_is_unpublished_needs_no_review() {
    let app = TestApp::with(&due_on(&[("late", "2026-11-01")])).await;
    let editor = Editor::of(&app).await;

    editor.act("late", "unpublish", "{}").await.json();

    assert!(listed(&editor, "overdue").await.is_empty());
    editor.act("late", "publish", "{}").await.json();
    assert_eq!(slugs(&listed(&editor, "overdue").await), ["late"]);
}

#[actix_web::test]
async fn pages_of_one_state_have_each_article_once() {
    let names: Vec<String> = (0..23).map(|number| format!("late-{number}")).collect();
    let days: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "2026-11-01"))
        .collect();
    let app = TestApp::with(&due_on(&days)).await;
    let editor = Editor::of(&app).await;
    let mut path = "/v1/reviews?state=overdue&limit=5".to_owned();
    let mut found = Vec::new();

    loop {
        let page = editor.get(&path).await;
        found.extend(slugs(page.json()["items"].as_array().unwrap()));
        let Some(link) = page.header("link") else {
            break;
        };
        path = link[1..link.find('>').unwrap()].to_owned();
    }

    found.sort();
    let mut names = names;
    names.sort();
    assert_eq!(found, names);
    let other = path.replace("overdue", "changed");
    editor.get(&other).await.problem(400);
}

#[actix_web::test]
async fn the_interval_is_that_of_the_server_and_a_changed_one_changes_nothing_unwritten() {
    let directory = tempfile::TempDir::new().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    let folder = two_people();
    folder.article_with("a", "review: {by: [ada], on: 2026-11-01}\n", "Words.");
    let library = read(folder.path());
    let store = Store::open(&url, addresses(), clock()).await.unwrap();
    let request = sinew::store::ApplyRequest::of(&library);
    store.apply(&request, || ()).await.unwrap();
    let slug = sinew::content::Slug::parse("a").unwrap();

    let rules = Rules {
        review_interval_months: 12,
        ..Rules::default()
    };
    let store = store.with_rules(rules);
    let kept = store.article(&slug, None).await.unwrap().value;
    assert_eq!(
        kept.review.unwrap().next_review_on.to_string(),
        "2029-11-01"
    );

    folder.article_with("a", "review: {by: [ada], on: 2026-11-02}\n", "Words.");
    let library = read(folder.path());
    let request = sinew::store::ApplyRequest::of(&library);
    store.apply(&request, || ()).await.unwrap();
    let written = store.article(&slug, None).await.unwrap().value;
    assert_eq!(
        written.review.unwrap().next_review_on.to_string(),
        "2027-11-02"
    );
    store.close().await;
}

#[actix_web::test]
async fn no_statement_reads_more_articles_than_it_lists() {
    let app = TestApp::with(&due_on(&[("late", "2026-11-01")])).await;
    let mut connection = SqliteConnection::connect(&app.database_url())
        .await
        .unwrap();
    for (condition, index) in [
        (
            "a.review_due_on >= '2026-11-22' AND a.review_due_on <= '2027-01-21' AND a.review IS NOT NULL",
            "article_by_review_due",
        ),
        (
            "a.review_due_on <= '2026-11-22' AND (a.review_due_on < '2026-11-22' OR a.review IS NULL)",
            "article_by_review_due",
        ),
        (
            "a.reviewed_revision <> a.revision",
            "article_by_changed_review",
        ),
    ] {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT a.id FROM published_article a WHERE {condition} \
             AND (a.review_due_on, a.id) > ('', '') ORDER BY a.review_due_on, a.id LIMIT 20"
        );

        let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .fetch_all(&mut connection)
            .await
            .unwrap();

        let steps: Vec<&str> = plan.iter().map(|step| step.3.as_str()).collect();
        assert!(
            matches!(steps[..], [only] if only.contains(index)),
            "{condition}: {steps:?}"
        );
    }
}

#[actix_web::test]
async fn a_moment_of_the_past_has_the_review_of_that_moment() {
    let clock = clock();
    let app = TestApp::at(clock.clone(), &two_people()).await;
    let editor = Editor::of(&app).await;
    clock.set(Moment::parse("2026-11-22T13:00:00Z").unwrap());
    send(&editor, &by_bob()).await;
    clock.set(Moment::parse("2026-11-22T14:00:00Z").unwrap());

    let then = async |moment: &str| {
        let path = format!("/v1/articles/a?as_of=2026-11-22T{moment}Z");
        editor.get(&path).await.json()
    };

    let before = then("12:30:00").await;
    assert_eq!(before["review"]["reviewed_by"][0]["slug"], "ada");
    let after = then("13:30:00").await;
    assert_eq!(after["review"]["reviewed_by"][0]["name"], "Bob Example");
    assert_eq!(after["review"]["next_review_on"], "2029-11-22");
}
