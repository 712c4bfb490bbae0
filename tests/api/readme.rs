//! The README tells the truth.

use serde_json::Value;
use sinew::seed::Code;

use crate::app::TestApp;
use crate::desk::Desk;
use crate::folder::Folder;
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

/// The change that the README speaks of: twenty minutes become thirty.
#[test]
fn the_plan_of_the_readme_is_the_real_one() {
    let desk = Desk::with(Folder::of_seed());
    desk.apply();
    let path = desk.folder.path().join("articles/massage-for-sciatica.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("for 15 to 20\n", "for 15 to 30\n")).unwrap();

    let said = desk.run("plan", &[]);

    let readme = std::fs::read_to_string("README.md").unwrap();
    assert!(
        readme.contains(&format!("```text\n{}```\n", said.out)),
        "README.md must show\n{}",
        said.out
    );
}

#[test]
fn the_readme_names_every_code_of_a_fault_and_no_other() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let is_row = |line: &&str| line.starts_with("| `") && line.matches('|').count() == 4;
    let table = readme.split("| code | stops | meaning |").nth(1).unwrap();
    let shown: Vec<&str> = table.lines().skip(2).take_while(is_row).collect();

    let rows: Vec<String> = Code::ALL.iter().map(row).collect();

    assert_eq!(
        shown,
        rows,
        "README.md must have these rows:\n{}",
        rows.join("\n")
    );
}

fn row(code: &Code) -> String {
    let stops = code.class().stops();
    format!("| `{}` | {stops} | {} |", code.as_str(), code.meaning())
}
