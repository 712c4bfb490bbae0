//! Sources in use that have a notice.

use serde_json::{Value, json};

use super::{import, row, sourced};
use crate::app::{TestApp, texts};
use crate::editor::Editor;
use crate::folder::Folder;

const PATH: &str = "/v1/evidence/alerts";

async fn alerts(app: &TestApp) -> Value {
    let editor = Editor::with_scope(app, "preview").await;
    editor.get(PATH).await.json()
}

#[actix_web::test]
async fn until_something_is_imported_everything_is_unchecked() {
    let app = TestApp::with(&sourced()).await;

    let page = alerts(&app).await;

    let data = json!({"type": "unchecked", "statement": "Unchecked: no data on retractions was imported."});
    assert_eq!(page, json!({"data": data, "items": []}));
    app.get(PATH).await.problem(401);
}

#[actix_web::test]
async fn an_alert_names_who_says_what_and_every_place_that_rests_on_it() {
    let app = TestApp::with(&sourced()).await;
    import(
        &app,
        &[
            row("7/15/2024", "10.5555/one", "0", "Retraction"),
            row("7/14/2024", "10.5555/three", "0", "Retraction"),
            row("7/13/2024", "unavailable", "0", "Retraction"),
        ]
        .into_iter()
        .chain((0..20).map(|at| row("7/1/2024", &format!("10.5555/x-{at}"), "0", "Correction")))
        .collect::<Vec<_>>(),
    )
    .await;

    let page = alerts(&app).await;

    assert_eq!(page["data"]["type"], "imported");
    assert_eq!(page["data"]["dated_on"], "2024-07-15");
    assert_eq!(
        (&page["data"]["rows"], &page["data"]["unused_rows"]),
        (&json!(23), &json!(1))
    );
    let statement = page["data"]["statement"].as_str().unwrap();
    assert!(
        statement.contains("no notice in the data of 2024-07-15"),
        "{statement}"
    );
    // What nothing published rests on is no matter of readers.
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    let alert = &items[0];
    assert_eq!(alert["reference"]["key"], "one-2015");
    assert_eq!(
        alert["notices"],
        json!([{"said_by": "data", "kind": "retracted", "on": "2024-07-15"}])
    );
    assert_eq!(texts(&alert["articles"], "/slug"), ["about-one", "more"]);
    assert_eq!(alert["articles"][0]["title"], "About about-one");
    assert_eq!(alert["articles"][0]["blocks"], json!(["p-one", "p-again"]));
    assert_eq!(alert["articles"][1]["blocks"], json!([]));
    assert_eq!(alert["article_count"], 2);
    assert_eq!(alert["therapies"][0]["name"], "Cupping");
    assert_eq!(alert["therapies"][0]["blocks"].as_array().unwrap().len(), 1);
    assert_eq!(alert["conditions"], json!([]));
}

#[actix_web::test]
async fn what_an_author_says_is_an_alert_too_and_drafts_are_not() {
    let folder = Folder::with_entries();
    folder.write(
        "references/noticed.bib",
        "@article{a-1, title = {A}, year = {2001}, doi = {10.5555/a}, notice = {corrected}, notice_on = {2010-01-02}}\n\
         @article{b-1, title = {B}, year = {2001}, doi = {10.5555/b}}\n",
    );
    folder.article("public", "Words [@a-1].");
    folder.article_with("draft", "draft: true\n", "Words [@b-1].");
    let app = TestApp::with(&folder).await;
    import(
        &app,
        &[
            row("7/15/2024", "10.5555/a", "0", "Expression of concern"),
            row("7/15/2024", "10.5555/b", "0", "Retraction"),
        ],
    )
    .await;

    let page = alerts(&app).await;

    assert_eq!(texts(&page["items"], "/reference/key"), ["a-1"]);
    assert_eq!(
        texts(&page["items"][0]["notices"], "/said_by"),
        ["author", "data"]
    );
    assert_eq!(page["items"][0]["reference"]["notice"]["kind"], "concern");
}

#[actix_web::test]
async fn pages_follow_each_other_by_key() {
    let folder = Folder::with_entries();
    let mut bibliography = String::new();
    let mut text = String::new();
    let mut rows = Vec::new();
    for number in 10..15 {
        bibliography += &format!(
            "@article{{n-{number}, title = {{T}}, year = {{2001}}, doi = {{10.5555/n-{number}}}}}\n"
        );
        text += &format!("Words [@n-{number}].\n\n");
        rows.push(row(
            "7/15/2024",
            &format!("10.5555/n-{number}"),
            "0",
            "Correction",
        ));
    }
    folder.write("references/many.bib", &bibliography);
    folder.article("many", &text);
    let app = TestApp::with(&folder).await;
    import(&app, &rows).await;
    let editor = Editor::with_scope(&app, "preview").await;

    let (mut path, mut keys, mut pages) = (format!("{PATH}?limit=2"), Vec::new(), 0);
    loop {
        let answer = editor.get(&path).await;
        let page = answer.json();
        keys.extend(texts(&page["items"], "/reference/key"));
        pages += 1;
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert_eq!(answer.header("link"), None);
            break;
        };
        path = format!("{PATH}?limit=2&cursor={cursor}");
    }

    assert_eq!(
        (pages, keys),
        (
            3,
            ["n-10", "n-11", "n-12", "n-13", "n-14"]
                .map(str::to_owned)
                .to_vec()
        )
    );
    editor
        .get(&format!("{PATH}?kind=retracted"))
        .await
        .problem(400);
}

#[actix_web::test]
async fn of_many_articles_a_hundred_are_named_and_all_are_counted() {
    let folder = sourced();
    for number in 100..230 {
        folder.article(&format!("n-{number}"), "Words [@three-2017].");
    }
    let app = TestApp::with(&folder).await;
    import(
        &app,
        &[row("7/15/2024", "10.5555/three", "0", "Retraction")],
    )
    .await;

    let page = alerts(&app).await;

    let slugs = texts(&page["items"][0]["articles"], "/slug");
    assert_eq!(
        (slugs.len(), page["items"][0]["article_count"].as_u64()),
        (100, Some(130))
    );
    assert_eq!((slugs[0].as_str(), slugs[99].as_str()), ("n-100", "n-199"));
}
