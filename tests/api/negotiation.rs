//! What a client accepts: media types and content codings.

use std::io::Read;

use crate::app::TestApp;
use crate::document::{document, example_path};

const ARTICLE: &str = "/v1/articles/massage-for-sciatica";
/// What there is as JSON only.
const LIST: &str = "/v1/articles";

#[actix_web::test]
async fn what_a_client_does_not_accept_is_406() {
    let app = TestApp::seeded().await;

    for (accept, status) in [
        ("application/json", 200),
        ("*/*", 200),
        ("application/*;q=0.1", 200),
        ("text/html, */*;q=0.8", 200),
        ("APPLICATION/JSON", 200),
        ("application/json;charset=utf-8", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
        ("application/json;q=0, */*", 406),
        ("image/avif, image/webp", 406),
    ] {
        let answer = app.get_with(LIST, &[("accept", accept)]).await;

        assert_eq!(answer.status.as_u16(), status, "{accept}");
        if status == 406 {
            let problem = answer.problem(406);
            assert_eq!(problem["detail"], "there is only application/json");
        }
    }
}

#[actix_web::test]
async fn every_coding_gives_the_same_content() {
    let app = TestApp::seeded().await;
    let plain = app.get(ARTICLE).await.body;

    for (accepted, expected) in [
        ("br, zstd, gzip", "br"),
        ("gzip, deflate, br;q=0.5, zstd;q=0.4", "gzip"),
        ("zstd;q=1, br;q=0.9", "zstd"),
        ("*", "br"),
        ("gzip;q=0, *;q=0.1", "br"),
        ("GZIP", "gzip"),
    ] {
        let answer = app
            .get_with(ARTICLE, &[("accept-encoding", accepted)])
            .await;

        assert_eq!(
            answer.header("content-encoding"),
            Some(expected),
            "{accepted}"
        );
        assert_eq!(decoded(expected, &answer.body), plain, "{accepted}");
        assert!(answer.body.len() < plain.len() / 2, "{accepted}");
    }
}

#[actix_web::test]
async fn identity_is_given_unless_it_is_excluded() {
    let app = TestApp::seeded().await;

    for accepted in [
        "identity",
        "deflate",
        "br;q=0, gzip;q=0, zstd;q=0",
        "",
        "gzip;q=0",
    ] {
        let answer = app
            .get_with(ARTICLE, &[("accept-encoding", accepted)])
            .await;

        assert_eq!(answer.status, 200, "{accepted}");
        assert_eq!(answer.header("content-encoding"), None, "{accepted}");
    }
    for excluding in ["identity;q=0", "*;q=0", "deflate, identity;q=0"] {
        let answer = app
            .get_with(ARTICLE, &[("accept-encoding", excluding)])
            .await;

        answer.problem(406);
    }
}

#[actix_web::test]
async fn small_answers_and_images_are_not_coded() {
    let app = TestApp::seeded().await;

    let small = app
        .get_with("/health/live", &[("accept-encoding", "br")])
        .await;

    assert_eq!(small.header("content-encoding"), None);
    assert_eq!(small.header("vary"), Some("Accept-Encoding"));
}

#[actix_web::test]
async fn every_answer_varies_with_what_it_depends_on() {
    let app = TestApp::seeded().await;
    let document = document();
    let mut paths: Vec<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| example_path(path, item))
        .collect();
    paths.extend(["/nothing".to_owned(), "/v1/articles?limit=0".to_owned()]);

    for path in paths {
        for accepted in ["identity", "br"] {
            let answer = app.get_with(&path, &[("accept-encoding", accepted)]).await;

            let vary = answer.header("vary").unwrap_or_default();
            assert!(vary.contains("Accept-Encoding"), "{path} {accepted} {vary}");
        }
    }
}

fn decoded(coding: &str, bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    match coding {
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut content),
        "zstd" => zstd::Decoder::new(bytes).unwrap().read_to_end(&mut content),
        _ => flate2::read::GzDecoder::new(bytes).read_to_end(&mut content),
    }
    .unwrap();
    content
}
