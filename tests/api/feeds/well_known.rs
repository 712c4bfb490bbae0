//! What is kept at well-known paths.

use actix_web::http::Method;
use serde_json::Value;
use sinew::content::Moment;

use super::{HOST, app, text};
use crate::app::{TestApp, clock};
use crate::folder::Folder;
use crate::program::{run, sinew};

#[actix_web::test]
async fn the_catalogue_leads_to_what_describes_the_api() {
    let app = app().await;

    let catalogue = app.get("/.well-known/api-catalog").await;
    let head = app.send(Method::HEAD, "/.well-known/api-catalog").await;

    assert_eq!(
        catalogue.header("content-type"),
        Some("application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"")
    );
    assert!(head.header("link").unwrap().contains("rel=\"api-catalog\""));
    let linkset: Value = serde_json::from_slice(&catalogue.body).unwrap();
    let links = &linkset["linkset"][0];
    assert_eq!(links["anchor"], format!("{HOST}/"));
    for relation in ["service-desc", "service-doc", "status"] {
        for link in links[relation].as_array().unwrap() {
            let path = text(&link["href"]).strip_prefix(HOST).unwrap().to_owned();
            let found = app.get(&path).await;
            assert_eq!(found.status, 200, "{path}");
            let media_type = found.header("content-type").unwrap();
            assert!(media_type.starts_with(&text(&link["type"])), "{path}");
        }
    }
}

#[actix_web::test]
async fn the_root_leads_programs_to_the_document() {
    let app = app().await;

    let root = app.get("/").await;

    let link = root.header("link").unwrap();
    assert!(link.contains("</openapi.yaml>; rel=\"service-desc\""));
    assert!(link.contains("</.well-known/api-catalog>; rel=\"api-catalog\""));
}

#[actix_web::test]
async fn whoever_finds_a_weakness_is_told_where_to_report_it() {
    let clock = clock();
    let app = TestApp::known_as(HOST, clock.clone(), &Folder::empty()).await;

    let before = app.get("/.well-known/security.txt").await;
    clock.set(Moment::parse("2027-02-01T00:00:00Z").unwrap());
    let after = app.get("/.well-known/security.txt").await;

    assert_eq!(
        before.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let rest = format!("Canonical: {HOST}/.well-known/security.txt\n");
    let text =
        |expires| format!("Contact: mailto:security@example.org\nExpires: {expires}\n{rest}");
    assert_eq!(before.text(), text("2027-06-01T00:00:00Z"));
    assert_eq!(after.text(), text("2027-09-01T00:00:00Z"));
}

#[actix_web::test]
async fn without_a_contact_there_is_no_security_text_and_the_problem_says_what_to_do() {
    let app = TestApp::seeded().await;

    let problem = app.get("/.well-known/security.txt").await.problem(404);

    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("SINEW_SECURITY_CONTACT"), "{detail}");
}

#[test]
fn a_contact_that_nobody_can_reach_is_wrong_usage() {
    for contact in [
        "security@example.org",
        "ftp://example.org",
        "mailto:",
        "javascript:alert(1)",
    ] {
        let output = run(sinew().args(["doctor", "--security-contact", contact]));

        assert_eq!(output.status.code(), Some(2), "{contact}");
    }
}
