//! The orders of a list, and cursors that belong to one.

use sinew::content::Moment;
use sinew::store::Clock;

use crate::app::{TestApp, texts};
use crate::folder::Folder;

#[actix_web::test]
async fn each_order_is_that_of_its_name_and_its_opposite_is_the_same_backwards() {
    let folder = Folder::with_entries();
    let clock = Clock::still(Moment::parse("2026-11-22T12:00:00Z").unwrap());
    let write = |slug: &str, title: &str, first: &str, words: &str| {
        let front = format!(
            "---\ntitle: {title}\nsummary: Sum.\nfirst_published_at: {first}\n---\n\n{words}\n"
        );
        folder.write(&format!("articles/{slug}.md"), &front);
    };
    write("a", "Übung", "2020-01-03T00:00:00Z", "One.");
    write("b", "back", "2020-01-01T00:00:00Z", "One.");
    let app = TestApp::at(clock.clone(), &folder).await;
    clock.set(Moment::parse("2026-11-23T12:00:00Z").unwrap());
    write("c", "Zug", "2020-01-02T00:00:00Z", "One.");
    app.apply(&folder).await;
    clock.set(Moment::parse("2026-11-24T12:00:00Z").unwrap());
    write("a", "Übung", "2020-01-03T00:00:00Z", "Two.");
    app.apply(&folder).await;

    for (order, expected) in [
        ("first_published_at", ["b", "c", "a"]),
        ("published_at", ["b", "c", "a"]),
        ("updated_at", ["b", "c", "a"]),
        ("title", ["b", "a", "c"]),
    ] {
        let rising = app
            .get(&format!("/v1/articles?sort={order}_asc"))
            .await
            .json();
        let falling = app
            .get(&format!("/v1/articles?sort={order}_desc"))
            .await
            .json();
        let mut falling = texts(&falling["items"], "/slug");
        falling.reverse();
        assert_eq!(texts(&rising["items"], "/slug"), expected, "{order}");
        assert_eq!(falling, expected, "{order}");
    }
    let default = app.get("/v1/articles").await.json();
    let named = app
        .get("/v1/articles?sort=first_published_at_desc")
        .await
        .json();
    assert_eq!(default["items"], named["items"]);
}

#[actix_web::test]
async fn a_cursor_belongs_to_its_filters_and_its_order_and_the_problem_says_what_to_do() {
    let app = TestApp::seeded().await;
    let list = app
        .get("/v1/articles?limit=1&sort=title_asc&locale=en")
        .await
        .json();
    let cursor = list["next_cursor"].as_str().unwrap();

    app.get(&format!(
        "/v1/articles?limit=2&sort=title_asc&locale=en&fields=title&cursor={cursor}"
    ))
    .await
    .json();
    for other in [
        "",
        "sort=title_asc",
        "sort=title_desc&locale=en",
        "locale=en",
        "sort=title_asc&locale=en&keyword=x",
        "sort=title_asc&locale=en&published_since=2020-01-01T00:00:00Z",
    ] {
        let problem = app
            .get(&format!("/v1/articles?{other}&cursor={cursor}"))
            .await
            .problem(400);
        let message = problem["violations"][0]["message"].as_str().unwrap();
        assert!(
            message.starts_with("cursor must be the `next_cursor` of a page of this list"),
            "{message}"
        );
        assert!(message.contains("leave it out to begin anew"), "{message}");
    }
}

#[actix_web::test]
async fn a_link_to_the_next_page_keeps_everything_that_was_asked_for() {
    let app = TestApp::seeded().await;
    let query = "limit=1&keyword=low+back+pain&fields=title%2Cslug&sort=title_desc&count=true";

    let answer = app.get(&format!("/v1/articles?{query}")).await;

    let cursor = answer.json()["next_cursor"].as_str().unwrap().to_owned();
    let link = answer.header("link").unwrap();
    assert_eq!(
        link,
        format!("</v1/articles?{query}&cursor={cursor}>; rel=\"next\"")
    );
    let path = link.trim_start_matches('<').split('>').next().unwrap();
    assert_eq!(
        app.get(path).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
