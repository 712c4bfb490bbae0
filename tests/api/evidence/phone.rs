//! The page of a report as a browser draws it, on the width of a phone too.

use std::net::TcpListener;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use awc::Client;

use super::PAGE;
use crate::app::TestApp;
use crate::browsers::{DRAWN, visit};

/// Shows a page as wide as a phone, and says how wide it is inside. A window of a browser cannot be made as narrow.
const FRAME: &str = r##"<!doctype html><html lang="en"><head><title>Frame</title><link rel="icon" href="data:,"></head>
    <body><iframe width="360" height="800"></iframe><p id="widths"></p><script>
    const frame = document.querySelector("iframe");
    frame.addEventListener("load", () => {
        const page = frame.contentDocument.documentElement;
        document.querySelector('#widths').textContent =
            `${page.clientWidth} holds ${page.scrollWidth}, ${frame.contentDocument.querySelectorAll('.claim').length} claims`;
    });
    frame.src = location.search.slice(1);
    </script></body></html>"##;

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn on_a_phone_nothing_is_wider_than_the_page() {
    let app = TestApp::seeded().await;
    let address = serve_framed(&app);

    let visit = visit(&format!("{address}/frame?{PAGE}"), &DRAWN).await;

    // A scroll bar may take some of the width.
    let widths = visit.page.split("id=\"widths\">").nth(1).unwrap();
    let widths = widths.split('<').next().unwrap();
    let (inner, rest) = widths.split_once(" holds ").unwrap();
    let (whole, claims) = rest.split_once(", ").unwrap();
    assert_eq!(inner, whole, "{widths}");
    assert!(inner.parse::<u32>().unwrap() <= 360, "{widths}");
    assert_eq!(claims, "8 claims");
    assert!(!visit.console.contains("CONSOLE"), "{}", visit.console);
}

#[actix_web::test]
#[ignore = "needs Chromium"]
async fn the_page_says_nothing_in_the_console() {
    let app = TestApp::seeded().await;

    let visit = visit(&format!("{}{PAGE}", app.address), &DRAWN).await;

    assert!(visit.page.contains("class=\"claim\""), "{}", visit.page);
    assert!(!visit.console.contains("CONSOLE"), "{}", visit.console);
}

/// The address of a server that answers as the app does, and lets its pages be framed by one of its own.
fn serve_framed(app: &TestApp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let api = app.address.clone();
    let server = HttpServer::new(move || {
        let api = api.clone();
        App::new().default_service(web::to(move |request| relay(request, api.clone())))
    });
    let server = server.workers(1).disable_signals();
    actix_web::rt::spawn(server.listen(listener).unwrap().run());
    address
}

async fn relay(request: HttpRequest, api: String) -> HttpResponse {
    if request.path() == "/frame" {
        return HttpResponse::Ok().content_type("text/html").body(FRAME);
    }
    let client = Client::builder().disable_redirects().finish();
    let asked = client.get(format!("{api}{}", request.uri()));
    let mut came = asked.no_decompress().send().await.unwrap();
    let body = came.body().limit(10_000_000).await.unwrap();
    let header = |name| came.headers().get(name).unwrap().to_str().unwrap();
    let policy = header("content-security-policy");
    HttpResponse::build(came.status())
        .insert_header(("content-type", header("content-type")))
        .insert_header((
            "content-security-policy",
            policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        ))
        .body(body)
}
