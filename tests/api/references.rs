//! References.

use crate::app::{TestApp, texts};

#[actix_web::test]
async fn a_reference_says_what_kind_of_study_it_is() {
    let app = TestApp::seeded().await;

    let bell = app.get("/v1/references/bell-2008").await.json();

    assert_eq!(
        (&bell["type"], &bell["study_type"]),
        (&"article-journal".into(), &"case_report".into())
    );
    assert_eq!(
        bell["level"],
        serde_json::json!({"value": 4, "scheme": "oxford_cebm_2011"})
    );
    assert_eq!(
        bell["citation"],
        "Bell J. Massage therapy helps to increase range of motion, decrease pain and assist in healing a client with \
         low back pain and sciatica symptoms. Journal of Bodywork and Movement Therapies. 2008;12(3):281–289."
    );
}

#[actix_web::test]
async fn all_six_sources_of_the_sciatica_article_are_served_with_their_articles() {
    let app = TestApp::seeded().await;

    for key in [
        "siraj-2022",
        "bell-2008",
        "majchrzycki-2014",
        "weerapong-2005",
        "yeun-2017",
        "hurley-2021",
    ] {
        let articles = app
            .get(&format!("/v1/references/{key}/articles"))
            .await
            .json();

        assert!(
            texts(&articles["items"], "/slug").contains(&"massage-for-sciatica".to_owned()),
            "{key}"
        );
    }
}

#[actix_web::test]
async fn every_reference_names_its_authors_in_its_line() {
    let app = TestApp::seeded().await;

    let references = app.get("/v1/references?limit=100").await.json();

    for reference in references["items"].as_array().unwrap() {
        let first = &reference["author"][0];
        let name = first["family"]
            .as_str()
            .or(first["literal"].as_str())
            .unwrap();
        assert!(
            reference["citation"].as_str().unwrap().contains(name),
            "{reference}"
        );
    }
}

#[actix_web::test]
async fn a_key_that_does_not_exist_is_a_problem() {
    let app = TestApp::seeded().await;

    app.get("/v1/references/nobody-1900").await.problem(404);
    app.get("/v1/references/..%2Fsecret").await.problem(404);
}
