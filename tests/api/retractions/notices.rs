//! What imported data changes of references and of what rests on them, and what it leaves alone.

use std::collections::BTreeMap;

use actix_web::http::Method;
use serde_json::{Value, json};
use sinew::content::{Locale, Moment, Slug};
use sinew::store::{Clock, RetractionImport};

use super::{import, notice, row, sourced};
use crate::app::TestApp;
use crate::editor::Editor;

#[actix_web::test]
async fn a_source_that_the_data_has_shows_its_notice_wherever_it_stands() {
    let app = TestApp::with(&sourced()).await;

    import(&app, &[row("7/15/2024", "10.5555/ONE", "0", "Retraction")]).await;

    let expected = json!({"kind": "retracted", "on": "2024-07-15"});
    assert_eq!(notice(&app, "one-2015").await, expected);
    for (path, pointer) in [
        ("/v1/articles/about-one", "/references/0/reference/notice"),
        (
            "/v1/articles/about-one/references",
            "/items/0/reference/notice",
        ),
        ("/v1/therapies/cupping", "/references/0/reference/notice"),
    ] {
        let answer = app.get(path).await.json();
        let references = answer.pointer(pointer);
        assert_eq!(references, Some(&expected), "{path} {answer:#}");
    }
    assert_eq!(notice(&app, "two-2016").await, Value::Null);
    let path = "/v1/articles/about-one/references";
    for (form, expected) in [
        (".ris", "N1  - Retracted 2024-07-15\r\n"),
        (".bib", "= {retracted}"),
        (".txt", "[Retracted 2024-07-15]"),
        (".html", "[Retracted 2024-07-15]"),
    ] {
        let bibliography = app.get(&format!("{path}{form}")).await.text();
        assert!(bibliography.contains(expected), "{form} {bibliography}");
    }
}

#[actix_web::test]
async fn the_evidence_page_gives_no_level_to_what_was_retracted() {
    let folder = sourced();
    let trial = "@article{trial-2014, title = {T}, year = {2014}, doi = {10.5555/t}, study_type = {randomised_trial}}\n";
    folder.write("references/trial.bib", trial);
    folder.article("about-trial", "A trial [@trial-2014].");
    let app = TestApp::with(&folder).await;
    let page = "/v1/articles/about-trial/evidence.html";
    let mark = "<span class=\"level level-2\">";
    assert!(app.get(page).await.text().contains(mark));

    import(&app, &[row("7/15/2024", "10.5555/t", "0", "Retraction")]).await;

    let page = app.get(page).await.text();
    assert!(
        !page.contains(mark) && page.contains("<span class=\"level\">No level</span>"),
        "{page}"
    );
}

#[actix_web::test]
async fn an_import_changes_only_what_shows_a_notice_that_changed() {
    let app = TestApp::with(&sourced()).await;
    import(
        &app,
        &[row("7/15/2024", "unavailable", "99000002", "Retraction")],
    )
    .await;
    let before = tags(&app).await;

    import(
        &app,
        &[
            row("7/15/2024", "unavailable", "99000002", "Retraction"),
            row("7/16/2024", "10.5555/one", "0", "Expression of concern"),
            row("7/17/2024", "10.5555/nobody", "99000009", "Retraction"),
        ],
    )
    .await;

    let after = tags(&app).await;
    let changed: Vec<&str> = before
        .iter()
        .filter(|(path, tag)| after[*path] != **tag)
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        changed,
        [
            "/v1/articles/about-one",
            "/v1/articles/more",
            "/v1/references",
            "/v1/references/one-2015",
            "/v1/therapies/cupping",
        ]
    );
}

/// The tags of everything that is public.
async fn tags(app: &TestApp) -> BTreeMap<String, String> {
    let mut paths = vec!["/v1/references".to_owned()];
    for (list, name) in [
        ("articles", "slug"),
        ("therapies", "slug"),
        ("conditions", "slug"),
        ("references", "key"),
    ] {
        let path = format!("/v1/{list}");
        let page = app.get(&path).await.json();
        let items = page["items"].as_array().unwrap();
        let names = items.iter().map(|item| item[name].as_str().unwrap());
        paths.extend(names.map(|name| format!("{path}/{name}")));
        paths.push(path);
    }
    let mut tags = BTreeMap::new();
    for path in paths {
        let answer = app.get(&path).await;
        tags.insert(path, answer.header("etag").unwrap().to_owned());
    }
    tags
}

#[actix_web::test]
async fn newer_data_takes_the_place_of_older_data_whole() {
    let app = TestApp::with(&sourced()).await;
    import(
        &app,
        &[
            row("7/15/2023", "10.5555/one", "0", "Retraction"),
            row("7/15/2023", "10.5555/three", "0", "Correction"),
        ],
    )
    .await;

    let done = import(
        &app,
        &[
            row("7/15/2023", "10.5555/one", "0", "Retraction"),
            row("7/15/2024", "10.5555/one", "99000001", "Reinstatement"),
            row("7/15/2024", "0", "99000002", "Correction"),
        ],
    )
    .await;

    assert_eq!(notice(&app, "one-2015").await, Value::Null);
    assert_eq!(notice(&app, "three-2017").await, Value::Null);
    assert_eq!(notice(&app, "two-2016").await["kind"], "corrected");
    let RetractionImport::Done { changed } = done else {
        panic!("{done:?}");
    };
    let keys: Vec<&str> = changed.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["one-2015", "three-2017", "two-2016"]);
}

