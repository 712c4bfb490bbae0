//! The evidence of an article: what its claims rest on, and what the checks find for those who may know.

mod page;
pub mod phone;
mod since_review;

use std::collections::BTreeSet;
use std::fs;

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Answer, TestApp, texts};
use crate::editor::Editor;
use crate::folder::Folder;

const PATH: &str = "/v1/articles/massage-for-sciatica/evidence";
const PAGE: &str = "/v1/articles/massage-for-sciatica/evidence.html";

/// A claim that rests on one source.
const CLAIM: &str = "- **Less pain:** One client felt better [@bell-2008]. {#less-pain claim=limited therapy=swedish-massage condition=sciatica}\n";

fn tags(answer: &Answer) -> BTreeSet<String> {
    let tags = answer.header("cache-tag").unwrap().split(',');
    tags.map(str::to_owned).collect()
}

async fn report(app: &TestApp, slug: &str) -> Value {
    app.get(&format!("/v1/articles/{slug}/evidence"))
        .await
        .json()
}

async fn report_for_editors(app: &TestApp, slug: &str) -> Value {
    let editor = Editor::with_scope(app, "preview").await;
    let path = format!("/v1/articles/{slug}/evidence");
    editor.get(&path).await.json()
}

#[actix_web::test]
async fn the_report_on_a_single_client_is_of_level_4() {
    let app = TestApp::seeded().await;

    let report = app.get(PATH).await.json();

    let references = report["references"].as_array().unwrap();
    let bell = references
        .iter()
        .find(|entry| entry["reference"]["key"] == "bell-2008");
    let bell = &bell.unwrap()["reference"];
    assert_eq!(
        (&bell["study_type"], &bell["level"]["value"]),
        (&json!("case_report"), &json!(4))
    );
    assert_eq!(report["levels"]["scheme"], "oxford_cebm_2011");
    assert_eq!(
        report["levels"]["counts"][3],
        json!({"level": 4, "references": 3})
    );
}

#[actix_web::test]
async fn every_claim_of_the_article_is_told_with_its_words_and_its_sources() {
    let app = TestApp::seeded().await;

    let report = app.get(PATH).await.json();

    let claims = report["claims"].as_array().unwrap();
    let claim = claims
        .iter()
        .find(|claim| claim["block"] == "easier-movement")
        .unwrap();
    assert_eq!(claim["section"]["id"], "benefits");
    assert_eq!(claim["strength"], "insufficient");
    assert_eq!(claim["condition"]["name"], "Sciatica");
    let text = claim["text"].as_str().unwrap();
    assert!(text.starts_with("Easier movement: One client"), "{text}");
    assert!(text.ends_with("in the shoulder [10]."), "{text}");
    assert_eq!(claim["references"], json!(["bell-2008", "yeun-2017"]));
    let written = fs::read_to_string("seed/articles/massage-for-sciatica.md").unwrap();
    assert_eq!(
        claim["rests_on"],
        "One meta-analysis (level 1) and one case report (level 4). A report on one person cannot show that a treatment \
         helps in general. One of its sources is about something else: shoulder."
    );
    assert_eq!(claims.len(), written.matches(" claim=").count());
}

#[actix_web::test]
async fn a_claim_on_one_case_report_says_that_it_shows_nothing_in_general() {
    let folder = Folder::with_entries();
    folder.article("a", CLAIM);
    let app = TestApp::with(&folder).await;

    let report = report(&app, "a").await;

    let claim = &report["claims"][0];
    assert_eq!(claim["best_level"]["value"], 4);
    assert_eq!(
        claim["rests_on"],
        "One case report (level 4). A report on one person cannot show that a treatment helps in general."
    );
    assert!(claim.get("section").is_none());
}

#[actix_web::test]
async fn claims_are_found_wherever_they_stand_in_reading_order() {
    let claim = "claim=limited therapy=swedish-massage condition=sciatica";
    let folder = Folder::with_entries();
    folder.article(
        "a",
        &format!(
            "First [@bell-2008]. {{#first {claim}}}\n\n## Part {{#part}}\n\n> [!NOTE] Mind\n> Second. {{#second {claim}}}\n>\n\
             > - **Third:** Words [@bell-2008]. {{#third {claim}}}\n>   - More [@yeun-2017].\n\
             > - **Why?:** Nobody knows. {{#why {claim}}}\n\n\
             ::: disclaimer\nFourth. {{#fourth {claim}}}\n:::"
        ),
    );
    let app = TestApp::with(&folder).await;

    let report = report(&app, "a").await;

    assert_eq!(
        texts(&report["claims"], "/block"),
        ["first", "second", "third", "why", "fourth"]
    );
    assert_eq!(report["claims"][1]["section"]["heading"], "Part");
    assert_eq!(report["claims"][1]["references"], json!([]));
    assert!(report["claims"][1].get("best_level").is_none());
    assert_eq!(report["claims"][2]["text"], "Third: Words [1]. More [2].");
    assert_eq!(report["claims"][3]["text"], "Why? Nobody knows.");
}

#[actix_web::test]
async fn nobody_without_a_key_sees_findings_and_caches_may_keep_the_report() {
    let app = TestApp::seeded().await;
    let article = app.get("/v1/articles/massage-for-sciatica").await;
    let id = article.json()["id"].as_str().unwrap().to_owned();

    let answers = [app.get(PATH).await, app.get(PAGE).await];

    for answer in answers {
        assert_eq!(answer.status, StatusCode::OK);
        let control = answer.header("cache-control").unwrap();
        assert!(control.starts_with("public, "), "{control}");
        let mut expected = tags(&article);
        expected.insert(format!("evidence:{id}"));
        assert_eq!(tags(&answer), expected);
        assert_eq!(
            answer.header("last-modified"),
            article.header("last-modified")
        );
        assert!(!answer.text().contains("\"checks\""));
        assert!(!answer.text().contains("What the checks found"));
    }
}

