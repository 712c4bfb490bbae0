//! The README tells the truth.

use serde_json::Value;

use crate::app::TestApp;
use crate::frontend::PAGE;

#[actix_web::test]
async fn the_first_answer_of_the_readme_is_the_real_one() {
    let app = TestApp::seeded().await;
    let readme = std::fs::read_to_string("README.md").unwrap();
    let shown = readme
        .split("```json\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let path = readme
        .split("curl http://127.0.0.1:8080")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();

    let answer = app.get(path).await.json();

    assert_eq!(serde_json::from_str::<Value>(shown).unwrap(), answer);
}

#[test]
fn the_readme_shows_the_page_that_is_tested() {
    let readme = std::fs::read_to_string("README.md").unwrap();

    assert!(
        readme.contains(PAGE.trim_end()),
        "README.md must show tests/api/frontend/page.html as it is"
    );
}
