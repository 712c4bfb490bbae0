//! The pages as a browser draws them, on the width of a phone too.

use super::{ARTICLES, CONDITION, THERAPY};
use crate::app::TestApp;
use crate::browsers::{DRAWN, visit};
use crate::evidence::phone::{assert_fits, serve_framed};
use crate::folder::Folder;

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn on_a_phone_nothing_is_wider_than_the_page() {
    let app = TestApp::seeded().await;
    let address = serve_framed(&app);

    for path in ARTICLES.iter().chain([&THERAPY, &CONDITION]) {
        assert_fits(&address, path, "main", 1).await;
    }
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn what_is_wider_than_a_phone_does_not_widen_the_page() {
    let folder = Folder::with_entries();
    let word = "massage".repeat(40);
    let row = format!("{}|", "| long-enough words ".repeat(10));
    let body = format!(
        "{word} https://example.org/{word}\n\n## {word}\n\n{row}\n{}|\n{row}\n\n- {word}\n\n> [!TIP] {word}\n> {word}\n",
        "|---".repeat(10)
    );
    folder.article("wide", &body);
    let app = TestApp::with(&folder).await;
    let address = serve_framed(&app);

    assert_fits(&address, "/v1/articles/wide", "main", 1).await;
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn a_browser_is_shown_the_page_with_its_style_and_says_nothing_in_the_console() {
    let app = TestApp::seeded().await;

    let visit = visit(&format!("{}{}", app.address, ARTICLES[0]), &DRAWN).await;

    assert!(visit.page.contains("doc-bibliography"), "{}", visit.page);
    assert!(visit.page.contains("/docs/article.css"), "{}", visit.page);
    assert!(!visit.console.contains("CONSOLE"), "{}", visit.console);
}