#[actix_web::test]
async fn a_reference_that_is_written_later_gets_the_notice_of_the_identifiers_that_it_has() {
    let app = TestApp::with(&sourced()).await;
    let editor = Editor::of(&app).await;
    import(&app, &[row("7/15/2024", "10.5555/late", "0", "Retraction")]).await;
    let path = "/v1/references/late-2018";
    let mut body = json!({
        "key": "late-2018", "type": "article-journal", "title": "Late", "author": [], "editor": [], "about": [],
        "other": {},
        "doi": "10.5555/late",
    });

    let created = editor
        .send(
            Method::PUT,
            path,
            &[("if-none-match", "*")],
            &body.to_string(),
        )
        .await;
    assert_eq!(created.status, 201, "{}", created.text());
    assert_eq!(notice(&app, "late-2018").await["kind"], "retracted");

    body["doi"] = json!("10.5555/other");
    let replaced = editor
        .send(Method::PUT, path, &[("if-match", "*")], &body.to_string())
        .await;
    assert_eq!(replaced.json()["notice"], Value::Null);
    assert_eq!(notice(&app, "late-2018").await, Value::Null);
}

#[actix_web::test]
async fn of_two_notices_the_graver_counts_whoever_says_it() {
    let folder = sourced();
    folder.write(
        "references/noticed.bib",
        "@article{a-1, title = {A}, year = {2001}, doi = {10.5555/a}, notice = {corrected}, notice_on = {2010-01-02}}\n\
         @article{b-1, title = {B}, year = {2001}, doi = {10.5555/b}, notice = {retracted}, notice_on = {2010-01-02}}\n",
    );
    let app = TestApp::with(&folder).await;

    import(
        &app,
        &[
            row("7/15/2024", "10.5555/a", "0", "Expression of concern"),
            row("7/15/2024", "10.5555/b", "0", "Correction"),
        ],
    )
    .await;

    let concern = json!({"kind": "concern", "on": "2024-07-15"});
    assert_eq!(notice(&app, "a-1").await, concern);
    let retracted = json!({"kind": "retracted", "on": "2010-01-02"});
    assert_eq!(notice(&app, "b-1").await, retracted);
}

#[actix_web::test]
async fn an_editor_who_sends_back_what_was_shown_does_not_make_the_notice_his_own() {
    let app = TestApp::with(&sourced()).await;
    let editor = Editor::of(&app).await;
    import(&app, &[row("7/15/2024", "10.5555/one", "0", "Retraction")]).await;
    let path = "/v1/references/one-2015";
    let mut shown = app.get(path).await.json();
    shown["title"] = json!("One, renamed");
    shown.as_object_mut().unwrap().remove("citation");

    let written = editor
        .send(Method::PUT, path, &[("if-match", "*")], &shown.to_string())
        .await;

    assert_eq!(written.json()["notice"]["kind"], "retracted");
    let revision = editor.get(&format!("{path}/revisions/2")).await.json();
    assert_eq!(
        revision["reference"]["title"], "One, renamed",
        "{revision:#}"
    );
    assert_eq!(revision["reference"]["notice"], Value::Null);
}

#[actix_web::test]
async fn what_the_data_retracts_is_not_published() {
    let folder = sourced();
    folder.article_with("new", "draft: true\n", "Words [@three-2017].");
    let app = TestApp::with(&folder).await;
    let editor = Editor::of(&app).await;
    import(
        &app,
        &[row("7/15/2024", "10.5555/three", "0", "Retraction")],
    )
    .await;

    let refused = editor.act("new", "publish", "{}").await;

    let problem: Value = serde_json::from_slice(&refused.body).unwrap();
    assert_eq!(problem["violations"][0]["code"], "REF003", "{problem:#}");
    app.get("/v1/articles/new").await.problem(404);
    let cupping = json!({
        "slug": "cupping", "name": "Cupping", "also_known_as": [], "summary": "Cups.", "contraindications": [],
        "description": [{"type": "paragraph", "content": [{"type": "citation", "references": ["three-2017"]}]}],
    });
    let headers = [("if-match", "*")];
    let refused = editor
        .send(
            Method::PUT,
            "/v1/therapies/cupping",
            &headers,
            &cupping.to_string(),
        )
        .await;
    assert_eq!(refused.problem(422)["violations"][0]["code"], "REF003");
}

#[actix_web::test]
async fn what_readers_saw_before_an_import_had_no_notice() {
    let clock = Clock::still(at("2026-11-01T12:00:00Z"));
    let app = TestApp::at(clock.clone(), &sourced()).await;
    clock.set(at("2026-11-02T12:00:00Z"));
    import(&app, &[row("7/15/2024", "10.5555/one", "0", "Retraction")]).await;
    clock.set(at("2026-11-03T12:00:00Z"));
    import(
        &app,
        &[row("7/16/2024", "10.5555/one", "0", "Reinstatement")],
    )
    .await;

    let mut seen = Vec::new();
    for day in ["2026-11-01", "2026-11-02", "2026-11-03"] {
        let (slug, locale) = (Slug::parse("about-one").unwrap(), None::<&Locale>);
        let then = at(&format!("{day}T12:00:00Z"));
        let article = app.store.article_as_of(&slug, locale, then).await.unwrap();
        seen.push(article.references[0].reference.notice.is_some());
    }

    assert_eq!(seen, [false, true, false]);
    let head = app.get("/v1/references/one-2015").await;
    assert_eq!(
        head.header("last-modified"),
        Some("Tue, 03 Nov 2026 12:00:00 GMT")
    );
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}
