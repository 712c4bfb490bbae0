//! The figures for who watches the server.

use crate::app::TestApp;

#[actix_web::test]
async fn the_figures_say_what_was_asked_and_what_is_there() {
    let app = TestApp::seeded().await;
    let authorization = format!("Bearer {}", app.key("read").await);
    for path in [
        "/v1/articles",
        "/v1/articles",
        "/v1/articles/none",
        "/nothing",
    ] {
        app.get(path).await;
    }
    let before = app.get("/metrics").await;

    let answer = app
        .get_with("/metrics", &[("authorization", &authorization)])
        .await;

    before.problem(401);
    assert_eq!(
        answer.header("content-type"),
        Some("application/openmetrics-text; version=1.0.0; charset=utf-8")
    );
    let text = answer.text();
    for line in [
        "sinew_http_requests_total{method=\"GET\",route=\"/v1/articles\",status=\"200\"} 2",
        "sinew_http_requests_total{method=\"GET\",route=\"/v1/articles/{slug}\",status=\"404\"} 1",
        "sinew_http_requests_total{method=\"GET\",route=\"other\",status=\"404\"} 1",
        "sinew_memory_lookups_total{result=\"hit\"} 1",
        "sinew_published_articles 3",
        "sinew_database_up 1",
        "# EOF",
    ] {
        assert!(
            text.lines().any(|known| known == line),
            "{line} is not in {text}"
        );
    }
}
