//! Warnings that a setting raises: they stop publications wherever these are made, and drafts nowhere.

use sinew::content::{Code, Rules};

use crate::app::TestApp;
use crate::desk::Desk;
use crate::editor::Editor;
use crate::folder::Folder;

const DISCLAIMED: &str = "Words.\n\n::: disclaimer\nAsk first.\n:::";

fn raised() -> Rules {
    Rules {
        raised: [Code::NoDisclaimer].into(),
        ..Rules::default()
    }
}

async fn app(front_matter: &str, body: &str) -> TestApp {
    let folder = Folder::with_entries();
    folder.article_with("a", &format!("draft: true\n{front_matter}"), body);
    TestApp::with_rules(raised(), &folder).await
}

#[actix_web::test]
async fn a_raised_warning_stops_a_publication_with_its_place() {
    let app = app("", "Words.").await;
    let editor = Editor::of(&app).await;

    let problem = editor.act("a", "publish", "{}").await.problem(409);
    let later = r#"{"at": "2027-01-01T00:00:00Z"}"#;
    let scheduled = editor.act("a", "publish", later).await.problem(409);

    assert_eq!(problem["type"], "/problems/unpublishable");
    let violations = problem["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 1, "{problem}");
    assert_eq!(violations[0]["code"], "DISC001");
    assert_eq!(violations[0]["pointer"], "#/title");
    assert_eq!(scheduled["violations"][0]["code"], "DISC001");
    app.get("/v1/articles/a").await.problem(404);
}

#[actix_web::test]
async fn a_reason_forces_it_and_is_kept() {
    let app = app("", "Words.").await;
    let editor = Editor::of(&app).await;
    let forced = r#"{"force": {"reason": "The site shows one"}}"#;

    let standing = editor.act("a", "publish", forced).await.json();

    assert!(standing["published_revision"].is_number(), "{standing}");
    let admin = Editor::with_scope(&app, "admin").await;
    let log = admin.get("/v1/audit").await.text();
    assert!(log.contains("The site shows one"), "{log}");
}

#[actix_web::test]
async fn what_is_mended_or_accepted_is_published_without_force() {
    let accept = "accept: [{code: DISC001, reason: The site shows one.}]\n";
    for (front_matter, body) in [("", DISCLAIMED), (accept, "Words.")] {
        let app = app(front_matter, body).await;
        let editor = Editor::of(&app).await;

        let standing = editor.act("a", "publish", "{}").await.json();

        assert!(standing["published_revision"].is_number(), "{standing}");
        let draft = editor.get("/v1/articles/a/draft").await.text();
        assert_eq!(
            draft.contains("The site shows one."),
            front_matter == accept
        );
    }
}

#[actix_web::test]
async fn a_draft_is_stored_and_the_finding_is_an_error_of_it() {
    let app = app("", DISCLAIMED).await;
    let editor = Editor::of(&app).await;
    let draft = r#"{"title": "Another", "summary": "Words.", "introduction": [], "sections": []}"#;
    let path = "/v1/articles/another/draft";

    let written = editor
        .send(
            actix_web::http::Method::PUT,
            path,
            &[("if-none-match", "*")],
            draft,
        )
        .await;

    assert_eq!(written.status, 201, "{}", written.text());
    let written: serde_json::Value = serde_json::from_slice(&written.body).unwrap();
    let findings = written["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["code"] == "DISC001");
    assert_eq!(found.unwrap()["severity"], "error");
}

#[actix_web::test]
async fn a_folder_that_is_sent_is_held_to_the_rules_of_the_server() {
    let app = app("", DISCLAIMED).await;
    let editor = Editor::of(&app).await;
    let text = |front_matter: &str, body: &str| {
        let text = format!("---\ntitle: B\nsummary: Words.\n{front_matter}---\n\n{body}\n");
        let file = serde_json::json!({"path": "articles/b.md", "text": text});
        serde_json::json!({"version": 1, "files": [file]}).to_string()
    };
    let send = async |act: &str, folder: &str| {
        let path = format!("/v1/seed/{act}");
        editor
            .send(actix_web::http::Method::POST, &path, &[], folder)
            .await
    };

    for act in ["plan", "apply"] {
        let problem = send(act, &text("", "Words.")).await.problem(422);

        let violation = &problem["violations"][0];
        assert_eq!(violation["code"], "DISC001", "{problem}");
        assert_eq!(
            (&violation["file"], &violation["line"]),
            (&"articles/b.md".into(), &2.into())
        );
    }
    let draft = send("plan", &text("draft: true\n", "Words.")).await.json();
    let codes = draft["warnings"].as_array().unwrap().iter();
    assert!(
        codes.clone().any(|warning| warning["code"] == "DISC001"),
        "{draft}"
    );
    assert_eq!(send("apply", &text("", DISCLAIMED)).await.status, 200);
}

#[test]
fn a_raised_warning_stops_plan_apply_and_the_first_filling() {
    let desk = Desk::new();
    let folder = desk.folder.path().to_str().unwrap().to_owned();

    let plan = desk.run("plan", &["--raise", "disc001"]);
    let apply = desk.run("apply", &["--raise", "CIT004,DISC001"]);
    let serve = desk.run_bare("serve", &["--seed", &folder, "--raise", "DISC001"]);

    for said in [plan, apply, serve] {
        assert_eq!(said.status, 1, "{}", said.err);
        assert!(said.err.contains("error[DISC001]"), "{}", said.err);
        assert!(said.err.contains("articles/a.md:2:1"), "{}", said.err);
        assert_eq!(said.out, "");
    }
    assert!(!desk.path("sinew.db").exists());
}

#[test]
fn the_doctor_holds_the_folder_to_what_is_raised() {
    let desk = Desk::new();
    desk.apply();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    let examine = |raise: &[&str]| {
        let arguments = [&["--seed", &folder, "--format", "json"], raise].concat();
        let said = desk.run_bare("doctor", &arguments);
        let findings: Vec<serde_json::Value> = serde_json::from_str(&said.out).unwrap();
        let of_folder = findings
            .into_iter()
            .find(|finding| finding["check"] == "seed_folder");
        (said.status, of_folder.unwrap())
    };

    let (status, finding) = examine(&[]);
    assert_eq!((status, &finding["state"]), (0, &"ok".into()), "{finding}");
    let (status, finding) = examine(&["--raise", "DISC001"]);
    assert_eq!(
        (status, &finding["state"]),
        (1, &"error".into()),
        "{finding}"
    );
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("1 error"), "{message}");
}

#[test]
fn a_plan_that_was_kept_is_held_to_the_rules_of_its_apply() {
    let desk = Desk::new();
    let planned = desk.run("plan", &["--out", "kept.json"]);
    assert_eq!(planned.status, 3, "{}", planned.err);

    let said = desk.run_bare("apply", &["--plan", "kept.json", "--raise", "DISC001"]);

    assert_eq!(said.status, 1);
    assert!(said.err.contains("error[DISC001]"), "{}", said.err);
}

#[test]
fn what_is_not_raised_is_one_line_of_plan_and_apply() {
    let desk = Desk::new();
    desk.folder.article(
        "b",
        "Read [here](https://example.org/), [here](https://example.com/).",
    );
    let checked = desk.run("check", &[]);
    let count = checked
        .out
        .lines()
        .filter(|line| line.starts_with("warning["))
        .count();

    let planned = desk.run("plan", &[]);
    let applied = desk.run("apply", &[]);

    let folder = desk.folder.path().display();
    let line = format!("{folder}: {count} warnings of the checks; run `sinew check {folder}`\n");
    assert!(count >= 3, "{}", checked.out);
    assert_eq!((applied.status, applied.err), (0, line.clone()));
    assert!(planned.err.starts_with(&line), "{}", planned.err);
}

#[test]
fn an_unknown_code_cannot_be_raised() {
    let desk = Desk::new();

    let said = desk.run("apply", &["--raise", "DISC01"]);

    assert_eq!(said.status, 2);
    assert!(
        said.err.contains("the nearest that exists is `DISC001`"),
        "{}",
        said.err
    );
}
