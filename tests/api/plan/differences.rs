//! A plan shows what differs, down to the word, and nothing else.

use serde_json::Value;
use sinew::store::ApplyRequest;

use crate::app::{TestApp, read};
use crate::desk::Desk;
use crate::folder::Folder;

#[test]
fn a_changed_word_is_shown_in_its_block() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article(
        "a",
        "## Benefits {#benefits}\n\nMassage eased some pain [@bell-2008].\n\nMore words.",
    );

    let said = desk.run("plan", &[]);

    assert_eq!(said.status, 3);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "~ article a (en, published)  articles/a.md",
            "    in section benefits"
        ]
    );
    assert!(
        lines[2].ends_with(": Massage eased {+some+} pain [@bell-2008]."),
        "{}",
        lines[2]
    );
    assert_eq!(lines[4], "1 to change; 6 unchanged");
}

#[actix_web::test]
async fn one_word_in_one_of_a_thousand_articles_is_one_block_of_one_article_and_one_revision() {
    let folder = Folder::with_entries();
    for number in 0..1000 {
        let body = format!("First {number}.\n\n## Part\n\nSecond [@bell-2008].\n\n- One\n- Two");
        folder.article(&format!("a-{number}"), &body);
    }
    let app = TestApp::with(&folder).await;
    folder.article(
        "a-500",
        "First 500.\n\n## Part\n\nSecond word [@bell-2008].\n\n- One\n- Two",
    );
    let library = read(folder.path());

    let plan = app
        .store
        .plan(&ApplyRequest::of(&library), || ())
        .await
        .unwrap();
    let applied = app.apply(&folder).await;
    let after = app
        .store
        .plan(&ApplyRequest::of(&library), || ())
        .await
        .unwrap();

    let plan = serde_json::to_value(&plan).unwrap();
    assert_eq!(plan["changes"].as_array().unwrap().len(), 1);
    let change = &plan["changes"][0];
    assert_eq!(
        (&change["name"], &change["action"]),
        (&"a-500".into(), &"update".into())
    );
    let differences = change["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert_eq!(differences[0]["type"], "block");
    assert_eq!(differences[0]["change"], "changed");
    assert_eq!(applied.revisions(), 1);
    assert_eq!((after.changes.len(), after.unchanged), (0, 1006));
}

#[actix_web::test]
async fn a_plan_as_json_names_each_difference() {
    let desk = Desk::new();
    desk.apply();
    desk.folder.article_with(
        "a",
        "keywords: [leg]\n",
        "## Gains {#benefits}\n\nMore words.\n\nMassage eased pain [@bell-2008].",
    );
    desk.folder.remove("media/nerve.svg");

    let said = desk.run("plan", &["--format", "json", "--prune"]);

    let plan: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.status, &plan["version"]), (3, &1.into()));
    assert_eq!((&plan["unchanged"], &plan["kept"]), (&5.into(), &0.into()));
    let article = &plan["changes"][0];
    assert_eq!(
        (&article["kind"], &article["revision"]),
        (&"article".into(), &2.into())
    );
    let all: Vec<String> = article["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(told)
        .collect();
    assert_eq!(
        all,
        [
            "field keywords ",
            "section benefits changed",
            "block paragraph moved"
        ]
    );
    let image = &plan["changes"][1];
    assert_eq!(
        (&image["action"], &image["kind"], &image["name"]),
        (&"remove".into(), &"image".into(), &"media/nerve.svg".into())
    );
}

/// The kind of a difference, what it is about and what has happened to that.
fn told(difference: &Value) -> String {
    let change = difference["change"].as_str().unwrap_or_default();
    let name = difference["field"].as_str().or(difference["id"].as_str());
    let name = name.unwrap().split('-').next().unwrap();
    format!("{} {name} {change}", difference["type"].as_str().unwrap())
}
