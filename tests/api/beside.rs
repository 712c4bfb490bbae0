//! What a database knows of a folder that its files do not say: `plan`, `apply` and folders over HTTP are held to it.

use actix_web::http::Method;
use serde_json::{Value, json};
use sinew::content::{Code, Rules};
use sinew::desk::Schedule;
use walkdir::{DirEntry, WalkDir};

use crate::app::{TestApp, clock};
use crate::desk::Desk;
use crate::editor::Editor;
use crate::folder::Folder;

const RETRACTED: &str = "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,\
    RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,\
    Notes\n\
    1,One,,,,,,A. Example,,,7/15/2024 0:00,10.5555/notice,0,1/2/2015 0:00,10.5555/one,0,Retraction,,No,\n";

const REVIEWED: &str = "authors: [ada]\nreview: {by: [ada], on: 2026-11-01, kind: clinical}\n";

fn raised(code: Code) -> Rules {
    Rules {
        raised: [code].into(),
        ..Rules::default()
    }
}

/// A folder whose article cites a paper of our own invention.
fn citing(folder: &Folder) {
    folder.write(
        "references/own.bib",
        "@article{one-2015, title = {One}, author = {Example, A.}, year = {2015}, doi = {10.5555/one}}\n",
    );
    folder.article("b", "Words.\n\nOne [@one-2015].");
}

async fn send(app: &TestApp, act: &str, folder: &Folder) -> crate::app::Answer {
    let editor = Editor::of(app).await;
    let sent = |file: DirEntry| {
        let path = file.path().strip_prefix(folder.path()).unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        json!({"path": path, "text": text})
    };
    let files = WalkDir::new(folder.path()).into_iter().map(Result::unwrap);
    let files: Vec<Value> = files
        .filter(|file| file.file_type().is_file())
        .map(sent)
        .collect();
    let body = json!({"version": 1, "files": files}).to_string();
    let path = format!("/v1/seed/{act}");
    editor.send(Method::POST, &path, &[], &body).await
}

#[test]
fn a_source_that_imported_data_calls_retracted_stops_a_plan_and_an_apply_where_it_is_cited() {
    let desk = Desk::new();
    desk.apply();
    citing(&desk.folder);
    std::fs::write(desk.path("data.csv"), RETRACTED).unwrap();
    let imported = desk.run_bare("retractions", &["import", "data.csv"]);
    assert_eq!(imported.status, 0, "{}", imported.err);

    let check = desk.run("check", &[]);
    let plan = desk.run("plan", &[]);
    let apply = desk.run("apply", &[]);

    assert_eq!(check.status, 0, "a folder knows nothing of the data");
    for said in [plan, apply] {
        assert_eq!(said.status, 1, "{}", said.err);
        assert!(said.err.contains("error[REF003]"), "{}", said.err);
        assert!(said.err.contains("articles/b.md:8:6"), "{}", said.err);
    }
}

#[test]
fn a_draft_that_cites_it_is_applied_with_a_warning() {
    let desk = Desk::new();
    desk.apply();
    citing(&desk.folder);
    desk.folder
        .article_with("b", "draft: true\n", "One [@one-2015].");
    std::fs::write(desk.path("data.csv"), RETRACTED).unwrap();
    desk.run_bare("retractions", &["import", "data.csv"]);

    let said = desk.run("apply", &[]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("warning[REF003]"), "{}", said.err);
}

#[actix_web::test]
async fn a_review_over_http_is_one_for_a_folder_too() {
    let folder = Folder::with_entries();
    folder.write(
        "people.yaml",
        "- {slug: ada, name: Ada Example, role: Editor, credentials: MSc}\n",
    );
    folder.article("a", "Words.");
    let app = TestApp::with_rules(raised(Code::NeverReviewed), &folder).await;
    let refused = send(&app, "plan", &folder).await.problem(422);
    assert_eq!(refused["violations"][0]["code"], "REV001", "{refused}");
    let editor = Editor::of(&app).await;
    let review = json!({"revision": 1, "by": ["ada"], "on": "2026-11-20", "kind": "editorial"});

    let made = editor
        .send(
            Method::POST,
            "/v1/articles/a/reviews",
            &[],
            &review.to_string(),
        )
        .await;

    assert_eq!(made.status, 201, "{}", made.text());
    let plan = send(&app, "plan", &folder).await.json();
    assert_eq!(plan["changes"], json!([]));
}

#[actix_web::test]
async fn a_text_that_would_change_after_its_review_is_told_of_before_it_is_applied() {
    let folder = Folder::with_entries();
    folder.article_with("a", REVIEWED, "Words.");
    let app = TestApp::with_rules(raised(Code::ChangedSinceReview), &folder).await;
    assert_eq!(send(&app, "plan", &folder).await.status, 200);

    folder.article_with("a", REVIEWED, "Other words.");
    let refused = send(&app, "apply", &folder).await.problem(422);

    let violation = &refused["violations"][0];
    assert_eq!(violation["code"], "REV003", "{refused}");
    let message = violation["message"].as_str().unwrap();
    assert!(message.contains("its review of 2026-11-01"), "{message}");
    folder.article_with("a", &REVIEWED.replace("11-01", "11-21"), "Other words.");
    assert_eq!(send(&app, "apply", &folder).await.status, 200);
}

