//! Sections of an article.

use crate::app::{TestApp, texts};

#[actix_web::test]
async fn sections_come_in_order_with_the_references_they_cite() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();

    let sections = app
        .get("/v1/articles/massage-for-sciatica/sections")
        .await
        .json();

    assert_eq!(sections["items"], article["sections"]);
    assert!(!sections["references"].as_array().unwrap().is_empty());
}

#[actix_web::test]
async fn one_section_keeps_the_numbers_of_the_whole_article() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();

    let benefits = app
        .get("/v1/articles/massage-for-sciatica/sections/benefits")
        .await
        .json();

    let whole = article["references"].as_array().unwrap();
    assert_eq!(benefits["section"]["purpose"], "benefits");
    for reference in benefits["references"].as_array().unwrap() {
        assert!(whole.contains(reference), "{reference}");
    }
    assert!(
        texts(&benefits["references"], "/reference/key").contains(&"majchrzycki-2014".to_owned())
    );
}

#[actix_web::test]
async fn a_section_that_does_not_exist_is_a_problem() {
    let app = TestApp::seeded().await;

    let problem = app
        .get("/v1/articles/massage-for-sciatica/sections/nothing")
        .await
        .problem(404);

    assert_eq!(problem["detail"], "no section `nothing` is published");
}
