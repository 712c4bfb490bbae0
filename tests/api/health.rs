//! Whether the server runs.

use crate::app::TestApp;

#[actix_web::test]
async fn a_server_with_its_database_is_alive_and_ready() {
    let app = TestApp::empty().await;

    assert_eq!(
        app.get("/health/live").await.json(),
        serde_json::json!({"status": "ok"})
    );
    assert_eq!(
        app.get("/health/ready").await.json(),
        serde_json::json!({"status": "ok"})
    );
}