#[actix_web::test]
async fn a_publication_at_its_moment_is_held_to_the_review_that_counts_then() {
    let folder = Folder::with_entries();
    folder.article_with("a", REVIEWED, "Words.");
    let clock = clock();
    let app = TestApp::at(clock.clone(), &folder).await;
    let editor = Editor::of(&app).await;
    let draft =
        format!("---\ntitle: About a\nsummary: What a is.\n{REVIEWED}---\n\nOther words.\n");
    let markdown = [("content-type", "text/markdown"), ("if-match", "*")];
    let path = "/v1/articles/a/draft";
    let put = editor.send(Method::PUT, path, &markdown, &draft).await;
    assert_eq!(put.status, 200, "{}", put.text());
    let at = r#"{"at": "2026-11-22T13:00:00Z"}"#;
    editor.act("a", "publish", at).await.json();

    clock.set(sinew::content::Moment::parse("2026-11-22T13:00:00Z").unwrap());
    let store = app
        .store
        .clone()
        .with_rules(raised(Code::ChangedSinceReview));
    Schedule::new(store).keep().await.unwrap();

    let failed = editor.get("/v1/reviews?state=failed").await.json();
    assert_eq!(
        failed["items"][0]["findings"][0]["code"], "REV003",
        "{failed}"
    );
}

#[test]
fn what_readers_have_already_holds_up_no_other_text() {
    let desk = Desk::new();
    citing(&desk.folder);
    desk.apply();
    std::fs::write(desk.path("data.csv"), RETRACTED).unwrap();
    desk.run_bare("retractions", &["import", "data.csv"]);
    desk.folder.article("c", "An urgent word.");

    let said = desk.run("apply", &[]);
    desk.folder.article("b", "Other words.\n\nOne [@one-2015].");
    let changed = desk.run("apply", &[]);

    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.err.contains("warning[REF003]"), "{}", said.err);
    assert!(
        said.err.contains("as the imported data says"),
        "{}",
        said.err
    );
    assert!(said.out.contains("created article c"), "{}", said.out);
    assert_eq!(changed.status, 1, "{}", changed.err);
}

#[actix_web::test]
async fn a_draft_beside_a_published_file_has_a_review_of_its_own() {
    let folder = Folder::with_entries();
    folder.article("a", "Words.");
    let app = TestApp::with_rules(raised(Code::NeverReviewed), &folder).await;
    let draft =
        format!("---\ntitle: About a\nsummary: What a is.\n{REVIEWED}---\n\nOther words.\n");
    folder.write("articles/a.draft.md", &draft);
    app.apply(&folder).await;

    let refused = send(&app, "plan", &folder).await.problem(422);

    assert_eq!(refused["violations"][0]["code"], "REV001", "{refused}");
    assert_eq!(
        refused["violations"][0]["file"], "articles/a.md",
        "{refused}"
    );
}

#[actix_web::test]
async fn a_review_that_counted_under_another_rule_is_due_when_it_said() {
    let folder = Folder::with_entries();
    folder.article_with("a", &REVIEWED.replace("2026-11-01", "2024-01-01"), "Words.");
    let app = TestApp::with(&folder).await;
    let rules = Rules {
        review_interval_months: 12,
        ..raised(Code::ReviewOverdue)
    };
    let store = app.store.clone().with_rules(rules.clone());
    let locale = sinew::content::Locale::parse("en").unwrap();
    let mut reading = sinew::seed::read(folder.path(), &locale);

    let beside = store.beside(&reading.library).await.unwrap();
    let today = jiff::civil::date(2026, 11, 22);
    sinew::seed::advise(&mut reading, &rules, today, &beside);

    let overdue = |fault: &sinew::seed::Fault| fault.code == Code::ReviewOverdue;
    assert!(!reading.faults.iter().any(overdue), "{:?}", reading.faults);
}

#[actix_web::test]
async fn a_saved_plan_is_applied_in_its_own_locale() {
    let desk = Desk::with(Folder::with_entries());
    desk.folder.article("ja", "Worte.");
    let locale = ["--locale", "de"];
    let applied = desk.run("apply", &locale);
    assert_eq!(applied.status, 0, "{}", applied.err);
    desk.folder
        .article_with("yes", "locale: en\ntranslation_of: ja\n", "Words.");
    let planned = desk.run("plan", &["--locale", "de", "--out", "kept.json"]);
    assert_eq!(planned.status, 3, "{}", planned.err);

    let said = desk.run_bare("apply", &["--plan", "kept.json"]);

    assert_eq!(said.status, 0, "{}", said.err);
    let groups =
        "SELECT count(DISTINCT translation_group) FROM article WHERE slug IN ('ja', 'yes')";
    assert_eq!(desk.count(groups).await, 1);
}

#[test]
fn a_faulty_folder_brings_no_database_up_to_date() {
    let desk = Desk::new();
    desk.apply();
    let before = std::fs::read(desk.path("sinew.db")).unwrap();
    desk.folder.article("b", "Words [@unknown].");

    let said = desk.run("apply", &[]);

    assert_eq!(said.status, 1, "{}", said.err);
    assert_eq!(std::fs::read(desk.path("sinew.db")).unwrap(), before);
}
