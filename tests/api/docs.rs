//! The page to read and try the API.

use actix_web::http::StatusCode;

use crate::app::TestApp;

#[actix_web::test]
async fn the_page_loads_nothing_from_elsewhere() {
    let app = TestApp::empty().await;

    let page = app.get("/docs").await.text();

    let addresses: Vec<&str> = page
        .split(['"', '\''])
        .filter(|text| text.starts_with('/') || text.contains("://"))
        .collect();
    assert!(addresses.len() >= 3);
    for address in addresses {
        assert_eq!(app.get(address).await.status, StatusCode::OK, "{address}");
    }
}

#[actix_web::test]
async fn the_root_leads_to_the_page() {
    let app = TestApp::empty().await;

    let answer = app.get("/").await;

    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, Some("/docs"))
    );
}
