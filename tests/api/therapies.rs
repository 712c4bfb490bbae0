//! Therapies.

use crate::app::{TestApp, texts};

#[actix_web::test]
async fn every_kind_of_massage_has_an_entry_of_its_own() {
    let app = TestApp::seeded().await;

    let therapies = app.get("/v1/therapies").await.json();

    assert_eq!(
        texts(&therapies["items"], "/slug"),
        [
            "deep-tissue-massage",
            "hot-stone-massage",
            "myofascial-release",
            "neuromuscular-massage",
            "swedish-massage",
            "trigger-point-therapy"
        ]
    );
}

#[actix_web::test]
async fn a_therapy_brings_its_description_and_the_references_it_cites() {
    let app = TestApp::seeded().await;

    let therapy = app.get("/v1/therapies/deep-tissue-massage").await.json();

    assert_eq!(therapy["name"], "Deep-tissue massage");
    assert!(!therapy["contraindications"].as_array().unwrap().is_empty());
    assert_eq!(therapy["references"][0]["number"], 1);
    assert_eq!(
        therapy["references"][0]["reference"]["key"],
        "majchrzycki-2014"
    );
}

#[actix_web::test]
async fn the_articles_of_a_therapy_are_those_that_name_it() {
    let app = TestApp::seeded().await;

    let articles = app
        .get("/v1/therapies/deep-tissue-massage/articles")
        .await
        .json();
    let filtered = app
        .get("/v1/articles?therapy=deep-tissue-massage")
        .await
        .json();

    let slugs = texts(&articles["items"], "/slug");
    assert!(
        slugs.contains(&"massage-for-sciatica".to_owned()) && slugs.len() > 1,
        "{slugs:?}"
    );
    assert_eq!(articles["items"], filtered["items"]);
}

#[actix_web::test]
async fn a_therapy_that_does_not_exist_is_a_problem_everywhere() {
    let app = TestApp::seeded().await;

    app.get("/v1/therapies/nothing").await.problem(404);
    app.get("/v1/therapies/nothing/articles").await.problem(404);
    app.get("/v1/therapies/Not%20A%20Slug").await.problem(404);
}
