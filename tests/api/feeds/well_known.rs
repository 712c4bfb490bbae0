//! What is kept at well-known paths.

use actix_web::http::Method;
use jiff::ToSpan as _;
use serde_json::Value;
use sinew::content::Moment;
use url::Url;

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
    check_linkset(&linkset);
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

/// The rules of RFC 9264: one member, contexts with an anchor, and for each relation targets with an address.
#[track_caller]
fn check_linkset(linkset: &Value) {
    assert_eq!(linkset.as_object().unwrap().len(), 1);
    for context in linkset["linkset"].as_array().unwrap() {
        for (relation, targets) in context.as_object().unwrap() {
            if relation == "anchor" {
                Url::parse(&text(targets)).unwrap();
                continue;
            }
            let targets = targets.as_array().unwrap();
            assert!(!targets.is_empty(), "{relation}");
            for target in targets {
                Url::parse(&text(&target["href"])).unwrap();
                let attributes = target.as_object().unwrap().keys();
                let known = ["href", "type"];
                assert!(
                    attributes
                        .into_iter()
                        .all(|name| known.contains(&name.as_str()))
                );
            }
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
    check_security_text(&before.text(), "2026-11-22T12:00:00Z");
    assert_eq!(before.text(), text("2027-06-01T00:00:00Z"));
    assert_eq!(after.text(), text("2027-09-01T00:00:00Z"));
}

/// The rules of RFC 9116: fields a line each, a contact, one moment that is ahead and less than a year so, all addresses as
/// URIs, those of the web by https.
#[track_caller]
fn check_security_text(text: &str, now: &str) {
    let fields: Vec<(&str, &str)> = text
        .lines()
        .map(|line| line.split_once(": ").unwrap())
        .collect();
    let values = |name: &str| {
        let named = fields.iter().filter(|(field, _)| *field == name);
        named.map(|(_, value)| *value).collect::<Vec<_>>()
    };
    assert!(!values("Contact").is_empty());
    for address in [values("Contact"), values("Canonical")].concat() {
        assert_ne!(Url::parse(address).unwrap().scheme(), "http");
    }
    let [expires] = values("Expires")[..] else {
        panic!("{text}");
    };
    let (expires, now) = (Moment::parse(expires).unwrap(), Moment::parse(now).unwrap());
    assert!(now < expires && expires.day() < now.day().saturating_add(365.days()));
    let known = ["Contact", "Expires", "Canonical"];
    assert!(fields.iter().all(|(field, _)| known.contains(field)));
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
