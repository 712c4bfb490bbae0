//! What browsers make of our pages: a real one, that must find nothing against their policies.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use actix_web::{App, HttpResponse, HttpServer, web};
use tempfile::TempDir;

use crate::app::TestApp;
use crate::frontend::chromium;

/// How Chromium begins what it says of everything that a policy forbids.
const FORBIDDEN: &str = "Content Security Policy";

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn no_page_breaks_its_own_policy() {
    let app = TestApp::seeded().await;

    for (path, drawn) in [
        ("/docs", "class=\"opblock-summary-path\""),
        (
            "/docs#/articles/list_articles",
            "class=\"btn execute opblock-control__btn\"",
        ),
        ("/problems/not-found", "<h1>Nothing here</h1>"),
    ] {
        let visit = visit(&format!("{}{path}", app.address)).await;

        assert!(visit.page.contains(drawn), "{path}: {}", visit.page);
        assert!(
            !visit.console.contains("CONSOLE"),
            "{path}: {}",
            visit.console
        );
    }
}

#[actix_web::test]
async fn every_page_has_a_policy_without_anything_inline() {
    let app = TestApp::seeded().await;

    for path in ["/docs", "/problems/not-found"] {
        let page = app.get(path).await;

        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        for inline in ["<style", "style=", "<script>", "onclick="] {
            assert!(!page.text().contains(inline), "{path}: {inline}");
        }
    }
}

/// Shows that the test above would see a fault: the same policy with a page that breaks it.
#[actix_web::test]
#[ignore = "needs Chromium"]
async fn a_page_with_inline_code_would_be_noticed() {
    let app = TestApp::empty().await;
    let docs = app.get("/docs").await;
    let policy = docs.header("content-security-policy").unwrap().to_owned();
    for inline in [
        "<style>p { color: red }</style>",
        "<p style=\"color: red\">",
        "<script>document.title = 'ran'</script>",
        "<img src=\"https://elsewhere.example/pixel.png\">",
    ] {
        let visit = visit(&serve(policy.clone(), inline)).await;

        assert!(
            visit.console.contains(FORBIDDEN),
            "{inline}: {}",
            visit.console
        );
    }
}

/// The address of a page of our own with a policy. Its server ends with the test.
fn serve(policy: String, page: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = HttpServer::new(move || {
        let policy = policy.clone();
        App::new().default_service(web::to(move || {
            let answer = HttpResponse::Ok()
                .content_type("text/html; charset=utf-8")
                .insert_header(("content-security-policy", policy.clone()))
                .body(page);
            async { answer }
        }))
    });
    let server = server.workers(1).disable_signals();
    actix_web::rt::spawn(server.listen(listener).unwrap().run());
    address
}

/// What a browser has drawn, and what it has said.
struct Visit {
    page: String,
    console: String,
}

async fn visit(address: &str) -> Visit {
    let profile = TempDir::new().unwrap();
    let mut command = Command::new(chromium());
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=10000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(address)
        .stdin(Stdio::null());
    // The server runs on this thread, so the browser must wait on another.
    let output = actix_web::web::block(move || command.output())
        .await
        .unwrap()
        .unwrap();
    assert!(output.status.success(), "{}", output.status);
    Visit {
        page: String::from_utf8(output.stdout).unwrap(),
        console: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
