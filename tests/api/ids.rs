//! Ids of sections, blocks and items: they survive what happens around them.

use serde_json::Value;
use sinew::content::Moment;
use sinew::store::{ApplyRequest, Clock};

use crate::app::TestApp;
use crate::folder::Folder;

const BODY: &str = "Opening words.\n\n## One\n\nFirst.\n\nSecond.\n\n- **A:** alpha\n- **B:** beta\n\n## Two\n\nThird.";

#[actix_web::test]
async fn applying_the_same_folder_again_changes_nothing() {
    let folder = Folder::with_entries();
    folder.article("a", BODY);
    let app = TestApp::with(&folder).await;
    let before = app.get("/v1/articles/a").await.body;

    let applied = app.apply(&folder).await;

    assert_eq!((applied.revisions(), applied.images()), (0, 0));
    assert_eq!(app.get("/v1/articles/a").await.body, before);
}

#[actix_web::test]
async fn the_seed_itself_is_applied_only_once() {
    let app = TestApp::seeded().await;

    let library = crate::app::read(std::path::Path::new("seed"));
    let applied = app
        .store
        .apply(&ApplyRequest::of(&library), || ())
        .await
        .unwrap();

    assert_eq!((applied.revisions(), applied.images()), (0, 0));
}

#[actix_web::test]
async fn editing_one_paragraph_keeps_its_id_and_all_others() {
    let (before, after) =
        ids_before_and_after(&BODY.replace("Second.", "Second, and more of it.")).await;

    assert_eq!(before, after);
}

#[actix_web::test]
async fn a_new_paragraph_gets_a_new_id_and_the_others_keep_theirs() {
    let (before, after) =
        ids_before_and_after(&BODY.replace("Second.", "Quite new.\n\nSecond.")).await;

    let added: Vec<&String> = after.iter().filter(|id| !before.contains(id)).collect();
    assert_eq!(added.len(), 1);
    assert_eq!(
        after
            .iter()
            .filter(|id| before.contains(id))
            .collect::<Vec<_>>(),
        before.iter().collect::<Vec<_>>()
    );
}

#[actix_web::test]
async fn a_moved_section_takes_its_ids_along() {
    let moved = "Opening words.\n\n## Two\n\nThird.\n\n## One\n\nFirst.\n\nSecond.\n\n- **A:** alpha\n- **B:** beta";
    let (mut before, mut after) = ids_before_and_after(moved).await;

    before.sort();
    after.sort();
    assert_eq!(before, after);
}

#[actix_web::test]
async fn a_heading_that_is_reworded_keeps_its_anchor() {
    let (before, after) = ids_before_and_after(&BODY.replace("## One", "## The first one")).await;

    assert!(before.contains(&"one".to_owned()));
    assert_eq!(before, after);
}

#[actix_web::test]
async fn an_id_that_an_author_writes_stands_and_disturbs_no_other() {
    let (before, after) = ids_before_and_after(&BODY.replace("First.", "First. {#chosen}")).await;

    let changed: Vec<(&String, &String)> = before
        .iter()
        .zip(&after)
        .filter(|(old, new)| old != new)
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].1, "chosen");
}

#[actix_web::test]
async fn two_databases_of_one_folder_give_the_same_ids() {
    let folder = Folder::with_entries();
    folder.article("a", BODY);
    let at = |text: &str| Clock::still(Moment::parse(text).unwrap());

    let one = TestApp::at(at("2026-11-22T12:00:00Z"), &folder).await;
    let other = TestApp::at(at("2027-01-01T00:00:00Z"), &folder).await;

    let (one, other) = (
        one.get("/v1/articles/a").await.json(),
        other.get("/v1/articles/a").await.json(),
    );
    assert_ne!(one["id"], other["id"]);
    assert_eq!(ids(&one), ids(&other));
}

async fn ids_before_and_after(edited: &str) -> (Vec<String>, Vec<String>) {
    let folder = Folder::with_entries();
    folder.article("a", BODY);
    let app = TestApp::with(&folder).await;
    let before = ids(&app.get("/v1/articles/a").await.json());
    folder.article("a", edited);
    app.apply(&folder).await;
    let article = app.get("/v1/articles/a").await.json();
    assert_eq!(article["revision"], 2);
    (before, ids(&article))
}

fn ids(article: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(&article["introduction"], &mut found);
    collect(&article["sections"], &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("id").map(|id| id.as_str().unwrap().to_owned()));
            object.values().for_each(|member| collect(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}
