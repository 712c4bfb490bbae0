//! Conditions.

use crate::app::{TestApp, texts};

#[actix_web::test]
async fn conditions_are_listed_by_slug() {
    let app = TestApp::seeded().await;

    let conditions = app.get("/v1/conditions").await.json();

    assert_eq!(
        texts(&conditions["items"], "/slug"),
        ["low-back-pain", "piriformis-syndrome", "sciatica"]
    );
}

#[actix_web::test]
async fn a_condition_brings_its_codes_and_red_flags() {
    let app = TestApp::seeded().await;

    let sciatica = app.get("/v1/conditions/sciatica").await.json();

    let codes = sciatica["codes"].as_array().unwrap();
    assert!(
        codes.contains(&serde_json::json!({"system": "icd-10", "value": "M54.3"})),
        "{codes:?}"
    );
    assert!(sciatica["red_flags"].as_array().unwrap().len() > 3);
}

#[actix_web::test]
async fn the_articles_of_a_condition_are_those_that_name_it() {
    let app = TestApp::seeded().await;

    let articles = app
        .get("/v1/conditions/piriformis-syndrome/articles")
        .await
        .json();

    assert!(texts(&articles["items"], "/slug").contains(&"piriformis-syndrome".to_owned()));
    app.get("/v1/conditions/nothing/articles")
        .await
        .problem(404);
}