#[actix_web::test]
async fn with_a_key_of_scope_preview_the_findings_are_there_and_nobody_keeps_them() {
    let folder = Folder::with_entries();
    let uncited = "Uncited. {#uncited claim=limited therapy=swedish-massage condition=sciatica}\n";
    folder.article_with(
        "a",
        "accept: [{code: DISC001, reason: It is on the page of the clinic.}]\n",
        &format!("## Part {{#part}}\n\n{uncited}"),
    );
    let app = TestApp::with(&folder).await;
    let reader = Editor::with_scope(&app, "read").await;
    let editor = Editor::with_scope(&app, "preview").await;

    let (json, page) = (
        editor.get("/v1/articles/a/evidence").await,
        editor.get("/v1/articles/a/evidence.html").await,
    );
    let without = reader.get("/v1/articles/a/evidence").await;

    for answer in [&json, &page, &without] {
        assert_eq!(answer.header("cache-control"), Some("private, no-store"));
        assert_eq!(answer.header("cache-tag"), None);
        assert!(answer.header("etag").is_some());
    }
    let checks = &json.json()["checks"];
    let findings = checks["findings"].as_array().unwrap();
    let uncited = findings
        .iter()
        .find(|found| found["code"] == "CIT004")
        .unwrap();
    assert_eq!(
        (&uncited["block"], &uncited["severity"], &uncited["section"]),
        (
            &json!("uncited"),
            &json!("warning"),
            &json!("/v1/articles/a/sections/part")
        )
    );
    assert!(findings.iter().all(|found| found["code"] != "DISC001"));
    assert_eq!(
        checks["accepted"],
        json!([{"code": "DISC001", "reason": "It is on the page of the clinic."}])
    );
    assert!(page.text().contains("What the checks found"));
    assert!(page.text().contains("the claim cites nothing"));
    assert!(without.json().get("checks").is_none());
    let anonymous = app.get("/v1/articles/a/evidence").await;
    assert!(anonymous.json().get("checks").is_none());
    assert!(!anonymous.text().contains("page of the clinic"));
}

#[actix_web::test]
async fn another_study_type_changes_the_report_of_exactly_the_articles_that_cite_it() {
    let folder = Folder::of_seed();
    let app = TestApp::with(&folder).await;
    let others = [
        "/v1/articles/piriformis-syndrome/evidence",
        "/v1/articles/deep-tissue-massage-for-low-back-pain/evidence",
    ];
    let (before, page) = (app.get(PATH).await, app.get(PAGE).await);
    let mut unchanged = Vec::new();
    for path in others {
        unchanged.push(app.get(path).await.header("etag").unwrap().to_owned());
    }
    let bibliography = fs::read_to_string(folder.path().join("references.bib")).unwrap();
    let changed = bibliography.replace("{case_report}", "{case_series}");
    assert_ne!(changed, bibliography);
    folder.write("references.bib", &changed);

    app.apply(&folder).await;

    let after = app.get(PATH).await;
    assert_ne!(after.header("etag"), before.header("etag"));
    assert_ne!(app.get(PAGE).await.header("etag"), page.header("etag"));
    let cites = |answer: &Answer| answer.text().contains("\"bell-2008\"");
    for (path, tag) in others.into_iter().zip(unchanged) {
        let now = app.get(path).await;
        let is_same = now.header("etag") == Some(tag.as_str());
        assert_eq!(is_same, !cites(&now), "{path}");
    }
    let movement = &after.json()["claims"][3];
    let said = movement["rests_on"].as_str().unwrap();
    assert!(said.contains("one case series (level 4)"), "{said}");
}

#[actix_web::test]
async fn what_is_not_published_has_no_report_and_what_was_renamed_leads_to_it() {
    let folder = Folder::with_entries();
    folder.article_with("kept-back", "draft: true\n", CLAIM);
    folder.article_with("new", "previous_slugs: [old]\n", CLAIM);
    let app = TestApp::with(&folder).await;
    let key = format!("Bearer {}", app.key("admin").await);

    for suffix in ["", ".html"] {
        for slug in ["kept-back", "nothing"] {
            let path = format!("/v1/articles/{slug}/evidence{suffix}");
            app.get(&path).await.problem(404);
            let with_key = app.get_with(&path, &[("authorization", &key)]).await;
            with_key.problem(404);
        }
        let path = format!("/v1/articles/old/evidence{suffix}?locale=en");
        let moved = app.get(&path).await;
        let expected = format!("/v1/articles/new/evidence{suffix}?locale=en");
        assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT);
        assert_eq!(moved.header("location"), Some(expected.as_str()));
    }
    app.get(&format!("{PATH}.pdf")).await.problem(404);
    app.get("/v1/articles/new/evidence?style=x")
        .await
        .problem(400);
}

#[actix_web::test]
async fn accept_decides_what_has_no_suffix_and_the_memory_of_one_form_is_not_given_for_another() {
    let app = TestApp::seeded().await;
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    for _ in 0..2 {
        let json = app.get_with(PATH, &[("accept", "*/*")]).await;
        let page = app.get_with(PATH, &[("accept", browser)]).await;
        let none = app.get_with(PATH, &[("accept", "audio/ogg")]).await;

        assert_eq!(json.header("content-type"), Some("application/json"));
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("private, max-age=60"));
        none.problem(406);
        for answer in [json, page] {
            assert_eq!(
                answer.header("vary"),
                Some("authorization, Accept, Accept-Encoding")
            );
        }
    }
}
