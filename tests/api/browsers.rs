//! What browsers make of our pages: a real one, that must find nothing against their policies.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use awc::Client;
use tempfile::TempDir;

use crate::app::TestApp;
use crate::frontend::chromium;

const EVIDENCE: &str = "/v1/articles/massage-for-sciatica/evidence.html";
const ARTICLE: &str = "/v1/articles/massage-for-sciatica";
/// What Chromium says of everything that a policy forbids.
const FORBIDDEN: &str = "Content Security Policy";
/// Sends the first operation that is open, as a click of a reader does.
const TRY: &str = r#"
    const wait = () => {
        const button = document.querySelector(".execute");
        // A person takes a moment, too: the page still reads the document when it has drawn the button.
        if (button) setTimeout(() => document.querySelector(".execute").click(), 2000);
        else setTimeout(wait, 50);
    };
    wait();
"#;

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn no_page_breaks_its_own_policy() {
    let app = TestApp::seeded().await;

    for (path, drawn) in [
        ("/docs", "class=\"opblock-summary-path\""),
        ("/problems/not-found", "<h1>Nothing here</h1>"),
        (EVIDENCE, "class=\"claim\""),
        (ARTICLE, "role=\"doc-bibliography\""),
    ] {
        let visit = visit(&format!("{}{path}", app.address), &DRAWN).await;

        assert!(visit.page.contains(drawn), "{path}: {}", visit.page);
        assert!(
            !visit.console.contains(FORBIDDEN),
            "{path}: {}",
            visit.console
        );
    }
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn trying_an_operation_breaks_no_policy() {
    let app = TestApp::seeded().await;
    let address = serve_with(
        &app,
        "<script src=\"/try.js\"></script><img src=\"/slow.png\">",
    );

    let visit = visit(&format!("{address}/docs#/articles/list_articles"), &[]).await;

    assert!(
        visit.page.contains("live-responses-table"),
        "{}",
        visit.page
    );
    assert!(
        visit.page.contains("massage-for-sciatica"),
        "{}",
        visit.page
    );
    assert!(!visit.console.contains(FORBIDDEN), "{}", visit.console);
}

#[actix_web::test]
async fn every_page_has_a_policy_without_anything_inline() {
    let app = TestApp::seeded().await;

    for path in ["/docs", "/problems/not-found", EVIDENCE, ARTICLE] {
        let page = app.get_with(path, &[("accept", "text/html")]).await;

        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        for inline in ["<style", "style=", "<script>", "onclick="] {
            assert!(!page.text().contains(inline), "{path}: {inline}");
        }
    }
}

/// Shows that the tests above would see a fault.
#[actix_web::test]
#[ignore = "needs Chromium"]
async fn a_page_with_something_inline_would_be_noticed() {
    let app = TestApp::empty().await;

    for inline in [
        "<style>p { color: red }</style>",
        "<p style=\"color: red\">",
        "<script>document.title = 'ran'</script>",
        "<img src=\"https://elsewhere.example/pixel.png\">",
    ] {
        let visit = visit(&format!("{}/docs", serve_with(&app, inline)), &DRAWN).await;

        assert!(
            visit.console.contains(FORBIDDEN),
            "{inline}: {}",
            visit.console
        );
    }
}

/// The address of a server that answers as the app does, with an addition to the documentation page.
fn serve_with(app: &TestApp, addition: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let api = app.address.clone();
    let is_tried = Arc::new(AtomicBool::new(false));
    let server = HttpServer::new(move || {
        let (api, is_tried) = (api.clone(), is_tried.clone());
        let relay = move |request| relay(request, api.clone(), addition, is_tried.clone());
        App::new().default_service(web::to(relay))
    });
    let server = server.workers(1).disable_signals();
    actix_web::rt::spawn(server.listen(listener).unwrap().run());
    address
}

async fn relay(
    request: HttpRequest,
    api: String,
    addition: &'static str,
    is_tried: Arc<AtomicBool>,
) -> HttpResponse {
    // The page is drawn as it stands once all of it has come, and this comes last: some time after the operation was tried.
    if request.path() == "/slow.png" {
        for _ in 0..60 {
            sleep(Duration::from_secs(1)).await;
            if is_tried.load(Ordering::Relaxed) {
                break;
            }
        }
        sleep(Duration::from_secs(4)).await;
        return HttpResponse::NotFound().finish();
    }
    if request.path().starts_with("/v1/") {
        is_tried.store(true, Ordering::Relaxed);
    }
    if request.path() == "/try.js" {
        return HttpResponse::Ok().content_type("text/javascript").body(TRY);
    }
    let client = Client::builder().disable_redirects().finish();
    let asked = client
        .get(format!("{api}{}", request.uri()))
        .no_decompress();
    let mut came = asked.send().await.unwrap();
    let mut body = came.body().limit(10_000_000).await.unwrap().to_vec();
    if request.path() == "/docs" {
        body.extend_from_slice(addition.as_bytes());
    }
    let mut answer = HttpResponse::build(came.status());
    for name in ["content-type", "content-security-policy"] {
        if let Some(value) = came.headers().get(name) {
            answer.insert_header((name, value.clone()));
        }
    }
    answer.body(body)
}

/// What a browser has drawn, and what it has said.
pub struct Visit {
    pub page: String,
    pub console: String,
}

/// Lets the page draw itself before it is looked at.
pub const DRAWN: [&str; 1] = ["--virtual-time-budget=10000"];

pub async fn visit(address: &str, flags: &[&str]) -> Visit {
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
        .args(["--enable-logging=stderr", "--dump-dom"])
        .args(flags)
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
