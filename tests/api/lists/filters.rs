//! Every combination of filters, against what the articles say; and what a filter takes.

use std::collections::BTreeSet;

use serde_json::Value;
use sinew::content::Moment;
use sinew::store::Clock;

use crate::app::{TestApp, texts};
use crate::folder::Folder;

/// Each filter with the bit of an article's number by which it has what the filter asks for.
const FILTERS: [&str; 8] = [
    "therapy=swedish-massage",
    "condition=sciatica",
    "reference=bell-2008",
    "author=ada",
    "locale=de",
    "keyword=Low+Back+PAIN",
    "published_since=2026-06-01T00:00:00Z",
    "updated_since=2026-11-22T13:00:00%2B00:00",
];
/// How many of them an article has independently of its moment of update.
const BITS: u32 = 7;

fn write(folder: &Folder, number: u32) {
    let has = |bit: u32| number >> bit & 1 == 1;
    let therapy = if has(0) {
        "[M](therapy:swedish-massage)"
    } else {
        ""
    };
    let condition = if has(1) {
        "conditions: [sciatica]\n"
    } else {
        ""
    };
    let reference = if has(2) {
        "[@bell-2008]"
    } else {
        "[@yeun-2017]"
    };
    let author = if has(3) { "authors: [ada]\n" } else { "" };
    let locale = if has(4) { "locale: de\n" } else { "" };
    let keyword = if has(5) {
        "keywords: [low back  pain]\n"
    } else {
        "keywords: [back]\n"
    };
    let month = if has(6) { "07" } else { "05" };
    let front =
        format!("{condition}{author}{locale}{keyword}publish_at: 2026-{month}-01T00:00:00Z\n");
    folder.article_with(
        &format!("a-{number}"),
        &front,
        &format!("It {therapy} is {reference}."),
    );
}

async fn slugs(app: &TestApp, query: &str) -> BTreeSet<String> {
    let list = app
        .get(&format!("/v1/articles?limit=100&count=true&{query}"))
        .await
        .json();
    let found = texts(&list["items"], "/slug");
    if list.get("next_cursor").is_none() {
        assert_eq!(list["total"], found.len(), "{query}");
    }
    found.into_iter().collect()
}

#[actix_web::test]
async fn every_combination_of_filters_finds_the_articles_that_pass_all_of_them() {
    let folder = Folder::with_entries();
    let clock = Clock::still(Moment::parse("2026-11-22T12:00:00Z").unwrap());
    // Every third article has what its number says, so that each combination has some and none has all.
    let numbers: Vec<u32> = (0..1 << BITS).filter(|number| number % 3 != 1).collect();
    let (early, late) = numbers.split_at(numbers.len() / 2);
    early.iter().for_each(|number| write(&folder, *number));
    let app = TestApp::at(clock.clone(), &folder).await;
    clock.set(Moment::parse("2026-11-22T13:00:00Z").unwrap());
    late.iter().for_each(|number| write(&folder, *number));
    app.apply(&folder).await;

    for combination in 0_u32..1 << FILTERS.len() {
        let asked = (0..8_usize).filter(|bit| combination >> bit & 1 == 1);
        let query: Vec<&str> = asked.map(|bit| FILTERS[bit]).collect();
        let passes = |number: &&u32| {
            let is_late = late.contains(number);
            let bits = **number | u32::from(is_late) << BITS;
            bits & combination == combination
        };
        let expected: BTreeSet<String> = numbers
            .iter()
            .filter(passes)
            .map(|number| format!("a-{number}"))
            .collect();

        let found = slugs(&app, &query.join("&")).await;

        assert_eq!(found, expected, "{query:?}");
    }
}

#[actix_web::test]
async fn a_keyword_that_no_article_has_finds_nothing_and_one_of_a_draft_neither() {
    let folder = Folder::with_entries();
    folder.article_with("public", "keywords: [Übung]\n", "Words.");
    folder.article_with("kept-back", "keywords: [secret]\ndraft: true\n", "Words.");
    let app = TestApp::with(&folder).await;

    let mut found = Vec::new();
    for keyword in [
        "%C3%9Cbung",
        "%C3%BCBUNG",
        "secret",
        "nothing",
        "%27%22%25_",
        "+",
        "%F0%9F%92%86",
    ] {
        found.push(slugs(&app, &format!("keyword={keyword}")).await.len());
    }

    assert_eq!(found, [1, 1, 0, 0, 0, 0, 0]);
}

#[actix_web::test]
async fn what_a_filter_does_not_take_is_told() {
    let app = TestApp::seeded().await;
    let long = "a".repeat(201);
    let query = format!(
        "keyword={long}&published_since=2026-11-22&updated_since=soon&sort=name&count=yes&locale=EN"
    );

    let problem = app.get(&format!("/v1/articles?{query}")).await.problem(400);

    let violations: &Value = &problem["violations"];
    assert_eq!(
        texts(violations, "/parameter"),
        [
            "locale",
            "keyword",
            "published_since",
            "updated_since",
            "sort",
            "count"
        ]
    );
    let messages = texts(violations, "/message");
    assert!(messages[1].starts_with("keyword must be 1 to 200 characters, got `aaa"));
    assert!(messages[4].contains("one of first_published_at_desc, first_published_at_asc, "));
    assert_eq!(messages[5], "count must be true or false, got `yes`");
}

#[actix_web::test]
async fn a_total_is_told_on_every_page_that_asks_for_it_and_on_no_other() {
    let app = TestApp::seeded().await;

    let first = app.get("/v1/articles?limit=1&count=true").await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let next = app
        .get(&format!("/v1/articles?limit=1&count=true&cursor={cursor}"))
        .await
        .json();
    let uncounted = app.get("/v1/articles?count=false").await.json();
    let none = app
        .get("/v1/articles?count=true&keyword=nothing")
        .await
        .json();

    assert_eq!((&first["total"], &next["total"]), (&3.into(), &3.into()));
    assert_eq!(uncounted.get("total"), None);
    assert_eq!(none, serde_json::json!({"items": [], "total": 0}));
}
