//! People.

use crate::app::{TestApp, texts};

#[actix_web::test]
async fn who_writes_is_listed_with_their_articles() {
    let app = TestApp::seeded().await;

    let people = app.get("/v1/people").await.json();
    let person = app.get("/v1/people/sinew-editors").await.json();
    let articles = app.get("/v1/people/sinew-editors/articles").await.json();

    assert_eq!(people["items"], serde_json::json!([person]));
    assert_eq!(texts(&articles["items"], "/slug").len(), 3);
    app.get("/v1/people/nobody").await.problem(404);
}
