//! The README tells the truth.

mod session;
mod site;

use std::collections::BTreeSet;

use clap::{Arg, CommandFactory};
use serde_json::Value;
use sinew::config::Cli;
use sinew::content::Code;

use crate::app::TestApp;
use crate::desk::Desk;
use crate::document::document;
use crate::folder::Folder;
use crate::frontend::PAGE;

const SERVER: &str = "http://127.0.0.1:8080";

fn readme() -> String {
    std::fs::read_to_string("README.md").unwrap()
}

/// What stands between two marks.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

#[actix_web::test]
async fn the_first_answer_of_the_readme_is_the_real_one() {
    let app = TestApp::seeded().await;
    let readme = readme();
    let path = between(&readme, &format!("curl {SERVER}"), "\n");
    let shown = between(&readme, "```json\n", "```");

    let answer = app.get(path).await.json();

    assert_eq!(serde_json::from_str::<Value>(shown).unwrap(), answer);
}

#[actix_web::test]
async fn the_problem_of_the_readme_is_the_real_one() {
    let app = TestApp::seeded().await;
    let readme = readme();
    let (_, section) = readme.split_once("### When something is wrong").unwrap();
    let path = between(section, &format!("curl '{SERVER}"), "'");
    let shown: Value = serde_json::from_str(between(section, "```json\n", "```")).unwrap();
    let request_id = shown["request_id"].as_str().unwrap();

    let answer = app.get_with(path, &[("x-request-id", request_id)]).await;

    assert_eq!(answer.problem(400), shown);
}

#[actix_web::test]
async fn the_304_of_the_readme_is_the_real_one() {
    let app = TestApp::seeded().await;
    let readme = readme();
    let (_, section) = readme.split_once("### Asking again").unwrap();
    let (name, tag) = between(section, "-H '", "'").split_once(": ").unwrap();
    let path = between(section, SERVER, "\n");
    let mut shown = between(section, "```text\n", "```").lines();

    let answer = app.get_with(path, &[(name, tag)]).await;

    assert_eq!(shown.next(), Some("HTTP/1.1 304 Not Modified"));
    assert_eq!((answer.status.as_u16(), answer.text().as_str()), (304, ""));
    for line in shown {
        let (name, value) = line.split_once(": ").unwrap();
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
}

#[test]
fn the_readme_lists_the_paths_that_need_no_key_and_no_other() {
    let readme = readme();
    let table = between(&readme, "| path | what |\n|---|---|\n", "\n\n");
    let first_cells = table.lines().map(|row| row.split('|').nth(1).unwrap());
    let shown: Vec<&str> = first_cells.flat_map(paths_of).collect();

    let operations = operations();
    let known: BTreeSet<&str> = operations
        .iter()
        .filter(|(_, _, scope)| scope.is_none())
        .map(|(_, path, _)| path.as_str())
        .collect();

    assert_eq!(shown.len(), known.len());
    assert_eq!(BTreeSet::from_iter(shown), known);
}

#[test]
fn the_readme_lists_the_operations_that_need_a_key_with_their_scope_and_no_other() {
    let readme = readme();
    let table = between(
        &readme,
        "| operation | scope | what |\n|---|---|---|\n",
        "\n\n",
    );
    let mut shown = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let scope = cells[2].trim_matches('`');
        for method in quoted(cells[1]).filter(|word| !word.starts_with('/')) {
            let paths = paths_of(cells[1]);
            shown.extend(
                paths.map(|path| (method.to_lowercase(), path.to_owned(), scope.to_owned())),
            );
        }
    }

    let mut known: Vec<(String, String, String)> = operations()
        .into_iter()
        .filter_map(|(method, path, scope)| Some((method, path, scope?)))
        .collect();

    shown.sort();
    known.sort();
    assert_eq!(shown, known);
}

/// The operations of the document: method, path, and the scope that they need.
fn operations() -> Vec<(String, String, Option<String>)> {
    let document = document();
    let mut all = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let scope = operation["security"][0]["key"][0].as_str();
            all.push((method.clone(), path.clone(), scope.map(str::to_owned)));
        }
    }
    all
}

/// What stands in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The paths that a cell names.
fn paths_of(cell: &str) -> impl Iterator<Item = &str> {
    quoted(cell).filter(|word| word.starts_with('/'))
}

#[test]
fn the_readme_names_every_setting_of_the_server_with_its_variable_and_default() {
    let readme = readme();
    let shown: BTreeSet<[String; 3]> = readme
        .lines()
        .filter(|line| line.starts_with("| `--"))
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            [1, 2, 3].map(|at| cells[at].to_owned())
        })
        .collect();

    let command = Cli::command();
    let known = command.get_arguments().filter_map(setting).collect();

    assert_eq!(shown, known);
}

/// The first cells of the row of a setting: its flag, its variable, its default.
fn setting(argument: &Arg) -> Option<[String; 3]> {
    let quoted = |text: &str| match text {
        "" => String::new(),
        _ => format!("`{text}`"),
    };
    let flag = format!("--{}", argument.get_long()?);
    let variable = argument.get_env()?.to_str().unwrap();
    let default = match flag.as_str() {
        // The name stands in `serve`, because only a folder that is named must be there.
        "--seed" => "`seed`, if it is there".to_owned(),
        "--no-seed" => String::new(),
        _ => {
            let defaults = argument.get_default_values().iter();
            quoted(
                &defaults
                    .map(|text| text.to_string_lossy())
                    .collect::<String>(),
            )
        }
    };
    Some([quoted(&flag), quoted(variable), default])
}

#[test]
fn the_readme_shows_the_page_that_is_tested() {
    let readme = readme();

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

    let readme = readme();
    assert!(
        readme.contains(&format!("```text\n{}```\n", said.out)),
        "README.md must show\n{}",
        said.out
    );
}

#[test]
fn the_readme_names_every_code_of_a_fault_and_no_other() {
    let readme = readme();
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
