//! Image files.

use actix_web::http::StatusCode;

use crate::app::TestApp;
use crate::folder::Folder;

#[actix_web::test]
async fn an_image_never_changes_under_its_address() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();
    let src = article["hero"]["image"]["src"].as_str().unwrap();

    let image = app.get(src).await;

    assert_eq!(image.header("content-type"), Some("image/svg+xml"));
    assert_eq!(
        image.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(image.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(
        image.body,
        std::fs::read("seed/media/hero-massage.svg").unwrap()
    );
}

#[actix_web::test]
async fn an_image_that_only_a_draft_shows_is_not_public() {
    let folder = Folder::with_entries();
    folder.article_with("a", "draft: true\n", "![Nerve](media/nerve.svg)");
    let app = TestApp::with(&folder).await;
    let src = crate::app::read(folder.path()).media[0].address();

    let while_draft = app.get(&src).await.status;
    folder.article("a", "![Nerve](media/nerve.svg)");
    app.apply(&folder).await;
    let when_published = app.get(&src).await.status;

    assert_eq!(
        (while_draft, when_published),
        (StatusCode::NOT_FOUND, StatusCode::OK)
    );
}

#[actix_web::test]
async fn a_wrong_name_is_a_problem() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await.json();
    let src = article["hero"]["image"]["src"].as_str().unwrap();

    for wrong in [
        "/media/nothing",
        "/media/nothing.svg",
        &src.replace(".svg", ".png"),
        "/media/..%2F..%2FCargo.toml",
    ] {
        app.get(wrong).await.problem(404);
    }
}
