//! Problems: what every failed answer looks like.

use actix_web::http::{Method, StatusCode};

use crate::app::TestApp;

#[actix_web::test]
async fn an_unknown_path_is_a_problem_like_any_other() {
    let app = TestApp::seeded().await;

    for path in [
        "/nothing",
        "/v1",
        "/v1/",
        "/v2/articles",
        "/v1/articles/a/b/c",
        "//",
        "/v1//articles",
    ] {
        let problem = app.get(path).await.problem(404);

        assert_eq!(problem["type"], "/problems/not-found", "{path}");
        assert_eq!(problem["violations"], serde_json::json!([]), "{path}");
    }
}

#[actix_web::test]
async fn hostile_names_are_nothing_we_have() {
    let app = TestApp::seeded().await;

    for name in [
        "a%2Fb",
        "..",
        "%2e%2e",
        "a'--",
        "%22",
        "MASSAGE-FOR-SCIATICA",
        &"a".repeat(5000),
    ] {
        let answer = app.get(&format!("/v1/articles/{name}")).await;

        assert!(answer.status.is_client_error(), "{name}: {}", answer.status);
        answer.problem(404);
    }
}

#[actix_web::test]
async fn a_path_that_can_be_read_in_two_ways_is_refused() {
    let app = TestApp::seeded().await;

    for path in ["/%00", "/%ff", "/v1/articles/%zz", "/v1/articles/%0a"] {
        let problem = app.get(path).await.problem(400);

        assert_eq!(problem["violations"][0]["parameter"], "path", "{path}");
    }
}

#[actix_web::test]
async fn the_type_of_every_problem_is_a_page_that_explains_it() {
    let app = TestApp::seeded().await;
    let problems = [
        app.get("/nothing").await.problem(404),
        app.get("/v1/articles?limit=0").await.problem(400),
        app.send(Method::DELETE, "/v1/articles").await.problem(405),
    ];

    for problem in problems {
        let page = app.get(problem["type"].as_str().unwrap()).await;

        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains(problem["title"].as_str().unwrap()));
    }
    app.get("/problems/nothing").await.problem(404);
}

#[actix_web::test]
async fn a_slash_too_many_leads_to_the_path_without() {
    let app = TestApp::seeded().await;

    let answer = app.get("/v1/articles/?limit=1").await;

    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), Some("/v1/articles?limit=1"));
}

#[actix_web::test]
async fn a_parameter_that_an_operation_does_not_take_is_a_problem() {
    let app = TestApp::seeded().await;

    let problem = app
        .get("/v1/articles/massage-for-sciatica?lcoale=en")
        .await
        .problem(400);

    assert_eq!(problem["violations"][0]["parameter"], "lcoale");
    assert_eq!(
        problem["violations"][0]["message"],
        "lcoale is not a parameter here; allowed: locale, as_of"
    );
}

#[actix_web::test]
async fn a_problem_does_not_grow_with_its_request() {
    let app = TestApp::seeded().await;
    let many: Vec<String> = (0..1000).map(|number| format!("x{number}=")).collect();

    let unknown = app.get(&format!("/v1/articles?{}", many.join("&"))).await;
    let long = app.get(&format!("/v1/articles/{}", "a".repeat(5000))).await;
    let too_long = app.get(&format!("/v1/articles/{}", "a".repeat(9000))).await;

    assert_eq!(
        unknown.problem(400)["violations"].as_array().unwrap().len(),
        100
    );
    assert!(long.problem(404)["detail"].as_str().unwrap().len() < 200);
    too_long.problem(414);
    assert_eq!(too_long.header("access-control-allow-origin"), Some("*"));
}

#[actix_web::test]
async fn a_broken_database_is_a_problem_without_its_cause() {
    let app = TestApp::seeded().await;
    app.store.close().await;

    let answer = app.get("/v1/articles/massage-for-sciatica").await;

    let problem = answer.problem(500);
    let text = answer.text().to_lowercase();
    assert_eq!(problem["type"], "/problems/internal-error");
    assert!(
        ["sql", "pool", "closed", "src/"]
            .iter()
            .all(|word| !text.contains(word)),
        "{text}"
    );
    app.get("/health/ready").await.problem(503);
    app.get("/health/live").await.json();
}
